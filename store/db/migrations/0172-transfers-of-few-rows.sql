-- The same rules as in 0160, for thirty transfers of a village among those of a province: each account and each row is looked
-- up by its key. Compared by hash, every sending read all rows and all balances of the campaign.
alter function transfers_are_right() reset enable_nestloop;
alter function transfers_are_right() set enable_hashjoin = off;
alter function transfers_are_right() set enable_mergejoin = off;
alter function transfers_are_right() set enable_seqscan = off;
alter function transfers_are_posted() reset enable_nestloop;
alter function transfers_are_posted() set enable_hashjoin = off;
alter function transfers_are_posted() set enable_mergejoin = off;
alter function transfers_are_posted() set enable_seqscan = off;
