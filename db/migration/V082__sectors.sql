-- Somebody may be confined to sectors: their rows are seen in full, of other sectors no row and no count. What may be known
-- of the others is released (V083), never counted on the way.

create table account_sector (
    account_id int  not null references account on delete cascade,
    sector     text not null references sector,
    primary key (account_id, sector)
);
comment on table account_sector is 'to which sectors an account is confined; none is no confinement';

-- The scope of the transaction: 'all'; or operators 'a,b'; or, confined to sectors, 'operators|sectors|operators seen in
-- every sector'. Whoever is confined sees through visible_operators() only those last: what does not say its sector is shut.
create or replace function visible_operators() returns int[] language sql stable
    return case
               when current_setting('linchpin.scope', true) = 'all' then (select array_agg(id) from operator)
               when strpos(current_setting('linchpin.scope', true), '|') > 0
                   then string_to_array(nullif(split_part(current_setting('linchpin.scope', true), '|', 3), ''), ',')::int[]
               else string_to_array(nullif(current_setting('linchpin.scope', true), ''), ',')::int[]
           end;

create function operators_in_sight() returns int[] language sql stable
    return case
               when current_setting('linchpin.scope', true) = 'all' then (select array_agg(id) from operator)
               else string_to_array(nullif(split_part(current_setting('linchpin.scope', true), '|', 1), ''), ',')::int[]
           end;

-- No answer is no confinement.
create function visible_sectors() returns text[] language sql stable
    return string_to_array(nullif(split_part(current_setting('linchpin.scope', true), '|', 2), ''), ',');

do $$
declare t text;
begin
    foreach t in array array ['asset', 'stock'] loop
        execute format('drop policy scope on %I', t);
        execute format($policy$
            create policy scope on %I using (
                operator_id = any ((select operators_in_sight())::int[])
                and ((select visible_sectors()) is null
                     or sector = any ((select visible_sectors())::text[])
                     or operator_id = any ((select visible_operators())::int[])))
            $policy$, t);
    end loop;
end $$;

create index on stock (operator_id, submission_id, sector);

-- A submission, and its register, is in sight if a row of it is: else nothing could be counted. Their pages are another matter.
drop policy scope on submission;
create policy scope on submission using (
    operator_id = any ((select operators_in_sight())::int[])
    and ((select visible_sectors()) is null
         or operator_id = any ((select visible_operators())::int[])
         or exists (select from stock s where s.operator_id = submission.operator_id and s.submission_id = submission.id)));

drop policy scope on register;
create policy scope on register using (
    operator_id = any ((select operators_in_sight())::int[])
    and ((select visible_sectors()) is null
         or operator_id = any ((select visible_operators())::int[])
         or exists (select from submission s where s.operator_id = register.operator_id and s.register_id = register.id)));

drop policy scope on briefing_subject;
create policy scope on briefing_subject using (operator_id = any ((select visible_operators())::int[]))
    with check (operator_id = any ((select operators_in_sight())::int[]));

-- A briefing shows what its author could see, so it is read by whoever sees as much.
alter table briefing add column sectors text[] not null default '{}';
comment on column briefing.sectors is 'to which sectors its author was confined; none is no confinement';
drop policy scope on briefing;
create policy scope on briefing using (
    current_setting('linchpin.scope', true) = 'all'
    or (not everything and sectors = '{}' and operators <@ (select visible_operators())::int[])
    or (sectors <> '{}' and sectors <@ (select visible_sectors())::text[] and operators <@ (select operators_in_sight())::int[]));
