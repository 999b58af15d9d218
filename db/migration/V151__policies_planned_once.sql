-- A policy that asks another table brings that table, with its own policies, into every plan, though it is asked for those
-- confined to sectors alone. Behind a function it is planned when it is first asked, once for each connection, and still
-- under the policies of whoever asks. What is in sight is as before (V082).

create function holds_in_sight(operator int, submission bigint) returns boolean language plpgsql stable parallel safe as $$
begin
    return exists (select from stock s where s.operator_id = operator and s.submission_id = submission);
end $$;

create function register_in_sight(operator int, register bigint) returns boolean language plpgsql stable parallel safe as $$
begin
    return exists (select from submission s where s.operator_id = operator and s.register_id = register);
end $$;

drop policy scope on submission;
create policy scope on submission using (
    operator_id = any ((select operators_in_sight())::int[])
    and ((select visible_sectors()) is null
         or operator_id = any ((select visible_operators())::int[])
         or holds_in_sight(operator_id, id)));

drop policy scope on register;
create policy scope on register using (
    operator_id = any ((select operators_in_sight())::int[])
    and ((select visible_sectors()) is null
         or operator_id = any ((select visible_operators())::int[])
         or register_in_sight(operator_id, id)));
