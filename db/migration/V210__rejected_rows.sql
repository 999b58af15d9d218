-- An asset whose row in a new file is rejected is not gone: its row is at fault. How many of the removed ones that is, and in which row.
alter table submission
    add column removed_rejected bigint,
    add constraint those_in_rejected_rows_are_among_the_removed check (removed_rejected between 0 and least(removed, rejected));
comment on column submission.removed_rejected is
    'how many of the removed references stand in rows of its file that were rejected; null where nobody has counted them';

alter table difference add column rejected_line int;
comment on column difference.rejected_line is 'of a line that is gone: the row of the file that has its reference and was rejected';

-- How many lines count is known when a file is checked, so that no list of registers sums up the stock of the nation.
select set_config('linchpin.scope', 'all', true);
alter table submission add column counted bigint, add constraint what_counts_is_among_the_lines check (counted between 0 and lines);
comment on column submission.counted is 'how many of its lines are in service, as every figure counts them; null before it is checked';
update submission s
set counted = coalesce((select sum(assets) from stock k where k.operator_id = s.operator_id and k.submission_id = s.id), 0)
where lines is not null;
