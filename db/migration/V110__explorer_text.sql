-- Row-level security lets no condition into an index that might tell of a row it hides, and -units might (by overflowing);
-- plain columns may be asked in their own order.
drop index asset_expr_line_idx;
drop index asset_coalesce_line_idx;
create index on asset (units desc, line);
create index on asset (installed_on, line);
-- How a site begins; how a reference does is in its own index.
create index on asset (site) where site is not null;
