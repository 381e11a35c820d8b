-- A case may be about a dispatch note: whether it has arrived when it should have, or where the rest of it is.
alter table cases add column dispatch_id bigint references dispatches on delete set null;
create index cases_by_dispatch on cases (dispatch_id) where dispatch_id is not null;
-- Nobody is asked twice about one note.
create unique index cases_one_of_dispatch on cases (dispatch_id, kind) where state <> 'closed' and dispatch_id is not null;

-- When their first round opens, where that is not a time after they were opened.
alter table case_lots add column asks_at timestamptz;
