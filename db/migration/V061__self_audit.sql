-- Each time the stock was counted again from the rows themselves: how much was compared, and how much differed.
create table self_audit (
    id          bigint generated always as identity primary key,
    at          timestamptz not null default now(),
    finished_at timestamptz not null,
    submissions int         not null,
    cells       bigint      not null,
    differences bigint      not null
);
comment on column self_audit.differences is 'cells that the rows give and the stock does not, or the other way round';
create index on self_audit (at desc);
