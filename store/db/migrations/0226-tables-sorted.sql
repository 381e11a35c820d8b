-- without a transaction
-- The console sorts these tables by time, and reads the next page from the last row of the page before.
drop index concurrently if exists messages_by_time;
create index concurrently if not exists messages_by_time on messages (planned_at, id);
drop index concurrently if exists audit_log_by_time;
create index concurrently if not exists audit_log_by_time on audit_log (at, id);
drop index concurrently if exists duties_by_region;
create index concurrently if not exists duties_by_region on duties (region_code, id);
