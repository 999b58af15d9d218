-- Lines of the catalogue as known at a moment: those of now that were known then, and those that were known then and no longer are.
do $$
declare t text;
begin
    foreach t in array array ['organisation', 'module_family', 'designation', 'asset_class', 'sector', 'region', 'cost_parameter',
                              'cost_role', 'deflator', 'discount_rate', 'network_sunset', 'radio_successor', 'module_market'] loop
        execute format($f$
            create or replace function %1$s_at(known_at timestamptz) returns setof %1$I language sql stable as $q$
                select t.* from %1$I t where t.known_from is null or t.known_from <= known_at
                union all
                select l.* from was_known w, jsonb_populate_record(null::%1$I, w.line) l
                where w.relation = '%1$s' and w.known_from <= known_at and known_at < w.known_to
            $q$ $f$, t);
    end loop;
end $$;
