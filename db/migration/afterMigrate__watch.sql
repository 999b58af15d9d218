-- Tables that came with a newer version are watched from their first start on.
select trail_watch();
