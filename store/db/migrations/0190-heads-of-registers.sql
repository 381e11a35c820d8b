-- A row may stand for all who are on a register of a place, not only for a household.
alter table entries drop constraint entries_heads_check;
alter table entries add constraint entries_heads_check check (heads between 0 and 10000000) not valid;
alter table entries validate constraint entries_heads_check;
