-- What joins the wings: what operators have in force, and what the catalogue makes of it.

-- The submissions that count on a day, as known at a moment: for each register the one with the latest effective date
-- among those accepted by then and not withdrawn by then.
create or replace function in_force(as_at date, known_at timestamptz)
    returns table (operator_id int, submission_id bigint) language sql stable
    begin atomic
    select distinct on (s.register_id) s.operator_id, s.id
            from submission s
            where s.state in ('accepted', 'withdrawn')
              and s.effective <= as_at
              and s.accepted_at <= known_at
              and (s.withdrawn_at is null or s.withdrawn_at > known_at)
            order by s.register_id, s.effective desc, s.accepted_at desc;
    end;

-- What is installed today, as known now. Columns by name: a view of all columns keeps those of the day it was made.
create or replace view installed_base with (security_invoker = true) as
select s.operator_id, s.submission_id, s.cell, s.wording_id, s.asset_class, s.sector, s.region, s.installed_year, s.criticality,
       s.assets, s.units, s.kilowatts, s.people
from stock s
join register r on r.operator_id = s.operator_id and r.current_submission = s.submission_id;

-- Where every rule leads on a day, as known at a moment.
create or replace function look_through_at(as_at date, known_at timestamptz)
    returns table (rule text, vendor_key text, holder_key text, holder_name text, country text, path text) language sql stable
    begin atomic
    select l.rule, l.vendor_key, l.holder_key, l.holder_name, l.country, l.path
            from look_through l
            where l.valid_from <= as_at and as_at < l.valid_to and l.known_from <= known_at and known_at < l.known_to;
    end;

-- As known now, with what the present transaction has changed itself.
create or replace view look_through_now with (security_invoker = true) as
select l.rule, l.vendor_key, l.holder_key, l.holder_name, l.country, l.path
from look_through l
where l.known_to = 'infinity' and l.valid_from <= (now() at time zone 'UTC')::date and (now() at time zone 'UTC')::date < l.valid_to;

-- What the catalogue made of words, as known at a moment: what is known now, unless it was known otherwise then.
create or replace function wording_at(known_at timestamptz)
    returns table (id int, maker text, model text, order_code text, firmware text, connectivity text, module_maker text, module text,
                   fcc_id text, tac text, usb_id text, equipment_maker text, outcome text, reason text) language sql stable
    begin atomic
    select w.id, w.maker, w.model, w.order_code, w.firmware, w.connectivity, w.module_maker, w.module, w.fcc_id, w.tac, w.usb_id,
                   coalesce(p.equipment_maker, w.equipment_maker), coalesce(p.outcome, w.outcome), coalesce(p.reason, w.reason)
            from wording w
            left join wording_past p on p.wording_id = w.id and p.known_from <= known_at and known_at < p.known_to;
    end;

create or replace function candidate_at(known_at timestamptz)
    returns table (wording_id int, "position" int, vendor_key text, maker_key text, family_key text, module text, weight real,
                   grade text, rule text, reason text, sources text[]) language sql stable
    begin atomic
    select c.wording_id, c.position, c.vendor_key, c.maker_key, c.family_key, c.module, c.weight, c.grade, c.rule, c.reason, c.sources
            from candidate c where c.known_from <= known_at
            union all
            select p.wording_id, p.position, p.vendor_key, p.maker_key, p.family_key, p.module, p.weight, p.grade, p.rule, p.reason, p.sources
            from candidate_past p where p.known_from <= known_at and known_at < p.known_to;
    end;

-- Where each candidate of a wording leads under each rule: the name on the module under 'named', else whose business it is.
create or replace function candidate_held_at(as_at date, known_at timestamptz)
    returns table (wording_id int, "position" int, vendor_key text, maker_key text, family_key text, module text, grade text,
                   rule text, holder_key text, holder_name text, country text) language sql stable
    begin atomic
    select c.wording_id, c.position, c.vendor_key, c.maker_key, c.family_key, c.module, c.grade,
                   l.rule, l.holder_key, l.holder_name, l.country
            from candidate_at(known_at) c
            join look_through_at(as_at, known_at) l
              on l.vendor_key = case l.rule when 'named' then c.vendor_key else c.maker_key end;
    end;

create or replace view candidate_held with (security_invoker = true) as
select * from candidate_held_at((now() at time zone 'UTC')::date, now());

-- The same if a checked submission were accepted.
create or replace function in_force_if(as_at date, known_at timestamptz, pending bigint)
    returns table (operator_id int, submission_id bigint) language sql stable
    begin atomic
    with now_in_force as (
        select s.operator_id, s.id, s.register_id, s.effective
        from in_force(as_at, known_at) f
        join submission s on s.operator_id = f.operator_id and s.id = f.submission_id
    ), would_be as (
        select p.operator_id, p.id, p.register_id
        from submission p
        where p.id = pending and p.state = 'checked' and p.effective <= as_at
          and not exists (select from now_in_force n where n.register_id = p.register_id and n.effective > p.effective)
    )
    select n.operator_id, n.id from now_in_force n
    where not exists (select from would_be w where w.register_id = n.register_id)
    union all
    select w.operator_id, w.id from would_be w;
    end;
