-- Briefings: figures frozen on a date and handed over. Once issued, a briefing never changes.

create table briefing_marking (
    key      text primary key,
    label    text not null,
    position int  not null unique
);
comment on table briefing_marking is 'how a document is to be handled; the label stands on every page, in file names and in metadata';
insert into briefing_marking values ('none', '', 1), ('official', 'OFFICIAL', 2), ('official-sensitive', 'OFFICIAL-SENSITIVE', 3);

create table briefing (
    id           bigint primary key default unguessable(),
    number       text        not null unique,
    title        text        not null check (length(trim(title)) between 1 and 300),
    author       text        not null,
    audience     text        not null,
    marking      text        not null references briefing_marking,
    everything   boolean     not null,
    operators    int[]       not null,
    commission   text        not null,
    state        text        not null check (state in ('composing', 'issued', 'failed')),
    step         text        not null default 'waiting',
    done         int         not null default 0,
    steps        int         not null default 1,
    failure      text,
    as_at        date        not null,
    known_at     timestamptz not null,
    requested_at timestamptz not null default now(),
    issued_at    timestamptz,
    follows      bigint references briefing,
    sha256       text check (sha256 ~ '^[0-9a-f]{64}$'),
    document     bytea,
    constraint issued_is_whole check (state <> 'issued' or (issued_at is not null and sha256 is not null and document is not null))
);
comment on column briefing.operators is 'whose registers it rests on, or whom its author acted for';
comment on column briefing.everything is 'whether its author saw all operators: then only who sees all may read it';
comment on column briefing.document is 'all its data as JSON, byte for byte what the SHA-256 was taken of';
create index on briefing (requested_at desc);

create table briefing_file (
    briefing_id bigint not null references briefing,
    format      text   not null,
    name        text   not null,
    sha256      text   not null check (sha256 ~ '^[0-9a-f]{64}$'),
    bytes       bytea  not null,
    primary key (briefing_id, format)
);

-- When figures that rest on an operator's registers were issued: for that operator to see, without the briefing itself.
create table briefing_subject (
    briefing_id bigint      not null references briefing,
    operator_id int         not null references operator,
    number      text        not null,
    marking     text        not null,
    issued_at   timestamptz not null,
    primary key (briefing_id, operator_id)
);

-- Which figures of a briefing would differ today, as found when somebody last looked.
create table briefing_check (
    briefing_id bigint primary key references briefing,
    checked_at  timestamptz not null,
    differing   int         not null
);

-- Commissions kept to be used again, each by whoever saved it.
create table briefing_template (
    id         bigint primary key default unguessable(),
    name       text        not null check (length(trim(name)) between 1 and 200),
    author     text        not null,
    commission text        not null,
    saved_at   timestamptz not null default now(),
    unique (author, name)
);

-- A briefing is for those who may see all that it rests on.
alter table briefing enable row level security;
alter table briefing force row level security;
create policy scope on briefing using (
    current_setting('linchpin.scope', true) = 'all'
    or (not everything and operators <@ (select visible_operators())::int[]));

do $$
declare t text;
begin
    foreach t in array array ['briefing_file', 'briefing_check'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy scope on %I using (exists (select 1 from briefing b where b.id = briefing_id))', t);
    end loop;
end $$;

alter table briefing_subject enable row level security;
alter table briefing_subject force row level security;
create policy scope on briefing_subject using (operator_id = any ((select visible_operators())::int[]));

create function briefing_stays() returns trigger language plpgsql as $$
begin
    raise exception 'briefing % is issued and never changes', old.number;
end $$;
create trigger briefing_stays before update on briefing for each row when (old.state = 'issued') execute function briefing_stays();

revoke delete on briefing from linchpin_app;
revoke update, delete on briefing_file, briefing_subject from linchpin_app;
revoke insert, update, delete on briefing_marking from linchpin_app;
