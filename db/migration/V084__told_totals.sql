-- What was told of other sectors to whoever is confined to some, with what it was made of: only who sees everything, which
-- is the service itself, may read it.
create table told_total (
    id      bigint generated always as identity primary key,
    beside  text    not null,
    sectors text[]  not null,
    key     text    not null,
    units   jsonb   not null,
    day     date    not null,
    unique (beside, sectors, key)
);
comment on table told_total is 'not audited: sums of what is';
comment on column told_total.beside is 'the sectors, joined with commas, of those to whom it was told';
comment on column told_total.key is 'of the controller; empty for all the rest of these sectors';
comment on column told_total.units is 'by the number of the operator';
alter table told_total enable row level security;
alter table told_total force row level security;
create policy scope on told_total using (current_setting('linchpin.scope', true) = 'all');
