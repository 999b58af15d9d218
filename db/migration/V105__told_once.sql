-- Two who see different sectors may put together what they see. So each sector is told by itself, to everybody in the same
-- words and from the same day: what they have together is what one who saw both sectors would have.
select set_config('linchpin.scope', 'all', true);

delete from told_total t
where cardinality(sectors) > 1
   or beside <> (select min(other.beside) from told_total other where other.sectors = t.sectors);

alter table told_total add column sector text references sector;
update told_total set sector = sectors[1];
alter table told_total alter column sector set not null;
alter table told_total drop column beside;
alter table told_total drop column sectors;
alter table told_total add unique (sector, key);

-- Whoever is confined to sectors must see that a register's latest submission has nothing of theirs any more, else an older
-- one would seem to be in force. So a submission is in sight if any accepted one of its register ever had a row in sight.
create table register_sector (
    operator_id int    not null,
    register_id bigint not null,
    sector      text   not null references sector,
    primary key (operator_id, register_id, sector),
    foreign key (operator_id, register_id) references register (operator_id, id) on delete cascade
);
comment on table register_sector is 'not audited: follows from what is accepted';
alter table register_sector enable row level security;
alter table register_sector force row level security;
create policy scope on register_sector using (operator_id = any ((select operators_in_sight())::int[]));

insert into register_sector (operator_id, register_id, sector)
select distinct sub.operator_id, sub.register_id, s.sector
from submission sub
join stock s on s.operator_id = sub.operator_id and s.submission_id = sub.id
where sub.state in ('accepted', 'withdrawn');

create function sectors_of_register() returns trigger language plpgsql as $$
begin
    insert into register_sector (operator_id, register_id, sector)
    select distinct new.operator_id, new.register_id, s.sector
    from stock s
    where s.operator_id = new.operator_id and s.submission_id = new.id
    on conflict do nothing;
    return null;
end $$;

create trigger sectors_of_register after update of state on submission
    for each row when (new.state = 'accepted' and old.state is distinct from 'accepted')
    execute function sectors_of_register();

drop policy scope on submission;
create policy scope on submission using (
    operator_id = any ((select operators_in_sight())::int[])
    and ((select visible_sectors()) is null
         or operator_id = any ((select visible_operators())::int[])
         or exists (select from register_sector r where r.operator_id = submission.operator_id and r.register_id = submission.register_id
                        and r.sector = any ((select visible_sectors())::text[]))
         or exists (select from stock s where s.operator_id = submission.operator_id and s.submission_id = submission.id)));
