-- without a transaction
drop index concurrently if exists reports_by_account;
create index concurrently if not exists reports_by_account on reports (account_id) where account_id is not null;
