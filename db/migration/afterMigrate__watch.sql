-- Tables that came with a newer version are watched from their first start on.
do $$
begin
    if to_regprocedure('trail_watch()') is not null then
        perform trail_watch();
    end if;
end $$;
