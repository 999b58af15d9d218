-- A function's expressions are set up anew in each transaction, so each bound is one (decision 192). They are the same as before (V106).

create or replace function lowest_in_sight() returns int language plpgsql stable parallel safe as $$
begin
    return case when current_setting('linchpin.scope', true) = 'all' then 0 else (operators_in_sight())[1] end;
end $$;

create or replace function highest_in_sight() returns int language plpgsql stable parallel safe as $$
begin
    return case
        when current_setting('linchpin.scope', true) = 'all' then 2147483647
        else (operators_in_sight())[cardinality(operators_in_sight())]
    end;
end $$;
