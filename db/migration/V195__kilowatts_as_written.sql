-- A capacity is stored as real, which is 7.400000095 where 7.4 was written, and the stock had added up the former. What
-- came in before is added up again where registers say fractions of a kilowatt; all other stock stands as it is. The column
-- stays: to change its type would write every asset anew.

select set_config('linchpin.scope', 'all', true);

do $$
begin
    -- Where V115 lands after this one, it counts all such stock anew itself.
    if to_regprocedure('sensitive_site(text)') is null then
        return;
    end if;
    create temporary table fractions on commit drop as
    select distinct operator_id, submission_id from asset where status = 'in_service' and capacity_kw <> trunc(capacity_kw);

    update stock s set kilowatts = counted.kilowatts
    from (select a.operator_id, a.submission_id, a.wording_id, a.asset_class, a.sector, a.region,
                 extract(year from a.installed_on)::smallint as installed_year, a.criticality,
                 extract(year from a.planned_replacement_on)::smallint as planned_year, sensitive_site(a.site_sensitivity) as sensitive_site,
                 coalesce(sum(a.capacity_kw::text::numeric), 0)::float8 as kilowatts
          from asset a join fractions f on f.operator_id = a.operator_id and f.submission_id = a.submission_id
          where a.status = 'in_service'
          group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10) counted
    where s.operator_id = counted.operator_id and s.submission_id = counted.submission_id and s.wording_id = counted.wording_id
      and s.asset_class = counted.asset_class and s.sector = counted.sector and s.region is not distinct from counted.region
      and s.installed_year is not distinct from counted.installed_year and s.criticality is not distinct from counted.criticality
      and s.planned_year is not distinct from counted.planned_year and s.sensitive_site is not distinct from counted.sensitive_site
      and s.kilowatts <> counted.kilowatts;
end $$;
