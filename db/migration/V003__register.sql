-- Operators' registers as they said them. Every table here holds an operator's rows, so each has its policy.

create table register (
    id                 bigint primary key default unguessable(),
    operator_id        int         not null references operator,
    name               text        not null check (length(trim(name)) between 1 and 200),
    asset_class        text references asset_class,
    sector             text references sector,
    mapping            jsonb       not null default '{}',
    current_submission bigint,
    created_at         timestamptz not null default now(),
    version            int         not null default 0,
    unique (operator_id, name),
    unique (operator_id, id)
);
comment on column register.mapping is 'what each column of this operator''s own header means; see register-format.md';
comment on column register.current_submission is 'the accepted submission with the latest effective date; what counts today';

create table submission (
    id           bigint primary key default unguessable(),
    operator_id  int         not null,
    register_id  bigint      not null,
    kind         text        not null default 'full' check (kind in ('full')),
    effective    date        not null,
    state        text        not null check (state in ('received', 'checking', 'checked', 'accepted', 'rejected', 'withdrawn', 'failed')),
    file_name    text        not null,
    file_bytes   bigint      not null,
    file_sha256  text        not null check (file_sha256 ~ '^[0-9a-f]{64}$'),
    encoding     text,
    delimiter    text,
    rows_read    bigint      not null default 0,
    bytes_read   bigint      not null default 0,
    received_at  timestamptz not null default now(),
    received_by  text        not null,
    check_started_at timestamptz,
    checked_at   timestamptz,
    accepted_at  timestamptz,
    withdrawn_at timestamptz,
    decided_by   text,
    why          text,
    failure_code text,
    failure      text,
    received     bigint,
    accepted     bigint,
    unchanged    bigint,
    added        bigint,
    changed      bigint,
    removed      bigint,
    rejected     bigint,
    superseded   bigint,
    problems     jsonb       not null default '{}',
    reading      jsonb       not null default '{}',
    compared_with bigint,
    version      int         not null default 0,
    unique (operator_id, id),
    foreign key (operator_id, register_id) references register (operator_id, id),
    constraint every_row_is_accounted_for check (received = accepted + unchanged + rejected + superseded),
    constraint accepted_is_added_or_changed check (accepted = added + changed),
    constraint a_checked_submission_has_a_receipt
        check (state not in ('checked', 'accepted', 'withdrawn')
            or (received is not null and accepted is not null and unchanged is not null and added is not null
                and changed is not null and removed is not null and rejected is not null and superseded is not null)),
    constraint accepted_since check (state <> 'accepted' or accepted_at is not null),
    constraint withdrawn_since check (state <> 'withdrawn' or withdrawn_at is not null)
);
comment on column submission.problems is 'how many problems there are of each code';
comment on column submission.reading is 'what each column was taken for: the mapping as it was applied';
comment on column submission.compared_with is 'the submission that added, changed and removed refer to; none for the first';
create index on submission (operator_id, register_id, effective);
create unique index same_bytes_once on submission (register_id, file_sha256) where state not in ('rejected', 'withdrawn', 'failed');

alter table register
    add foreign key (operator_id, current_submission) references submission (operator_id, id);

-- One line of a register. A partition for each submission, filled by COPY and then never changed.
create table asset (
    operator_id            int      not null,
    submission_id          bigint   not null,
    line                   int      not null,
    wording_id             int      not null,
    asset_class            text     not null,
    sector                 text     not null,
    region                 text,
    units                  int      not null,
    installed_on           date,
    planned_replacement_on date,
    capacity_kw            real,
    people_served          int,
    criticality            smallint,
    remote_control         boolean,
    status                 text     not null,
    unit_cost              bigint,
    latitude               double precision,
    longitude              double precision,
    content                bigint   not null,
    asset_ref              text     not null,
    postcode               text,
    site                   text,
    site_sensitivity       text,
    connectivity           text,
    notes                  text,
    primary key (operator_id, submission_id, line)
) partition by list (submission_id);
comment on column asset.line is 'the record of the file it came from, the header being 1';
comment on column asset.content is 'a hash of all cells that matter, to tell changed lines from unchanged ones';
comment on column asset.unit_cost is 'pence';
comment on column asset.status is 'in_service, planned or removed; only in_service counts as installed';
create index on asset (operator_id, submission_id, asset_ref);

create table problem (
    operator_id   int    not null,
    submission_id bigint not null,
    position      bigint not null,
    severity      text   not null,
    line          bigint not null,
    col           int,
    header        text,
    value         text,
    code          text   not null,
    message       text   not null,
    fix           text   not null,
    primary key (operator_id, submission_id, position)
) partition by list (submission_id);
comment on column problem.severity is 'hard: the row is rejected; warning: the cell is not used; setup: the file or its mapping needs a decision';
comment on column problem.col is 'column number from 1; none where the whole row or file is meant';

-- Units counted per submission and kind of thing: the cube that every figure reads.
create table stock (
    operator_id   int      not null,
    submission_id bigint   not null,
    cell          int      not null,
    wording_id    int      not null references wording,
    asset_class   text     not null references asset_class,
    sector        text     not null references sector,
    region        text references region,
    installed_year smallint,
    criticality   smallint,
    assets        bigint   not null check (assets > 0),
    units         bigint   not null check (units > 0),
    kilowatts     double precision not null,
    people        bigint   not null,
    primary key (operator_id, submission_id, cell),
    foreign key (operator_id, submission_id) references submission (operator_id, id)
);

-- Row-level security: an operator's rows are seen only by transactions whose scope holds that operator.
do $$
declare t text;
begin
    foreach t in array array ['register', 'submission', 'asset', 'problem', 'stock'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy scope on %I using (operator_id = any ((select visible_operators())::int[]))', t);
    end loop;
end $$;

-- The operator of a submission, provided that the transaction's scope holds it.
create function scoped(submission bigint) returns int language plpgsql stable as $$
declare operator int;
begin
    select s.operator_id into operator from submission s
    where s.id = submission and s.operator_id = any ((select visible_operators())::int[]);
    if operator is null then
        raise exception 'no submission % in this scope', submission;
    end if;
    return operator;
end $$;

-- COPY cannot write through row-level security, so each submission is given partitions of its own that the
-- application may fill but not read: reading goes through the parent, and so through its policy.
create function open_partitions(submission bigint) returns void language plpgsql security definer set search_path = public as $$
declare t text;
begin
    perform scoped(submission);
    foreach t in array array ['asset', 'problem'] loop
        execute format('drop table if exists %I', t || '_' || submission);
        execute format('create table %I (like %I including defaults including storage)', t || '_' || submission, t);
        execute format('revoke all on %I from linchpin_app', t || '_' || submission);
        execute format('grant insert on %I to linchpin_app', t || '_' || submission);
    end loop;
end $$;

-- After COPY: keys and indexes are built once, then the partition joins its parent.
create function attach_partitions(submission bigint) returns void language plpgsql security definer set search_path = public as $$
declare t text;
begin
    perform scoped(submission);
    foreach t in array array ['asset', 'problem'] loop
        execute format('alter table %I add check (submission_id = %s and operator_id = %s)', t || '_' || submission, submission, scoped(submission));
        execute format('alter table %I attach partition %I for values in (%s)', t, t || '_' || submission, submission);
        -- Nothing is known yet of a table that came into being a moment ago, and plans without statistics are guesses.
        execute format('analyze %I', t || '_' || submission);
    end loop;
end $$;

-- A submission that is checked again, or rejected, gives its rows back; the file itself stays.
create function drop_partitions(submission bigint) returns void language plpgsql security definer set search_path = public as $$
declare t text;
begin
    perform scoped(submission);
    foreach t in array array ['asset', 'problem'] loop
        execute format('drop table if exists %I', t || '_' || submission);
    end loop;
end $$;
