-- What can stand in for a module, and where a module is known to be sold; none of it is guessed.
create table radio_successor (
    generation text not null,
    successor  text not null,
    confidence text not null check (confidence in ('high', 'medium', 'low')),
    sources    text[] not null default '{}',
    note       text,
    primary key (generation, successor)
);

create table module_market (
    family     text not null references module_family,
    country    text not null,
    confidence text not null check (confidence in ('high', 'medium', 'low')),
    sources    text[] not null default '{}',
    note       text,
    primary key (family, country)
);
comment on column module_market.country is 'where its bands are known to serve: an ISO code, or world; a family without a line is not known';
