-- What people state about the catalogue. A statement is proposed or stands, is decided on, and may be reversed; what it says
-- never changes.
create table statement (
    id          bigint generated always as identity primary key,
    kind        text        not null check (kind in ('vendor', 'module', 'equipment', 'ownership', 'designation', 'wording')),
    subject     text        not null check (subject <> ''),
    body        jsonb       not null,
    valid_from  text,
    valid_to    text,
    source      text        not null check (source <> ''),
    grade       text        not null check (grade in ('A', 'B', 'C', 'D', 'E')),
    why         text,
    author      text        not null,
    recorded_at timestamptz not null default now(),
    replaces    bigint,
    state       text        not null check (state in ('proposed', 'standing', 'declined', 'reversed')),
    decided_by  text,
    decided_at  timestamptz,
    decision    text,
    reversed_by text,
    reversed_at timestamptz,
    reversal    text,
    constraint decided_by_somebody check (state = 'proposed' or (decided_by is not null and decided_at is not null)),
    constraint reversed_by_somebody check (state <> 'reversed' or (reversed_by is not null and reversed_at is not null))
);
comment on column statement.subject is 'the key of the thing; for ownership child, relation and parent; for a wording its digest';
comment on column statement.body is 'what is stated, field by field, as the API names them';
comment on column statement.replaces is 'for ownership the line that this statement corrects';
create index on statement (kind, subject, id);

create function statement_is_kept() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'a statement is never deleted';
    end if;
    if (new.id, new.kind, new.subject, new.body, new.valid_from, new.valid_to, new.source, new.grade, new.why, new.author,
        new.recorded_at, new.replaces)
       is distinct from
       (old.id, old.kind, old.subject, old.body, old.valid_from, old.valid_to, old.source, old.grade, old.why, old.author,
        old.recorded_at, old.replaces) then
        raise exception 'what a statement says is never changed';
    end if;
    if not (old.state = 'proposed' and new.state in ('standing', 'declined') or old.state = 'standing' and new.state = 'reversed') then
        raise exception 'a statement that is % cannot become %', old.state, new.state;
    end if;
    return new;
end $$;
create trigger statement_is_kept before update or delete on statement for each row execute function statement_is_kept();

-- A line that an analyst has stated is the analyst's until reversed: reference data leaves it alone.
alter table organisation add column stated_by bigint references statement,
                         add column own_statement text;
comment on column organisation.own_statement is 'what the company itself says of its control and listings, with dates';
alter table module_family add column stated_by bigint references statement;
alter table equipment add column stated_by bigint references statement;
alter table designation add column stated_by bigint references statement;
alter table ownership add column statement_id bigint references statement,
                      add column retracted_by bigint references statement;
comment on column ownership.retracted_by is 'the statement that ended it; none where the reference data itself was renewed';

-- Where each rule leads, with two clocks: on which days, and as known when. The first knowledge is held to have been known always.
delete from look_through;
alter table look_through
    drop constraint look_through_pkey,
    add column id         bigint generated always as identity primary key,
    add column valid_from date        not null,
    add column valid_to   date        not null,
    add column known_from timestamptz not null,
    add column known_to   timestamptz not null default 'infinity',
    add check (valid_from < valid_to),
    add unique (rule, vendor_key, valid_from, known_from);
create index on look_through (vendor_key, rule);
