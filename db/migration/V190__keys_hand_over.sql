-- The key that signs the trail can be exchanged: each names the next, and both sign that.
create table trail_handover (
    size bigint      primary key,
    at   timestamptz not null,
    note text        not null
);
comment on table trail_handover is 'not audited: part of the trail';
comment on column trail_handover.size is 'how many lines the key until then vouches for';
comment on column trail_handover.note is 'who hands over to whom, as a note that both keys signed, as it goes to the witness';

revoke update, delete, truncate on trail_handover from linchpin_app;
