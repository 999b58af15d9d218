-- What the catalogue knows. Every line has its sources and its confidence; keys are those of the reference data.

create table source (
    id            text primary key,
    title         text not null,
    address       text not null,
    what_was_read text not null,
    licence       text not null
);

create table organisation (
    key                text primary key,
    name               text   not null,
    kind               text   not null check (kind in ('vendor', 'holder', 'person', 'state')),
    legal_name         text,
    legal_name_local   text,
    aliases            text[] not null default '{}',
    country            text,
    role               text,
    listing            text,
    controller_note    text,
    controller_country text,
    status             text,
    status_note        text,
    parent_key         text,
    confidence         text   not null check (confidence in ('high', 'medium', 'low')),
    sources            text[] not null default '{}'
);
comment on column organisation.country is 'where it is established, ISO 3166-1 alpha-2; more than one with / between them';
comment on column organisation.controller_country is 'the jurisdiction of whoever controls it, as far as known';

create table ownership (
    id            bigint generated always as identity primary key,
    child_key     text        not null references organisation,
    child_name    text        not null,
    parent_key    text        not null references organisation,
    parent_name   text        not null,
    relation      text        not null,
    percent       numeric(7, 4) check (percent between 0 and 100),
    percent_basis text,
    valid_from    text,
    valid_to      text,
    counts        text,
    confidence    text        not null check (confidence in ('high', 'medium', 'low')),
    sources       text[]      not null default '{}',
    note          text,
    recorded_at   timestamptz not null default now(),
    retracted_at  timestamptz,
    author        text        not null default 'reference'
);
create unique index one_statement on ownership (author, child_key, parent_key, relation, child_name, valid_from, percent)
    nulls not distinct where retracted_at is null;
comment on column ownership.valid_from is 'as precise as the source: 2022, 2022-11 or 2022-11-30';

create table designation (
    id           text primary key,
    measure      text not null,
    jurisdiction text not null,
    authority    text not null,
    instrument   text not null,
    target_type  text not null,
    target_name  text not null,
    vendor_key   text references organisation,
    date         text not null,
    status       text not null,
    effect       text not null,
    confidence   text not null check (confidence in ('high', 'medium', 'low')),
    sources      text[] not null default '{}',
    note         text
);

create table module_family (
    key            text primary key,
    prefix         text not null,
    pattern        text not null,
    vendor_key     text not null references organisation,
    owner_key      text not null references organisation,
    generation     text,
    radio          text,
    chipset        text,
    form_factor    text,
    typical_use    text,
    price_tier     text,
    price_usd_low  numeric(10, 2),
    price_usd_high numeric(10, 2),
    price_basis    text,
    ambiguity      text,
    confidence     text not null check (confidence in ('high', 'medium', 'low')),
    sources        text[] not null default '{}',
    note           text
);

create table identifier (
    kind        text not null,
    value       text not null,
    vendor_key  text references organisation,
    module      text,
    strength    text not null,
    sharing     text,
    confidence  text not null,
    sources     text[] not null default '{}',
    note        text,
    primary key (kind, value)
);

create table equipment (
    key          text primary key,
    maker        text not null,
    model        text not null,
    variant      text,
    asset_class  text,
    sector_hint  text,
    has_cellular text not null check (has_cellular in ('yes', 'no', 'unknown')),
    vendor_key   text references organisation,
    family       text,
    module       text,
    evidence     text,
    confidence   text not null check (confidence in ('high', 'medium', 'low')),
    sources      text[] not null default '{}',
    note         text
);

create table sector (
    key             text primary key,
    name            text not null,
    cisa            text,
    nis2            text,
    nis2_annex      text,
    cer             text,
    mapping_quality text,
    asset_classes   text,
    from_article    text,
    sources         text[] not null default '{}'
);

create table asset_class (
    key            text primary key,
    name           text not null,
    plural         text not null,
    usual_sector   text references sector,
    swap_class     text not null check (swap_class in ('S0', 'S1', 'S2', 'S3', 'S4')),
    sources        text[] not null default '{}',
    note           text
);
comment on column asset_class.swap_class is 'what is usually replaced: S1 the module, S2 a separable unit, S3 a board, S4 the whole device';

create table region (
    code               text primary key,
    name               text not null,
    gss_code           text not null,
    nuts1_code         text not null,
    country            text not null,
    population         int  not null,
    population_note    text,
    smart_meter_scheme text,
    sources            text[] not null default '{}'
);

create table cost_parameter (
    key        text primary key,
    scope      text not null,
    parameter  text not null,
    low        numeric,
    likely     numeric,
    high       numeric,
    unit       text not null,
    currency   text,
    price_year int,
    basis      text not null,
    evidence   text not null,
    sources    text[] not null default '{}',
    note       text
);
comment on column cost_parameter.evidence is 'evidence, evidence-weak, assumption (a placeholder: never shown as evidence) or recall';

create table band (
    key      text primary key,
    name     text    not null,
    date     text    not null,
    moderate numeric not null,
    high     numeric not null,
    sources  text[]  not null default '{}',
    note     text
);
comment on table band is 'where conventions of competition law draw lines for the HHI; no finding about dependency';

-- What recognition last worked with; when it differs, the wordings are recognised again.
create table knowledge (
    only_row    boolean primary key default true check (only_row),
    fingerprint text not null
);

-- The distinct words by which registers identify equipment and module. Whose register said them is not kept here.
create table wording (
    id            int generated always as identity primary key,
    digest        bytea       not null unique,
    maker         text        not null,
    model         text        not null,
    order_code    text        not null,
    firmware      text        not null,
    connectivity  text        not null,
    module_maker  text        not null,
    module        text        not null,
    fcc_id        text        not null,
    tac           text        not null,
    usb_id        text        not null,
    equipment_maker text      not null,
    outcome       text        not null check (outcome in ('certain', 'ambiguous', 'none', 'unknown')),
    reason        text        not null,
    recognised_at timestamptz not null default now()
);
comment on column wording.digest is 'first 16 bytes of the SHA-256 of the ten words as said, with unit separators between them';
comment on column wording.equipment_maker is 'the maker on the box, spelling mended; empty where the register does not say';

create table candidate (
    wording_id int  not null references wording on delete cascade,
    position   int  not null,
    vendor_key text not null references organisation,
    maker_key  text not null references organisation,
    family_key text references module_family,
    module     text not null,
    weight     real check (weight > 0 and weight <= 1),
    grade      text not null check (grade in ('A', 'B', 'C', 'D', 'E')),
    rule       text not null,
    reason     text not null,
    sources    text[] not null default '{}',
    primary key (wording_id, position)
);
comment on column candidate.vendor_key is 'who made it, under the name of the time';
comment on column candidate.maker_key is 'whose business that is today: where every rule but the name on the box starts';
comment on column candidate.module is 'the module as far as known; empty where only the maker is';

-- Where each rule of looking through leads from a vendor. Recomputed whenever an ownership statement changes.
create table look_through (
    rule        text not null check (rule in ('named', 'legal', 'majority', 'ofac50', 'declared', 'jurisdiction')),
    vendor_key  text not null references organisation on delete cascade,
    holder_key  text not null,
    holder_name text not null,
    country     text not null,
    path        text not null,
    primary key (rule, vendor_key)
);
comment on column look_through.country is 'ISO 3166-1 alpha-2 of the jurisdiction, ?? where not established';
comment on column look_through.path is 'the chain in words, with dates and sources';
