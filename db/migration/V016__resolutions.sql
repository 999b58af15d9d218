-- What analysts decided about words, used by recognition before anything else. No operator is named here.
create table resolution (
    statement_id bigint primary key references statement,
    likeness     text   not null,
    decision     text   not null check (decision in ('module', 'maker', 'none', 'not')),
    vendor_key   text references organisation,
    module       text   not null default '',
    grade        text   not null check (grade in ('A', 'B', 'C', 'D', 'E')),
    sources      text[] not null default '{}',
    author       text   not null,
    decided_on   date   not null,
    check (decision = 'none' or vendor_key is not null)
);
comment on column resolution.likeness is 'the words that identify, in lower case, with unit separators between them';
create index on resolution (likeness);
