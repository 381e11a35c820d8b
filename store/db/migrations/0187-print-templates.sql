-- Word templates that offices have put in the place of the shipped ones (config/print): the last one for each printed form,
-- of an office's region or, without one, of everybody.
create table print_templates (
  print       text not null,
  region_code text references regions on delete cascade,
  file        bytea not null check (length(file) between 1 and 2097152),
  -- SHA-256 of the file.
  digest      bytea not null check (length(digest) = 32),
  account_id  bigint references accounts on delete set null,
  kept_at     timestamptz not null default clock_timestamp(),
  constraint print_templates_last unique nulls not distinct (print, region_code)
);
create index print_templates_by_region on print_templates (region_code) where region_code is not null;
create index print_templates_by_account on print_templates (account_id) where account_id is not null;
