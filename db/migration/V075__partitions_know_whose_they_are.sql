-- What is the same in every row of a partition need not be sent with every row.
create or replace function open_partitions(submission bigint) returns void language plpgsql security definer set search_path = public as $$
declare t text;
begin
    -- The rows must be on the disk when the transaction ends: let it begin with them at once, where the system can be told to.
    begin
        perform set_config('backend_flush_after', '2MB', true);
    exception
        when invalid_parameter_value then null;
    end;
    foreach t in array array ['asset', 'problem'] loop
        execute format('drop table if exists %I', t || '_' || submission);
        execute format('create table %I (like %I including defaults including storage, check (submission_id = %s and operator_id = %s))',
            t || '_' || submission, t, submission, scoped(submission));
        execute format('alter table %I alter operator_id set default %s, alter submission_id set default %s',
            t || '_' || submission, scoped(submission), submission);
        execute format('revoke all on %I from linchpin_app', t || '_' || submission);
        execute format('grant insert on %I to linchpin_app', t || '_' || submission);
    end loop;
end $$;
