-- without a transaction
drop index concurrently if exists links_by_ask;
create index concurrently links_by_ask on links (ask_id) where ask_id is not null;
