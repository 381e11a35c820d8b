-- Pages of the rows at one step, also where there are few or none. The index holds the least and the greatest step of each
-- run of pages; a row that moves on writes no entry in it, as it would in an index of all rows.
create index entries_by_step on entries using brin (campaign_id, list, done) with (pages_per_range = 16, autosummarize = on);
-- Earlier winters are all delivered: how far rows are depends on their campaign.
create statistics entries_steps (mcv) on campaign_id, list, done from entries;
-- Pages are in the order of units (entries_by_unit).
drop index entries_by_list;
