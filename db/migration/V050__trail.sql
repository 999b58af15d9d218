-- The trail grows up: what changed, before and after, written by the database itself for every change by every path;
-- what was read; why, from where, with which token; and a chain over all of it.

alter table account drop constraint account_role_check;
alter table account add check (role in ('official', 'utility', 'utility_reader', 'analyst', 'administrator', 'auditor'));

alter table trail
    add column kind     text    not null default 'act' check (kind in ('act', 'change', 'read', 'found')),
    add column everyone boolean not null default false,
    add column why      text,
    add column address  text,
    add column token    text,
    add column before   jsonb,
    add column after    jsonb,
    add column tx       bigint  not null default pg_current_xact_id()::text::bigint,
    add column area     text    generated always as (split_part(action, '.', 1)) stored;
comment on column trail.kind is 'act: somebody did it; change: the database saw it happen; read: rows were asked for; found: there when watching began';
comment on column trail.everyone is 'whether it concerns every operator';
comment on column trail.token is 'the number by which the token is listed';
comment on column trail.tx is 'the transaction: what belongs together has the same';
create index on trail (operator_id, id desc);
create index on trail (username, id desc);
create index on trail (area, subject, id desc);

-- Which lines a transaction may read follows from who is asking: 'all', 'accounts', 'operators' (those of its scope) or 'own'.
drop policy everyone_reads on trail;
create policy readers on trail for select using (
    case current_setting('linchpin.trail', true)
        when 'all' then true
        when 'accounts' then area in ('account', 'account_operator', 'access_token', 'token', 'operator', 'session', 'trail')
        when 'operators' then everyone or operator_id = any ((select visible_operators())::int[])
            or username = current_setting('linchpin.who', true)
        when 'own' then username = current_setting('linchpin.who', true)
        else false
    end);

-- Lines not yet in the chain; the chain, one link a line; and the signed checkpoints over it.
create table trail_pending (line bigint primary key);
comment on table trail_pending is 'not audited: part of the trail';

create table trail_seal (
    seq       bigint      primary key check (seq > 0),
    line      bigint      not null unique,
    sealed_at timestamptz not null,
    link      bytea       not null check (length(link) = 32)
);
comment on table trail_seal is 'not audited: part of the trail';
comment on column trail_seal.link is 'SHA-256 of the link before and all that the line says';

create table trail_checkpoint (
    size     bigint      primary key,
    at       timestamptz not null,
    root     bytea       not null,
    frontier bytea       not null,
    note     text        not null
);
comment on table trail_checkpoint is 'not audited: part of the trail';
comment on column trail_checkpoint.note is 'size and Merkle root (RFC 9162) as a signed note, as it goes to the witness';

revoke update, delete, truncate on trail, trail_seal, trail_checkpoint from linchpin_app;
revoke update, truncate on trail_pending from linchpin_app;

comment on table trail is 'not audited: it is the trail';
comment on table scheduled_tasks is 'not audited: what is done next, kept by the scheduler';
comment on table wording is 'not audited: words of registers; the submission is';
comment on table look_through is 'not audited: worked out from ownership, which is';
comment on table knowledge is 'not audited: a fingerprint of what is audited itself';

create function trail_await_seal() returns trigger language plpgsql security definer set search_path = public as $$
begin
    insert into trail_pending values (new.id);
    return null;
end $$;
create trigger await_seal after insert on trail for each row execute function trail_await_seal();

create function trail_stands() returns trigger language plpgsql as $$
begin
    raise exception 'lines of the trail are added, never changed';
end $$;
create trigger stands before update or delete on trail for each row execute function trail_stands();
create trigger stands_whole before truncate on trail for each statement execute function trail_stands();

insert into trail_pending select id from trail;

-- Secrets leave a fingerprint, so that their change is seen and they are not.
create function trail_image(r jsonb, ignored text[]) returns jsonb language sql immutable parallel safe as $$
    select coalesce(jsonb_object_agg(e.key, case when e.key in ('password', 'digest', 'secret')
               then to_jsonb('sha256:' || encode(sha256(convert_to(e.value #>> '{}', 'UTF8')), 'hex'))
               else e.value end), '{}')
    from jsonb_each(r - ignored) e where e.value <> 'null'::jsonb
$$;

-- The columns that tell one row of a table from another.
create function trail_key(t regclass) returns text[] language sql stable as $$
    select array_agg(a.attname::text order by k.n)
    from pg_index i cross join unnest(i.indkey) with ordinality k (attnum, n)
    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
    where i.indrelid = t and i.indisprimary
$$;

-- Columns that count along and say nothing about what anybody did.
create function trail_ignored(t regclass) returns text[] language sql stable as $$
    select array ['version', 'rows_read', 'bytes_read', 'last_used_at']
$$;

create function trail_subject(t text, image jsonb, key text[]) returns text language sql immutable as $$
    select t || '/' || coalesce((select string_agg(coalesce(image ->> k, ''), '/' order by n) from unnest(key) with ordinality u (k, n)), '')
$$;

create function trail_change() returns trigger language plpgsql security definer set search_path = public as $$
declare
    ignored text[] := string_to_array(tg_argv[1], ',');
    was     jsonb;
    becomes jsonb;
    one     jsonb;
begin
    if tg_op <> 'INSERT' then was := trail_image(to_jsonb(old), ignored); end if;
    if tg_op <> 'DELETE' then becomes := trail_image(to_jsonb(new), ignored); end if;
    if was = becomes then
        return null;
    end if;
    one := coalesce(becomes, was);
    insert into trail (kind, username, action, subject, operator_id, address, token, before, after)
    values ('change',
            coalesce(nullif(current_setting('linchpin.who', true), ''), 'database user ' || session_user),
            tg_table_name || '.' || lower(tg_op),
            trail_subject(tg_table_name, one, string_to_array(tg_argv[0], ',')),
            case when tg_table_name = 'operator' then (one ->> 'id')::int else (one ->> 'operator_id')::int end,
            nullif(current_setting('linchpin.from', true), ''),
            nullif(current_setting('linchpin.token', true), ''),
            was, becomes);
    return null;
end $$;

create function trail_truncate() returns trigger language plpgsql security definer set search_path = public as $$
begin
    insert into trail (kind, username, action, subject)
    values ('change', coalesce(nullif(current_setting('linchpin.who', true), ''), 'database user ' || session_user),
            tg_table_name || '.truncate', tg_table_name || '/');
    return null;
end $$;

-- The tables whose changes are watched: all, but for copies of a submission's lines, what is worked out of them, and
-- those whose comment says why not.
create function trail_watched() returns setof regclass language sql stable as $$
    select c.oid::regclass from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and c.relpersistence = 'p' and c.relname <> 'flyway_schema_history'
      and coalesce(obj_description(c.oid, 'pg_class'), '') not like 'not audited:%'
      and not exists (select from pg_attribute a
                      where a.attrelid = c.oid and a.attname in ('submission_id', 'wording_id') and not a.attisdropped)
      and trail_key(c.oid) is not null
$$;

-- Begins to watch what is not watched yet. Triggers fire always, also where replication is only pretended.
create function trail_watch() returns void language plpgsql as $$
declare t regclass;
begin
    perform pg_advisory_xact_lock(5039850);
    perform set_config('linchpin.scope', 'all', true);
    for t in select w from trail_watched() w
             where not exists (select from pg_trigger where tgrelid = w and tgname = 'trail_change') loop
        execute format('create trigger trail_change after insert or update or delete on %s for each row execute function trail_change(%L, %L)',
                       t, array_to_string(trail_key(t), ','), array_to_string(trail_ignored(t), ','));
        execute format('create trigger trail_truncate after truncate on %s for each statement execute function trail_truncate()', t);
        execute format('alter table %s enable always trigger trail_change, enable always trigger trail_truncate', t);
        execute format($f$
            insert into trail (kind, username, action, subject, operator_id, after)
            select 'found', 'system', %L, trail_subject(%L, i, %L), case when %L = 'operator' then (i ->> 'id')::int else (i ->> 'operator_id')::int end, i
            from (select trail_image(to_jsonb(r), %L) as i from %s r) images
            $f$, t::text || '.found', t::text, trail_key(t), t::text, trail_ignored(t), t);
    end loop;
end $$;

-- Rows that do not stand as the trail last saw them: somebody went past the triggers.
create function trail_strays() returns table (subject text, what text) language plpgsql security definer set search_path = public as $$
declare t regclass;
begin
    for t in select w from trail_watched() w loop
        return query execute format($f$
            with standing as (
                select trail_subject(%L, i, %L) as subject, i from (select trail_image(to_jsonb(r), %L) as i from %s r) images
            ), last as (
                select distinct on (t.subject) t.subject, t.after from trail t
                where t.area = %L and t.kind in ('change', 'found') order by t.subject, t.id desc
            )
            select coalesce(s.subject, l.subject),
                   case when l.subject is null then 'came from nowhere' when s.subject is null then 'is gone without a line'
                        else 'is not as the trail last saw it' end
            from standing s full join last l on l.subject = s.subject
            where s.i is distinct from l.after
            $f$, t::text, trail_key(t), trail_ignored(t), t, t::text);
    end loop;
end $$;

-- Tables that ought to be watched and are not.
create function trail_unwatched() returns setof text language sql stable as $$
    select w::text from trail_watched() w
    where not exists (select from pg_trigger where tgrelid = w and tgname = 'trail_change' and tgenabled = 'A')
    union all
    -- What was watched once, and is there, and no longer counts as to be watched.
    select a.area from (select distinct area from trail where kind in ('change', 'found')) a
    where to_regclass('public.' || quote_ident(a.area)) is not null
      and to_regclass('public.' || quote_ident(a.area)) not in (select w from trail_watched() w)
    union all
    select 'trail' where not exists (select from pg_trigger where tgrelid = 'trail'::regclass and tgname = 'await_seal' and tgenabled <> 'D')
$$;

-- Whose a register or a submission is, as far as the transaction may see it.
create function operator_behind(number bigint) returns int language sql stable as $$
    select operator_id from register where id = number
    union all select operator_id from submission where id = number limit 1
$$;
