-- Somebody's name and addresses can be taken out of the trail, and the chain still proves every line.
--
-- A line commits to what it says of people (name, subject, detail, address, images of rows) by SHA-256 over a number drawn
-- for that line alone and the words. Taking words out leaves their commitment, without the number: it proves the chain and
-- tells nobody, not even by guessing, what was there. Lines from before have no such number; of them the link stands as the
-- checkpoints signed it. Either is signed with the trail's key, which is not in the database.

alter table trail
    add column salt    bytea,
    add column erasure jsonb;
-- Lines that are there keep null: they are chained as they were.
alter table trail alter column salt set default decode(replace(gen_random_uuid()::text, '-', ''), 'hex');
comment on column trail.salt is 'drawn for this line; gone with the first word that is taken out';
comment on column trail.erasure is 'what was taken out: commitments that stay, numbers of the words that stay, and the signature of the trail''s key';

create policy erasing on trail for update using (current_setting('linchpin.erasing', true) = id::text);

create or replace function trail_stands() returns trigger language plpgsql as $$
declare
    -- The area is worked out of the action, and not yet when this is asked.
    words text[] := array ['username', 'subject', 'detail', 'address', 'before', 'after', 'salt', 'erasure', 'area'];
begin
    if tg_op = 'UPDATE' then
        if current_setting('linchpin.erasing', true) = old.id::text and new.erasure is not null
           and to_jsonb(new) - words = to_jsonb(old) - words then
            return new;
        end if;
    end if;
    raise exception 'lines of the trail are added, never changed';
end $$;

create function trail_erase(line bigint, becomes jsonb, mark jsonb) returns void
    language plpgsql security definer set search_path = public as $$
begin
    perform set_config('linchpin.erasing', line::text, true);
    update trail t
    set username = coalesce(becomes ->> 'username', t.username),
        subject  = coalesce(becomes ->> 'subject', t.subject),
        detail   = coalesce(becomes ->> 'detail', t.detail),
        address  = coalesce(becomes ->> 'address', t.address),
        before   = coalesce(becomes -> 'before', t.before),
        after    = coalesce(becomes -> 'after', t.after),
        salt     = null,
        erasure  = mark
    where t.id = line;
    perform set_config('linchpin.erasing', '', true);
end $$;

-- Whom the trail is to forget: taken out by a job, so the name waits here until it is done.
create table trail_forgetting (
    pseudonym  text   primary key,
    username   text   not null,
    account_id int    not null,
    last_line  bigint not null,
    tx         bigint not null default pg_current_xact_id()::text::bigint
);
comment on table trail_forgetting is 'not audited: names that are being forgotten, for a minute or two';
comment on column trail_forgetting.last_line is 'whoever takes the name afterwards is somebody else';

-- Wherever a column holds a user name, it is called by one of these words; a test looks for names everywhere else.
create function forget_name(was text, becomes text) returns void
    language plpgsql security definer set search_path = public as $$
declare
    c     record;
    scope text := coalesce(current_setting('linchpin.scope', true), '');
begin
    perform set_config('linchpin.scope', 'all', true);
    perform set_config('linchpin.forgetting', 'on', true);
    for c in select k.oid::regclass as t, a.attname as name
             from pg_class k join pg_attribute a on a.attrelid = k.oid
             where k.relnamespace = 'public'::regnamespace and k.relkind in ('r', 'p') and not k.relispartition
               and k.relname not in ('trail', 'trail_forgetting') and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
               and a.atttypid in ('text'::regtype, 'varchar'::regtype)
               and a.attname in ('username', 'author', 'received_by', 'decided_by', 'withdrawn_by', 'reversed_by', 'stated_by', 'kept_by', 'asked_by')
    loop
        execute format('update %s set %I = $2 where %I = $1', c.t, c.name, c.name) using was, becomes;
    end loop;
    perform set_config('linchpin.forgetting', '', true);
    perform set_config('linchpin.scope', scope, true);
end $$;

-- What is issued or stated never changes; only who it was may be forgotten.
create or replace function briefing_stays() returns trigger language plpgsql as $$
begin
    if current_setting('linchpin.forgetting', true) = 'on' and to_jsonb(new) - 'author' = to_jsonb(old) - 'author' then
        return new;
    end if;
    raise exception 'briefing % is issued and never changes', old.number;
end $$;

create or replace function statement_is_kept() returns trigger language plpgsql as $$
declare people text[] := array ['author', 'decided_by', 'reversed_by'];
begin
    if tg_op = 'UPDATE' then
        if current_setting('linchpin.forgetting', true) = 'on' and to_jsonb(new) - people = to_jsonb(old) - people then
            return new;
        end if;
    end if;
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
