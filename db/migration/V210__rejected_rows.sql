-- An asset whose row in a new file is rejected is not gone: its row is at fault. How many of the removed ones that is, and in which row.
alter table submission
    add column removed_rejected bigint,
    add constraint those_in_rejected_rows_are_among_the_removed check (removed_rejected between 0 and least(removed, rejected));
comment on column submission.removed_rejected is
    'how many of the removed references stand in rows of its file that were rejected; null where nobody has counted them';

alter table difference add column rejected_line int;
comment on column difference.rejected_line is 'of a line that is gone: the row of the file that has its reference and was rejected';
