-- Intake at national size: what differs, updates, nil returns, and references that are told apart once a submission.

alter table submission drop constraint submission_kind_check;
alter table submission
    add constraint submission_kind_check check (kind in ('full', 'update', 'nil')),
    add column based_on       bigint,
    add column period_from    date,
    add column period_to      date,
    add column first_problems jsonb not null default '[]',
    add column due_at         timestamptz,
    add column lines          bigint,
    add constraint a_period_ends_after_it_begins check (period_from <= period_to),
    add constraint only_updates_rest_on_another check (kind = 'update' or based_on is null),
    add foreign key (operator_id, based_on) references submission (operator_id, id);
comment on column submission.kind is 'full: all there is; update: what is new or says something new; nil: there is nothing';
comment on column submission.based_on is 'the submission that an update brings up to date; withdrawn together with it';
comment on column submission.period_from is 'the time the file reports on, where its sender says so';
comment on column submission.due_at is 'when a check at work is expected to be over';
comment on column submission.lines is 'how many lines stand in it: those of the file that were taken in, and those that an update leaves as they were';
update submission set lines = accepted + unchanged;
comment on column submission.first_problems is 'the first problems that a check at work has found: all of them are stored when it is over';

-- Nil returns have no bytes, so they are not told apart by them.
drop index same_bytes_once;
create unique index same_bytes_once on submission (register_id, kind, file_sha256)
    where state not in ('rejected', 'withdrawn', 'failed') and kind <> 'nil';

comment on column asset.line is
    'the record of the file it came from, the header being 1; negative: carried over from the submission that an update rests on';

-- References are unique within a submission, and each partition keeps that by an index of its own: narrower than one
-- that repeats operator and submission in every entry, and built faster.
do $$
declare
    i text;
    p text;
begin
    for i in select indexrelid::regclass from pg_index where indrelid = 'asset'::regclass and not indisprimary loop
        execute format('drop index %s', i);
    end loop;
    for p in select inhrelid::regclass from pg_inherits where inhparent = 'asset'::regclass loop
        execute format('create unique index on %s (asset_ref)', p);
    end loop;
end $$;

-- Some of the lines that differ from the submission before, as examples for whoever decides.
create table difference (
    operator_id   int    not null,
    submission_id bigint not null,
    kind          text   not null check (kind in ('added', 'changed', 'removed')),
    position      int    not null,
    line          int,
    before_id     bigint,
    before_line   int,
    primary key (operator_id, submission_id, kind, position),
    foreign key (operator_id, submission_id) references submission (operator_id, id)
);
alter table difference enable row level security;
alter table difference force row level security;
create policy scope on difference using (operator_id = any ((select visible_operators())::int[]));

-- Partitions come into being in the transaction that fills them, so that COPY may write frozen rows (and, where the
-- server keeps no more log than a crash needs, none). What each row must say of itself is checked while it is written.
create or replace function open_partitions(submission bigint) returns void language plpgsql security definer set search_path = public as $$
declare t text;
begin
    foreach t in array array ['asset', 'problem'] loop
        execute format('drop table if exists %I', t || '_' || submission);
        execute format('create table %I (like %I including defaults including storage, check (submission_id = %s and operator_id = %s))',
            t || '_' || submission, t, submission, scoped(submission));
        execute format('revoke all on %I from linchpin_app', t || '_' || submission);
        execute format('grant insert on %I to linchpin_app', t || '_' || submission);
    end loop;
end $$;

-- The key is built while the references of the file are gone through.
create function key_partition(submission bigint) returns void language plpgsql security definer set search_path = public as $$
begin
    perform scoped(submission);
    execute format('alter table %I add primary key (operator_id, submission_id, line)', 'asset_' || submission);
end $$;

-- Takes lines out again that repeat an earlier one, and says what they had been counted as.
create function take_out(submission bigint, repeated int[])
    returns table (wording_id int, asset_class text, sector text, region text, installed_year int, criticality int,
                   units int, capacity_kw real, people_served int, counts boolean)
    language plpgsql security definer set search_path = public as $$
begin
    perform scoped(submission);
    return query execute format(
        'delete from %I a where a.line = any ($1)
         returning a.wording_id, a.asset_class, a.sector, a.region, extract(year from a.installed_on)::int, a.criticality::int,
                   a.units, a.capacity_kw, a.people_served, a.status = ''in_service''',
        'asset_' || submission) using repeated;
end $$;

-- An update stands on another submission: the lines that it does not mention are carried over, their numbers moved out
-- of the way. Says what those lines are counted as that it does replace.
create function carry_over(submission bigint, base bigint, shift int)
    returns table (wording_id int, asset_class text, sector text, region text, installed_year int, criticality int,
                   units int, capacity_kw real, people_served int, counts boolean)
    language plpgsql security definer set search_path = public as $$
declare
    operator int := scoped(submission);
    columns text;
begin
    perform scoped(base);
    select string_agg(quote_ident(attname), ', ' order by attnum) into columns
    from pg_attribute
    where attrelid = 'asset'::regclass and attnum > 0 and not attisdropped and attname not in ('operator_id', 'submission_id', 'line');
    execute format(
        'insert into %1$I (operator_id, submission_id, line, %2$s)
         select operator_id, %3$s, line - %4$s, %2$s from asset b
         where b.operator_id = %5$s and b.submission_id = %6$s
           and not exists (select from %1$I n where n.asset_ref = b.asset_ref)',
        'asset_' || submission, columns, submission, shift, operator, base);
    return query execute format(
        'select a.wording_id, a.asset_class, a.sector, a.region, extract(year from a.installed_on)::int, a.criticality::int,
                a.units, a.capacity_kw, a.people_served, a.status = ''in_service''
         from asset a join %1$I n on n.asset_ref = a.asset_ref
         where a.operator_id = %2$s and a.submission_id = %3$s and n.line > 0',
        'asset_' || submission, operator, base);
end $$;

-- After COPY: keys and indexes are built once, then the partition joins its parent.
create or replace function attach_partitions(submission bigint) returns void language plpgsql security definer set search_path = public as $$
declare t text;
begin
    perform scoped(submission);
    execute format('create unique index on %I (asset_ref)', 'asset_' || submission);
    foreach t in array array ['asset', 'problem'] loop
        execute format('alter table %I attach partition %I for values in (%s)', t, t || '_' || submission, submission);
        -- Nothing is known yet of a table that came into being a moment ago, and plans without statistics are guesses.
        execute format('analyze %I', t || '_' || submission);
    end loop;
end $$;
