-- What a scanner found in files that came in: by their content, for the same bytes are the same file whoever sends them.
create table scanned_file (
    sha256     text        primary key check (sha256 ~ '^[0-9a-f]{64}$'),
    finding    text,
    scanner    text        not null,
    scanned_at timestamptz not null default now()
);
comment on column scanned_file.finding is 'what was found; null where nothing was';
comment on column scanned_file.scanner is 'who looked, with which knowledge';

alter table submission add column held text;
comment on column submission.held is 'why nothing reads its file yet; null where it is scanned, or need not be';
