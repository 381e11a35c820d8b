-- Rosters are read a page at a time in the order of their rows, from either end.
create index entries_by_list on entries (campaign_id, list, id);
-- What waits for somebody is a small part of a list.
create index entries_waiting on entries (campaign_id, list, state, id) where state <> 'in';
-- The time of a return means nothing for a row that is not returned any more; whoever moves the row need not know of it.
alter table entries drop constraint entries_return_due;
