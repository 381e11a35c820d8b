-- Imports of the register, of which the last can be undone for a day: until then the values before it are kept.
create table register_imports (
  id          bigint generated always as identity primary key,
  at          timestamptz not null default clock_timestamp(),
  -- Null for the command line and for programs.
  account_id  bigint references accounts,
  -- The importer's region; null for the whole register.
  region_code text references regions on delete set null,
  regions     integer not null,
  contacts    integer not null,
  -- Rows as they were: personal data, gone with the next import, with the undo, after a day, and when a person is erased.
  before      jsonb,
  -- Of the same rows after the import: with another digest somebody has changed them since.
  digest      text not null,
  undone_at   timestamptz
);
