-- Problems by their cause are counted while a file is checked, so that nobody counts millions of them to show a page.

select set_config('linchpin.scope', 'all', true);

alter table submission add column causes jsonb not null default '[]';
comment on column submission.causes is
    'problems by cause: severity, code, column from 0 (-1: rows or the whole file), header, count, cells, firstRow, message, fix, values that stand there';

update submission s set causes = found.causes
from (
    select operator_id, submission_id,
           jsonb_agg(
               jsonb_build_object(
                   'severity', upper(severity), 'code', code, 'column', -1, 'header', header, 'count', times, 'cells', times, 'firstRow', line,
                   'message', message, 'fix', fix, 'values', '[]'::jsonb, 'allValues', false)
               order by array_position(array['setup', 'hard', 'warning'], severity), times desc) as causes
    from (
        select distinct on (operator_id, submission_id, severity, code)
               operator_id, submission_id, severity, code, header, line, message, fix,
               count(*) over (partition by operator_id, submission_id, severity, code) as times
        from problem order by operator_id, submission_id, severity, code, position) each_cause
    group by operator_id, submission_id) found
where s.operator_id = found.operator_id and s.id = found.submission_id;
