-- What was known at an earlier moment. Tables of the catalogue hold what is known now, as cheaply as before; what a change
-- takes out of them is kept beside them with the time in which it was known, for figures as known then.

-- When the present transaction changes what is known: one moment for all of it. While it lasts, nobody finds the lock free
-- who asks for a moment with no change under way: see fixed_moment().
create function knowledge_moment() returns timestamptz language plpgsql security definer set search_path = public as $$
declare
    said text := nullif(current_setting('linchpin.moment', true), '');
begin
    if said is null then
        perform pg_advisory_xact_lock_shared(5506053392670158338);
        said := clock_timestamp()::text;
        perform set_config('linchpin.moment', said, true);
    end if;
    return said::timestamptz;
end $$;

-- A moment that no change of knowledge lies across: whatever is known as at it now is so for ever. Null while some change is
-- under way. It never queues for the lock, so that nobody waits for whoever asks.
create function fixed_moment() returns timestamptz language sql as $$
    select case when pg_try_advisory_xact_lock(5506053392670158338) then clock_timestamp() end
$$;

-- Small tables share one table of what they held.
create table was_known (
    relation   text        not null,
    line       jsonb       not null,
    known_from timestamptz not null,
    known_to   timestamptz not null,
    check (known_from < known_to)
);
create index on was_known (relation, known_to);
comment on table was_known is 'not audited: what lines said before; their change is';

-- The first knowledge is held to have been known always.
create function keep_what_was_known() returns trigger language plpgsql security definer set search_path = public as $$
declare
    moment timestamptz;
begin
    if tg_op = 'UPDATE' and to_jsonb(new) - 'known_from' = to_jsonb(old) - 'known_from' then
        new.known_from := old.known_from;
        return new;
    end if;
    moment := knowledge_moment();
    if tg_op = 'INSERT' then
        new.known_from := case when exists (select from look_through) then moment end;
        return new;
    end if;
    if old.known_from is null or old.known_from < moment then
        insert into was_known values (tg_table_name, to_jsonb(old), coalesce(old.known_from, '-infinity'), moment);
    end if;
    if tg_op = 'DELETE' then
        return old;
    end if;
    new.known_from := moment;
    return new;
end $$;

do $$
declare t text;
begin
    foreach t in array array ['organisation', 'module_family', 'designation', 'asset_class', 'sector', 'region', 'cost_parameter',
                              'cost_role', 'deflator', 'discount_rate', 'network_sunset', 'radio_successor', 'module_market'] loop
        execute format('alter table %I add column known_from timestamptz', t);
        execute format('comment on column %I.known_from is %L', t, 'since when it is known as it stands; null for always');
        execute format('create trigger keep_what_was_known before insert or update or delete on %I for each row execute function keep_what_was_known()', t);
    end loop;
    -- Figures and listings that rest on these are to be looked at again too.
    foreach t in array array ['designation', 'asset_class', 'sector', 'region', 'cost_parameter', 'cost_role', 'deflator', 'discount_rate',
                              'network_sunset', 'radio_successor', 'module_market'] loop
        execute format('create trigger knowledge_moves after insert or update or delete on %I for each statement execute function knowledge_moves()', t);
    end loop;
end $$;

-- Verdicts on words have tables of their own. A wording's first verdict is held to have been known always: no submission
-- that says it was there before.
alter table wording add column known_from timestamptz not null default '-infinity';
alter table candidate add column known_from timestamptz not null default '-infinity';

create table wording_past (
    wording_id      int         not null,
    equipment_maker text        not null,
    outcome         text        not null,
    reason          text        not null,
    known_from      timestamptz not null,
    known_to        timestamptz not null,
    check (known_from < known_to)
);
create index on wording_past (known_to);
comment on table wording_past is 'not audited: what was made of words of registers before';

create table candidate_past (like candidate, known_to timestamptz not null, check (known_from < known_to));
create index on candidate_past (known_to);
comment on table candidate_past is 'not audited: what words of registers were taken for before';

create function keep_verdict() returns trigger language plpgsql security definer set search_path = public as $$
declare
    moment timestamptz := knowledge_moment();
begin
    if old.known_from < moment then
        insert into wording_past values (old.id, old.equipment_maker, old.outcome, old.reason, old.known_from, moment);
    end if;
    new.known_from := moment;
    return new;
end $$;
create trigger keep_verdict before update on wording for each row
    when ((old.equipment_maker, old.outcome, old.reason) is distinct from (new.equipment_maker, new.outcome, new.reason))
    execute function keep_verdict();

create function keep_candidate() returns trigger language plpgsql security definer set search_path = public as $$
declare
    moment timestamptz := knowledge_moment();
begin
    if old.known_from < moment then
        insert into candidate_past select old.*, moment;
    end if;
    if tg_op = 'DELETE' then
        return old;
    end if;
    new.known_from := moment;
    return new;
end $$;
create trigger keep_candidate before update or delete on candidate for each row execute function keep_candidate();

revoke insert, update, delete, truncate on was_known, wording_past, candidate_past from linchpin_app;

-- A function of the same sense takes its place.
drop view if exists listed;
