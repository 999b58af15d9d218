-- People: second factors, sessions that can be ended, tokens that can be told apart, and the glass to break.

alter table account
    add column enabled boolean not null default true,
    add column secret  bytea,
    add column step    bigint not null default 0,
    add column outside text unique;
comment on column account.secret is 'of the second factor (RFC 6238), encrypted with a key that is not in the database';
comment on column account.step is 'the time step of the last code that was taken: no code is taken twice';
comment on column account.outside is 'who it is for the identity provider that vouches for it: issuer and subject';

create table session (
    digest       bytea       primary key,
    account_id   int         not null references account on delete cascade,
    began_at     timestamptz not null default now(),
    last_used_at timestamptz not null default now(),
    ended_at     timestamptz,
    address      text        not null,
    agent        text        not null
);
create index on session (account_id);
comment on column session.digest is 'SHA-256 of a number that only the session holds';

alter table access_token
    add column name       text    not null default '',
    add column reads_only boolean not null default false,
    add column number     text    generated always as (encode(substring(digest from 1 for 6), 'hex')) stored;
create index on access_token (account_id);
comment on column access_token.number is 'by which it is listed, ended and named in the trail';

create table break_glass (
    id            bigint      primary key default unguessable(),
    account_id    int         not null references account,
    operator_code text        not null references operator (code),
    reason        text        not null check (length(trim(reason)) >= 20),
    began_at      timestamptz not null default now(),
    until         timestamptz not null
);
create index on break_glass (account_id, until);
comment on table break_glass is 'who looked beyond their role, at whose rows, why and until when; no rows of operators, so it has no policy';
