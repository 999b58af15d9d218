-- What was handed out as a file: how many rows it has and the SHA-256 of its bytes, for whoever took it away.

create table export_receipt (
    id          bigint      primary key default unguessable(),
    username    text        not null,
    file        text        not null,
    address     text        not null,
    begun_at    timestamptz not null default now(),
    finished_at timestamptz,
    rows        bigint check (rows >= 0),
    bytes       bigint check (bytes >= 0),
    sha256      text check (sha256 ~ '^[0-9a-f]{64}$'),
    constraint finished_is_whole check ((finished_at is null) = (sha256 is null) and (sha256 is null or (rows is not null and bytes is not null)))
);
comment on table export_receipt is 'not audited: each file that is handed out has a line of its own in the trail';
comment on column export_receipt.rows is 'without the header; where the file broke off, those that were written until then';
comment on column export_receipt.sha256 is 'of all bytes; null while it is written, and for ever where it broke off';
create index on export_receipt (username, begun_at desc);
revoke delete, truncate on export_receipt from linchpin_app;
