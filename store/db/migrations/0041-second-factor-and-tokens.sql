-- The second factor of an account: a key that its telephone shares with us (RFC 6238).
create table second_factors (
  account_id   bigint primary key references accounts on delete cascade,
  -- Sealed with a key that is not in the database: whoever reads this table can make no codes.
  secret       bytea not null,
  -- Null until the first code has shown that the telephone has it.
  confirmed_at timestamptz,
  -- The step of the last code that was taken: none is taken twice.
  last_step    bigint not null default 0,
  created_at   timestamptz not null default clock_timestamp()
);

-- For whoever has lost the telephone; each works once.
create table recovery_codes (
  account_id bigint not null references accounts on delete cascade,
  code_hash  bytea not null,
  used_at    timestamptz,
  primary key (account_id, code_hash)
);

-- Whoever has given the right password and still owes the second factor.
create table half_sign_ins (
  token_hash bytea primary key,
  account_id bigint not null references accounts on delete cascade,
  expires_at timestamptz not null,
  attempts   integer not null default 0
);

-- What programs may do, where, and how long.
create table api_tokens (
  id           bigint generated always as identity primary key,
  name         text not null,
  -- SHA-256: the token itself is shown once and kept nowhere.
  token_hash   bytea not null unique,
  -- Permissions of domain/roles.ts.
  verbs        text[] not null check (cardinality(verbs) > 0),
  -- Null is everything, as of accounts.
  region_code  text,
  expires_at   timestamptz not null,
  -- Null: the command line.
  created_by   bigint references accounts on delete set null,
  created_at   timestamptz not null default clock_timestamp(),
  last_used_at timestamptz,
  revoked_at   timestamptz
);
create unique index api_tokens_by_name on api_tokens (lower(name)) where revoked_at is null;

-- Attempts to sign in are slowed down, not locked out: the next one may come then.
alter table sign_in_failures add column next_at timestamptz not null default clock_timestamp();
