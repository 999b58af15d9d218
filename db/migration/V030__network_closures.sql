-- When mobile networks of a generation are closed: dated statements, each with its source.
create table network_closure (
    key        text primary key,
    country    text   not null,
    network    text   not null,
    generation text   not null,
    closes_on  text   not null check (closes_on ~ '^\d{4}-\d{2}-\d{2}$'),
    basis      text   not null check (basis in ('closed', 'announced', 'agreed')),
    confidence text   not null check (confidence in ('high', 'medium', 'low')),
    sources    text[] not null default '{}',
    note       text
);
comment on column network_closure.closes_on is 'the last day, or the last day of the month or year that the source gives';
