-- Who is asking, what they may see, and the trail of what they did.

-- The role every request works under. It owns nothing, so row-level security binds it.
do $$
begin
    if not exists (select from pg_roles where rolname = 'linchpin_app') then
        create role linchpin_app nologin;
    end if;
    begin
        execute format('grant linchpin_app to %I', current_user);
    exception when insufficient_privilege then
        -- Whoever made the role for us has granted it too, or the first connection says that it is missing.
        raise notice 'linchpin_app is not ours to grant';
    end;
end $$;

grant usage on schema public to linchpin_app;
alter default privileges in schema public grant select, insert, update, delete on tables to linchpin_app;
alter default privileges in schema public grant usage, select on sequences to linchpin_app;

-- Numbers that travel in addresses say nothing of order or amount, and fit a JSON number.
create function unguessable() returns bigint language sql volatile
    return ('x' || left(replace(gen_random_uuid()::text, '-', ''), 12))::bit(48)::bigint;

create table operator (
    id         int generated always as identity primary key,
    code       text        not null unique check (code ~ '^[a-z0-9][a-z0-9_-]{0,39}$'),
    name       text        not null check (length(trim(name)) between 1 and 200),
    invented   boolean     not null default false,
    created_at timestamptz not null default now()
);
comment on column operator.invented is 'made up for the demonstration; pages say so';

create table account (
    id         int generated always as identity primary key,
    username   text        not null check (username ~ '^[a-z0-9][a-z0-9._@-]{0,59}$'),
    password   text        not null,
    role       text        not null check (role in ('official', 'utility', 'analyst', 'administrator', 'auditor')),
    demonstration boolean  not null default false,
    created_at timestamptz not null default now(),
    unique (username)
);
comment on column account.demonstration is 'its password is known to everybody: it opens nothing unless the demonstration is on';

create table account_operator (
    account_id  int not null references account on delete cascade,
    operator_id int not null references operator,
    primary key (account_id, operator_id)
);
comment on table account_operator is 'for whom an account acts; no rows of theirs, and read before there is a scope, so it has no policy';

create table access_token (
    digest       bytea primary key,
    account_id   int         not null references account on delete cascade,
    created_at   timestamptz not null default now(),
    expires_at   timestamptz not null,
    last_used_at timestamptz
);
comment on column access_token.digest is 'SHA-256 of the token; the token itself is shown once and not kept';

create table trail (
    id          bigint generated always as identity primary key,
    at          timestamptz not null default clock_timestamp(),
    username    text        not null,
    action      text        not null,
    subject     text        not null,
    operator_id int,
    detail      text
);
create index on trail (at desc);
alter table trail enable row level security;
revoke update, delete on trail from linchpin_app;

-- The scope of the transaction: 'all', or operator numbers with commas between them. Nothing set, nothing seen.
create function visible_operators() returns int[] language sql stable
    return case current_setting('linchpin.scope', true)
               when 'all' then (select array_agg(id) from operator)
               else string_to_array(nullif(current_setting('linchpin.scope', true), ''), ',')::int[]
           end;

-- The trail is written by everybody and read by those who may read all of it (the pages and the API see to who).
alter table trail force row level security;
create policy everyone_writes on trail for insert with check (true);
create policy everyone_reads on trail for select using (true);
