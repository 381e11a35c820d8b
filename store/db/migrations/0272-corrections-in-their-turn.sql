-- When it was found, by the real clock: in a rehearsal a superior is asked when all receipts of the instant are in, and
-- it is known which way reaches the superior.
alter table corrections add column found_at timestamptz not null default clock_timestamp();
