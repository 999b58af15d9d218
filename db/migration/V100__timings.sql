-- How long the parts of a check took that follow reading, in times of reading: for each order of size the last file that was
-- taken in. So the first large file after a start is told its end from what this machine does, and not from a guess.
create table check_timing (
    workbook    boolean            not null,
    carries     boolean            not null,
    magnitude   int                not null,
    bytes       bigint             not null check (bytes > 0),
    parts       double precision[] not null,
    measured_at timestamptz        not null default now(),
    primary key (workbook, carries, magnitude)
);

-- Indexes are built one by one, so that whoever waits is told how far it is: first the one that makes references unique,
-- then those that the parent asks for, which take their place in it when the partition is attached.
create function index_partition(submission bigint, part int) returns boolean language plpgsql security definer set search_path = public as $$
declare definition text;
begin
    perform scoped(submission);
    if part = 1 then
        execute format('create unique index on %I (asset_ref)', 'asset_' || submission);
        return true;
    end if;
    select pg_get_indexdef(indexrelid) into definition
    from pg_index
    where indrelid = 'asset'::regclass and not indisprimary
    order by indexrelid
    offset part - 2 limit 1;
    if definition is null then
        return false;
    end if;
    execute regexp_replace(definition, '^CREATE INDEX \S+ ON ONLY \S+', format('create index on %I', 'asset_' || submission));
    return true;
end $$;

create or replace function attach_partitions(submission bigint) returns void language plpgsql security definer set search_path = public as $$
declare t text;
begin
    perform scoped(submission);
    foreach t in array array ['asset', 'problem'] loop
        execute format('alter table %I attach partition %I for values in (%s)', t, t || '_' || submission, submission);
        -- Nothing is known yet of a table that came into being a moment ago, and plans without statistics are guesses.
        execute format('analyze %I', t || '_' || submission);
    end loop;
end $$;
