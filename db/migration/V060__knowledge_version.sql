-- A number that moves whenever what is known of wordings, their candidates, owners or names moves, so that whoever keeps
-- figures in memory knows when to count again. New wordings do not move it: they come with a submission of their own.
create table knowledge_version (
    only_row boolean primary key default true check (only_row),
    version  bigint not null
);
insert into knowledge_version (version) values (1);

create function knowledge_moves() returns trigger language plpgsql security definer set search_path = public as $$
begin
    update knowledge_version set version = version + 1;
    return null;
end $$;

do $$
declare t text;
begin
    foreach t in array array ['look_through', 'organisation', 'module_family', 'operator'] loop
        execute format('create trigger knowledge_moves after insert or update or delete on %I for each statement execute function knowledge_moves()', t);
    end loop;
end $$;
create trigger knowledge_moves after update or delete on wording for each statement execute function knowledge_moves();
create trigger knowledge_moves after update or delete on candidate for each statement execute function knowledge_moves();
