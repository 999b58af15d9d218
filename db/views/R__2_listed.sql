-- How many official lists in force name an organisation as an entity, as known at a moment. A list names; it does not judge.
create or replace function listed_at(known_at timestamptz)
    returns table (vendor_key text, lists bigint, latest text) language sql stable
    begin atomic
    select d.vendor_key, count(distinct d.authority || d.instrument), max(d.date)
            from designation_at(known_at) d
            where d.target_type = 'entity' and d.status = 'in_force' and d.vendor_key is not null
            group by d.vendor_key;
    end;
