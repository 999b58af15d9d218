-- The explorer's sorts and filters, a partition at a time. Built when a partition is attached, so what is copied in is not slowed.
create index on asset (wording_id);
create index on asset ((-units), line);
create index on asset ((coalesce(installed_on, date '9999-12-31')), line);
-- What is not in service stands in no cube, and is counted by itself.
create index on asset (status) where status <> 'in_service';
