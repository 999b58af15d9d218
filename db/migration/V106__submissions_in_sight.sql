-- What a policy asks of other tables is planned and set up with every statement, even where it is never asked: for whoever is
-- not confined to sectors, that took longer than the statement itself. So it is asked by functions, which PostgreSQL plans
-- once for a connection and calls only for whoever is confined. And where everything is in sight, two bounds lead through an index
-- in one go, where a list of all operators is looked up one by one. That serves for submissions, which are few: rows and stock keep
-- their policies, for bounds that are known only when a statement runs hide from the planner how many rows it will meet.
-- What is in sight is the same as before (V082, V105).
--
-- The setting says operators in their order; in another order fewer rows would be in sight, never more.
create function lowest_in_sight() returns int language plpgsql stable parallel safe as $$
declare seen int[];
begin
    if current_setting('linchpin.scope', true) = 'all' then
        return -2147483648;
    end if;
    seen := operators_in_sight();
    return seen[1];
end $$;

create function highest_in_sight() returns int language plpgsql stable parallel safe as $$
declare seen int[];
begin
    if current_setting('linchpin.scope', true) = 'all' then
        return 2147483647;
    end if;
    seen := operators_in_sight();
    return seen[cardinality(seen)];
end $$;

-- Each question of a policy is planned by itself. Where the scope is everything, or one operator, the bounds say all; who acts
-- for several, or is confined to sectors, has each submission between them asked about.
create function submission_in_sight(operator int, register bigint, submission bigint) returns boolean
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

create function register_in_sight(operator int, register bigint) returns boolean language plpgsql stable parallel safe as $$
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
