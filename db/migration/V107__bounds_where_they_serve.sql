-- Bounds that are known only when a statement runs hide from the planner how many rows it will meet. For submissions, which are
-- few, that is no matter; for rows and stock it led to plans for a handful. Their policies are again those of V082.
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

-- Each question of a policy is planned by itself. Where the scope is everything, or one operator, the bounds say all; who acts
-- for several, or is confined to sectors, has each submission between them asked about.
create or replace function submission_in_sight(operator int, register bigint, submission bigint) returns boolean
    language plpgsql stable parallel safe as $$
begin
    if operator = any (visible_operators()) then
        return true;
    elsif not operator = any (operators_in_sight()) or visible_sectors() is null then
        return false;
    end if;
    return exists (select from register_sector r where r.operator_id = operator and r.register_id = register
                       and r.sector = any (visible_sectors()))
        or exists (select from stock s where s.operator_id = operator and s.submission_id = submission);
end $$;

create or replace function register_in_sight(operator int, register bigint) returns boolean language plpgsql stable parallel safe as $$
begin
    return operator = any (visible_operators())
        or exists (select from submission s where s.operator_id = operator and s.register_id = register);
end $$;

drop policy scope on submission;
create policy scope on submission using (
    operator_id between (select lowest_in_sight()) and (select highest_in_sight())
    and ((select current_setting('linchpin.scope', true) !~ '[|,]') or submission_in_sight(operator_id, register_id, id)));

drop policy scope on register;
create policy scope on register using (
    operator_id between (select lowest_in_sight()) and (select highest_in_sight())
    and ((select current_setting('linchpin.scope', true) !~ '[|,]') or register_in_sight(operator_id, id)));
