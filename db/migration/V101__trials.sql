-- How long an index takes depends on the machine and on what the file says, and how long that is in times of reading on both as well. So a
-- large file's indexes are tried on its first rows, and what is kept of a check is what it took in seconds, beside its trial.
drop table check_timing;

create table check_timing (
    workbook    boolean            not null,
    carries     boolean            not null,
    magnitude   int                not null,
    bytes       bigint             not null check (bytes > 0),
    lines       bigint             not null check (lines > 0),
    reading     double precision   not null check (reading > 0),
    parts       double precision[] not null,
    tried       bigint             not null,
    trial       double precision[] not null,
    measured_at timestamptz        not null default now(),
    primary key (workbook, carries, magnitude)
);

-- What makes an index of a partition: first the one that makes references unique, then those that the parent asks for. Null where there is
-- none left.
create function partition_index(partition text, part int) returns text language sql stable set search_path = public as $$
    select case part
        when 1 then format('create unique index on %I (asset_ref)', partition)
        else (
            select regexp_replace(pg_get_indexdef(indexrelid), '^CREATE INDEX \S+ ON ONLY \S+', format('create index on %I', partition))
            from pg_index
            where indrelid = 'asset'::regclass and not indisprimary
            order by indexrelid
            offset part - 2 limit 1)
        end
$$;

create or replace function index_partition(submission bigint, part int) returns boolean language plpgsql security definer set search_path = public as $$
declare definition text := partition_index('asset_' || submission, part);
begin
    perform scoped(submission);
    if definition is null then
        return false;
    end if;
    execute definition;
    return true;
end $$;

-- Builds each index on some of the rows that are there, and tells how many they were and how many seconds each took. Rows may still repeat a
-- reference, so none is unique. By one process: of so few rows it would be the starting of others that is measured.
create function try_indexes(submission bigint, at_most int, out tried bigint, out seconds double precision[])
    language plpgsql security definer set search_path = public set max_parallel_maintenance_workers = 0 as $$
declare
    trial text := 'trial_' || submission;
    part  int  := 1;
    definition text;
    began timestamptz;
begin
    perform scoped(submission);
    execute format('create table %I as select * from %I limit %s', trial, 'asset_' || submission, at_most);
    get diagnostics tried = row_count;
    seconds := '{}';
    loop
        definition := partition_index(trial, part);
        exit when definition is null;
        began := clock_timestamp();
        execute replace(definition, 'create unique index', 'create index');
        seconds := seconds || extract(epoch from clock_timestamp() - began)::double precision;
        part := part + 1;
    end loop;
    execute format('drop table %I', trial);
end $$;
