-- What estimates stand on besides the cost parameters: prices through the years, the discount schedule of each edition of
-- the Green Book, when networks close, what published programmes came to, and what owners say of their own equipment.

create table deflator (
    year       int primary key,
    value      numeric not null check (value > 0),
    confidence text    not null check (confidence in ('high', 'medium', 'low')),
    sources    text[]  not null default '{}',
    note       text
);
comment on table deflator is 'GDP deflator at market prices, calendar years, 2024 = 100';

create table discount_rate (
    edition    text    not null,
    valid_from date    not null,
    from_year  int     not null check (from_year >= 0),
    to_year    int     not null,
    percent    numeric not null,
    sources    text[]  not null default '{}',
    note       text,
    primary key (edition, from_year),
    check (to_year >= from_year)
);
comment on column discount_rate.from_year is 'years after the base year, the rate of a year being the one that takes its price to that of the year before';

create table network_sunset (
    generation text primary key,
    last_year  int  not null,
    confidence text not null check (confidence in ('high', 'medium', 'low')),
    sources    text[] not null default '{}',
    note       text
);

create table outside_view (
    key        text primary key,
    programme  text    not null,
    finding    text    not null,
    ratio      numeric check (ratio > 0),
    sources    text[]  not null default '{}',
    note       text
);
comment on column outside_view.ratio is 'what it came to, or was found to need, over what was first said; none where only an amount is known';

-- What an owner says its own equipment costs: takes precedence over the reference data for that owner.
create table own_cost (
    id           bigint generated always as identity primary key,
    operator_id  int         not null references operator,
    asset_class  text        not null references asset_class,
    element      text        not null check (element in ('unit', 'visit', 'disposal', 'life')),
    low          numeric(14, 4) not null check (low >= 0),
    likely       numeric(14, 4) not null,
    high         numeric(14, 4) not null,
    price_year   int         not null check (price_year between 1990 and 2100),
    source       text        not null check (length(trim(source)) between 1 and 500),
    stated_by    text        not null,
    stated_at    timestamptz not null default now(),
    retracted_at timestamptz,
    check (low <= likely and likely <= high)
);
comment on column own_cost.low is 'pounds of the price year; years where the element is life';
create unique index one_own_cost on own_cost (operator_id, asset_class, element) where retracted_at is null;

-- How an owner says its own equipment is really swapped.
create table own_swap (
    id           bigint generated always as identity primary key,
    operator_id  int         not null references operator,
    asset_class  text        not null references asset_class,
    model        text        not null default '',
    swap_class   text        not null check (swap_class in ('S0', 'S1', 'S2', 'S3', 'S4')),
    why          text        not null check (length(trim(why)) between 1 and 500),
    stated_by    text        not null,
    stated_at    timestamptz not null default now(),
    retracted_at timestamptz
);
comment on column own_swap.model is 'lower case; empty for every model of the class';
create unique index one_own_swap on own_swap (operator_id, asset_class, model) where retracted_at is null;

do $$
declare t text;
begin
    foreach t in array array ['own_cost', 'own_swap'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy scope on %I using (operator_id = any ((select visible_operators())::int[]))', t);
    end loop;
end $$;
