-- A vacuum during an import sees none of its rows, and notes that the tables are empty, however many pages they have. To
-- Postgres an index that has the number as its last column is then as good as the primary key: each check of a foreign key
-- reads all of it, and the import of a province runs out of its time.

-- Nobody reads people of a region by their number: without it, no other index of people can be taken for the primary key.
drop index people_by_region;
create index people_by_region on people (region_code);

-- Counts the rows of lists with those of this transaction, and keeps vacuums away until its end. Only the owner of a table
-- may do so. One column is enough for a count; what is known of the others stays. Who is counting at the moment counts for
-- everybody: an import does not wait for another one.
create function count_rows_of_lists() returns void language plpgsql security definer
  set search_path = public, pg_temp set lock_timeout = '2s' set default_statistics_target = 10 as $$
begin
  analyze people (id), memberships (id), entries (id), deeds (id);
exception when lock_not_available then null;
end $$;
