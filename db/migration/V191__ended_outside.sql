-- A session that ends at the identity provider ends here.
alter table session add column outside bytea;
comment on column session.outside is 'SHA-256 of what the identity provider that vouched for it calls its own session';
create index on session (outside) where outside is not null;

create table ended_outside (
    digest bytea       primary key,
    until  timestamptz not null
);
comment on table ended_outside is 'not audited: numbers of news that was taken, for some minutes, so that none is taken twice';
