-- Lines about one thing that disagree, one row for each side: who made the module of one model and revision, who makes one family,
-- how much of a company one holder has on one day.
create or replace view contradiction as
with boxes as (
    select lower(e.maker || ' ' || e.model || coalesce(' ' || e.variant, '')) as subject, e.has_cellular || coalesce(' ' || e.vendor_key, '') as side,
           case e.has_cellular when 'no' then 'no cellular module' else 'module of ' || coalesce(o.name, 'an unknown maker') end as says,
           e.confidence, e.sources, e.stated_by
    from equipment e left join organisation o on o.key = e.vendor_key where e.has_cellular <> 'unknown'
), families as (
    select lower(f.prefix) as subject, f.vendor_key as side, 'a family of ' || o.name as says, f.confidence, f.sources, f.stated_by
    from module_family f join organisation o on o.key = f.vendor_key
), shares as (
    select w.child_name || ', share of ' || w.parent_name || coalesce(' since ' || w.valid_from, '') as subject, w.percent::text as side,
           trim_scale(w.percent) || '%' as says, w.confidence, w.sources, w.statement_id as stated_by
    from ownership w where w.retracted_at is null and w.percent is not null and w.relation in ('equity', 'state_ownership')
), all_sides as (
    select 'equipment' as kind, * from boxes union all select 'module', * from families union all select 'ownership', * from shares
)
select a.kind, a.subject, a.says, a.confidence, a.sources, a.stated_by
from all_sides a
join (select kind, subject from all_sides group by kind, subject having count(distinct side) > 1) b using (kind, subject);
