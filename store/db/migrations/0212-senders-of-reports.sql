-- Who handed a report in where no contact did: an officer's account, or the name of a program or of whoever sits at the
-- shell. Without these nobody could see on whose word a figure stands.
alter table reports
  add column account_id bigint references accounts on delete set null,
  add column by_name    text;
