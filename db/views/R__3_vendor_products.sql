-- What joins makers with what they make: the families under a vendor's name or today its business, and where they were found.
create or replace view vendor_module as
select f.vendor_key, f.key, f.prefix, f.generation, f.radio, f.form_factor, f.typical_use, f.confidence, f.sources
from module_family f
union all
select f.owner_key, f.key, f.prefix, f.generation, f.radio, f.form_factor, f.typical_use, f.confidence, f.sources
from module_family f where f.owner_key <> f.vendor_key;

create or replace view vendor_equipment as
select e.vendor_key, e.maker, e.model, e.variant, coalesce(e.module, '') as module, e.confidence, e.sources
from equipment e where e.vendor_key is not null;
