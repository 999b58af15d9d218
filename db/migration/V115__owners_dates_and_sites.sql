-- When owners plan to replace what they have, and which of their sites they call sensitive, are counted into the stock: a
-- way out is dated by what owners say before it is dated by installation and service life.

alter table stock
    add column planned_year   smallint,
    add column sensitive_site boolean;
comment on column stock.planned_year is 'the year in which the owner plans to replace it; null where the register does not say';
comment on column stock.sensitive_site is 'whether the owner calls the site sensitive, see sensitive_site(); null where the register does not say';

-- What an owner's word for a site says. Whatever does not say that a site is ordinary counts as sensitive: a word that
-- nobody foresaw must not put a hospital at the end. The words are those of Vocabulary.
create function sensitive_site(said text) returns boolean language sql immutable parallel safe
    return case
               when btrim(coalesce(said, '')) = '' then null
               else lower(btrim(said)) <> all (array['0', 'faible', 'false', 'insensitive', 'low', 'medium', 'mittel', 'moderate', 'moyen',
                   'n', 'nein', 'niedrig', 'no', 'non', 'non sensible', 'non-sensitive', 'none', 'normal', 'not sensitive', 'ordinary',
                   'public', 'routine', 'standard'])
           end;

-- Takes lines out again that repeat an earlier one, and says what they had been counted as.
drop function take_out(bigint, int[]);
create function take_out(submission bigint, repeated int[])
    returns table (wording_id int, asset_class text, sector text, region text, installed_year int, criticality int, planned_year int,
                   sensitive_site boolean, units int, capacity_kw real, people_served int, counts boolean)
    language plpgsql security definer set search_path = public as $$
begin
    perform scoped(submission);
    return query execute format(
        'delete from %I a where a.line = any ($1)
         returning a.wording_id, a.asset_class, a.sector, a.region, extract(year from a.installed_on)::int, a.criticality::int,
                   extract(year from a.planned_replacement_on)::int, sensitive_site(a.site_sensitivity),
                   a.units, a.capacity_kw, a.people_served, a.status = ''in_service''',
        'asset_' || submission) using repeated;
end $$;

-- An update stands on another submission: the lines that it does not mention are carried over, their numbers moved out
-- of the way. Says what those lines are counted as that it does replace.
drop function carry_over(bigint, bigint, int);
create function carry_over(submission bigint, base bigint, shift int)
    returns table (wording_id int, asset_class text, sector text, region text, installed_year int, criticality int, planned_year int,
                   sensitive_site boolean, units int, capacity_kw real, people_served int, counts boolean)
    language plpgsql security definer set search_path = public as $$
declare
    operator int := scoped(submission);
    columns text;
begin
    perform scoped(base);
    select string_agg(quote_ident(attname), ', ' order by attnum) into columns
    from pg_attribute
    where attrelid = 'asset'::regclass and attnum > 0 and not attisdropped and attname not in ('operator_id', 'submission_id', 'line');
    execute format(
        'insert into %1$I (operator_id, submission_id, line, %2$s)
         select operator_id, %3$s, line - %4$s, %2$s from asset b
         where b.operator_id = %5$s and b.submission_id = %6$s
           and not exists (select from %1$I n where n.asset_ref = b.asset_ref)',
        'asset_' || submission, columns, submission, shift, operator, base);
    return query execute format(
        'select a.wording_id, a.asset_class, a.sector, a.region, extract(year from a.installed_on)::int, a.criticality::int,
                extract(year from a.planned_replacement_on)::int, sensitive_site(a.site_sensitivity),
                a.units, a.capacity_kw, a.people_served, a.status = ''in_service''
         from asset a join %1$I n on n.asset_ref = a.asset_ref
         where a.operator_id = %2$s and a.submission_id = %3$s and n.line > 0',
        'asset_' || submission, operator, base);
end $$;

-- What came in before is counted again where its rows say either; all other stock stands as it is.
select set_config('linchpin.scope', 'all', true);

create temporary table told on commit drop as
select distinct operator_id, submission_id from asset
where status = 'in_service' and (planned_replacement_on is not null or sensitive_site(site_sensitivity) is not null);

delete from stock s using told t where s.operator_id = t.operator_id and s.submission_id = t.submission_id;

insert into stock (operator_id, submission_id, cell, wording_id, asset_class, sector, region, installed_year, criticality,
                   planned_year, sensitive_site, assets, units, kilowatts, people)
select operator_id, submission_id, row_number() over (partition by operator_id, submission_id) - 1, wording_id, asset_class, sector,
       region, installed_year, criticality, planned_year, sensitive_site, assets, units, kilowatts, people
from (select a.operator_id, a.submission_id, a.wording_id, a.asset_class, a.sector, a.region,
             extract(year from a.installed_on)::smallint as installed_year, a.criticality,
             extract(year from a.planned_replacement_on)::smallint as planned_year, sensitive_site(a.site_sensitivity) as sensitive_site,
             count(*) as assets, sum(a.units) as units, coalesce(sum(a.capacity_kw::float8), 0) as kilowatts,
             coalesce(sum(a.people_served), 0) as people
      from asset a join told t on t.operator_id = a.operator_id and t.submission_id = a.submission_id
      where a.status = 'in_service'
      group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10) counted;
