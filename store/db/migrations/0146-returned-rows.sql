-- Cases about rows that were returned to units, one for each unit: of which list, and until when they are handed in again.
-- The rows of such a case are those of its unit that were returned with this day.
alter table case_lots
  add column list   text,
  add column due_at timestamptz,
  add constraint case_lots_of_returned_rows check ((list is null) = (due_at is null));
