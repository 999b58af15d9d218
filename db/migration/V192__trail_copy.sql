-- Lines of the trail are sent on to where they are kept a second time.
create table trail_copy (
    place text   primary key,
    size  bigint not null
);
comment on table trail_copy is 'not audited: how far copies of the trail are';
comment on column trail_copy.size is 'how many lines it holds; were it forged, lines would be missing there or come twice, which its proof shows';
