-- What a policy of rows costs is what is planned and set up with each statement: four questions for each, one of which listed all operators
-- from their table, and one written in SQL, which is read anew each time. Three are left, none reads a table, and each is one
-- expression, for a function's expressions are set up anew in each transaction (decision 192).
-- What is in sight is the same as before (V082, V126).

-- Whoever sees everything sees every number that an operator has, or may have had: the sequence alone gives them, and one that is
-- nobody's shows nothing. The positions of so many ones are these numbers, without a question to a table.
create or replace function operators_in_sight() returns int[] language plpgsql stable parallel safe as $$
begin
    return case
        when current_setting('linchpin.scope', true) = 'all'
            then array_positions(array_fill(1, array [coalesce(pg_sequence_last_value('public.operator_id_seq'), 0)::int]), 1)
        else string_to_array(nullif(split_part(current_setting('linchpin.scope', true), '|', 1), ''), ',')::int[]
    end;
end $$;

create or replace function visible_operators() returns int[] language plpgsql stable parallel safe as $$
begin
    return case
        when strpos(current_setting('linchpin.scope', true), '|') > 0
            then string_to_array(nullif(split_part(current_setting('linchpin.scope', true), '|', 3), ''), ',')::int[]
        else operators_in_sight()
    end;
end $$;

create or replace function visible_sectors() returns text[] language plpgsql stable parallel safe as $$
begin
    return string_to_array(nullif(split_part(current_setting('linchpin.scope', true), '|', 2), ''), ',');
end $$;

-- Where nobody is confined there are no sectors to compare with, and nothing compared is not false. Whose rows are seen whatever their sector
-- is answered only when a row of another sector comes, so only for whoever is confined.
do $$
declare t text;
begin
    foreach t in array array ['asset', 'stock'] loop
        execute format('drop policy scope on %I', t);
        execute format($policy$
            create policy scope on %I using (
                operator_id = any ((select operators_in_sight())::int[])
                and (sector = any ((select visible_sectors())::text[]) is not false
                     or operator_id = any ((select visible_operators())::int[])))
            $policy$, t);
    end loop;
end $$;
