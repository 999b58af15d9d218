-- Which cost parameters stand for which kind of equipment. A borrowed one says so.
create table cost_role (
    asset_class     text primary key references asset_class,
    unit_parameter  text not null references cost_parameter,
    visit_parameter text references cost_parameter,
    life_parameter  text not null references cost_parameter,
    basis           text not null
);
