-- Units installed by wording and what recognition makes of it: what a statement about makers or words would move.
create or replace view wording_units with (security_invoker = true) as
select b.wording_id, b.operator_id, w.outcome, sum(b.units)::bigint as units,
       coalesce((select array_agg(distinct c.maker_key) from candidate c where c.wording_id = b.wording_id), '{}') as makers
from installed_base b
join wording w on w.id = b.wording_id
group by b.wording_id, b.operator_id, w.outcome;
