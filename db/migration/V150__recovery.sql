-- A code with which whoever forgot a password sets another one: one for each account, kept as its digest.
create table account_recovery (
    account_id int         primary key references account on delete cascade,
    digest     bytea       not null,
    until      timestamptz not null,
    factors    boolean     not null,
    made_by    text        not null
);
comment on column account_recovery.factors is 'whether codes of an app and passkeys end, too, because they are lost';
