-- A function in PL/pgSQL is set up anew in each transaction that calls it, and the bounds called four. Statements over submissions
-- and registers take their values as parameters, so they are planned once for a connection: there an expression in the policy itself
-- costs less than a function. (For rows, whose statements are mostly new, it is the other way round: decision 192.)
-- What is in sight is the same as before (V106).
--
-- The setting says operators in their order, before the first bar; in another order fewer rows would be in sight, never more.
do $$
declare
    t text;
    asked text;
begin
    foreach t in array array ['submission', 'register'] loop
        asked := case t when 'submission' then 'submission_in_sight(operator_id, register_id, id)' else 'register_in_sight(operator_id, id)' end;
        execute format('drop policy scope on %I', t);
        execute format($policy$
            create policy scope on %I using (
                operator_id between (select case when current_setting('linchpin.scope', true) = 'all' then -2147483648
                                         else nullif(split_part(split_part(current_setting('linchpin.scope', true), '|', 1), ',', 1), '')::int end)
                    and (select case when current_setting('linchpin.scope', true) = 'all' then 2147483647
                                else nullif(split_part(split_part(current_setting('linchpin.scope', true), '|', 1), ',', -1), '')::int end)
                and ((select current_setting('linchpin.scope', true) !~ '[|,]') or %s))
            $policy$, t, asked);
    end loop;
end $$;

drop function lowest_in_sight();
drop function highest_in_sight();
