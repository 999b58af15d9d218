-- What operators, regulators and analysts have brought in about type allocation codes and about what equipment contains.

-- Who brought it in. That an operator knows a thing says what it may own, so this is for its own eyes and for those who see all.
create table contribution (
    id           bigint primary key default unguessable(),
    operator_id  int references operator,
    username     text        not null,
    kind         text        not null check (kind in ('type-codes', 'contents')),
    source       text        not null check (length(trim(source)) between 3 and 300),
    file_name    text        not null,
    file_sha256  text        not null check (file_sha256 ~ '^[0-9a-f]{64}$'),
    lines        int         not null check (lines >= 0),
    accepted     int         not null check (accepted between 0 and lines),
    naming       int         not null,
    problems     jsonb       not null default '[]',
    recorded_at  timestamptz not null default now(),
    withdrawn_at timestamptz,
    withdrawn_by text
);
comment on column contribution.operator_id is 'null where a regulator or an analyst brought it in';
comment on column contribution.naming is 'how many of the lines name a maker that is known';
create index contribution_by_time on contribution (recorded_at desc);

alter table contribution enable row level security;
alter table contribution force row level security;
create policy scope on contribution
    using (operator_id is null or operator_id = any ((select visible_operators())::int[]));

-- What was stated: for everybody, and it tells nobody whose statement it is. No operator, no name, no time of day, and the
-- number of the contribution means nothing to who may not see it.
create table contributed_code (
    contribution_id bigint not null references contribution,
    line            int    not null,
    code            text   not null check (code ~ '^[0-9]{8}$'),
    maker           text   not null,
    model           text   not null,
    origin          text   not null check (origin in ('operator', 'regulator', 'analyst')),
    source          text,
    stated_on       date   not null,
    retracted_at    timestamptz,
    primary key (contribution_id, line)
);
comment on column contributed_code.source is 'as the contributor names it; null where the contributor is an operator';

create table contributed_contents (
    contribution_id bigint not null references contribution,
    line            int    not null,
    part            int    not null default 0,
    maker           text   not null,
    model           text   not null check (model <> ''),
    variant         text   not null,
    cellular        boolean not null,
    module_maker    text   not null,
    module          text   not null,
    share           numeric(6, 5) check (share > 0 and share <= 1),
    evidence        text   not null,
    confidence      text   not null check (confidence in ('high', 'medium', 'low')),
    origin          text   not null check (origin in ('operator', 'regulator', 'analyst')),
    source          text,
    stated_on       date   not null,
    retracted_at    timestamptz,
    primary key (contribution_id, line, part)
);
comment on column contributed_contents.variant is 'batch or order code; empty where the same module is in all';

-- A number that moves with what recognition works with, so that every instance notices.
alter table knowledge add column version bigint not null default 0;
insert into knowledge (fingerprint) values ('') on conflict do nothing;
