-- How many official lists in force name an organisation as an entity. A list names; it does not judge.
create or replace view listed as
select vendor_key, count(distinct authority || instrument) as lists, max(date) as latest
from designation
where target_type = 'entity' and status = 'in_force' and vendor_key is not null
group by vendor_key;
