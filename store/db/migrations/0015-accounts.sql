-- Who may do what in the console -----------------------------------------------------------------

create table accounts (
  id            bigint generated always as identity primary key,
  -- A short name or an e-mail address; the latter is also how an identity provider's users are found at first.
  login         text not null,
  name          text not null,
  -- argon2id with its parameters; null until the first password, or for ever with an identity provider.
  password_hash text,
  role          text not null
    check (role in ('administrator', 'county-officer', 'township-officer', 'auditor', 'ops')),
  -- The top of what he may see; null is everything. Not a foreign key: an import may take a region away, and then the
  -- account sees nothing, where a null would show it everything.
  region_code   text,
  oidc_issuer   text,
  oidc_subject  text,
  disabled_at   timestamptz,
  created_at    timestamptz not null default clock_timestamp(),
  check ((oidc_issuer is null) = (oidc_subject is null))
);
create unique index accounts_by_login on accounts (lower(login));
create unique index accounts_by_subject on accounts (oidc_issuer, oidc_subject) where oidc_subject is not null;

-- Real time throughout: accounts belong to no campaign.
create table sessions (
  id          bigint generated always as identity primary key,
  -- SHA-256 of the cookie's token: whoever reads this table can use none of them.
  token_hash  bytea not null unique,
  account_id  bigint not null references accounts on delete cascade,
  via         text not null check (via in ('console', 'oidc')),
  began_at    timestamptz not null default clock_timestamp(),
  seen_at     timestamptz not null default clock_timestamp()
);
create index sessions_by_account on sessions (account_id);

-- One-time links to the first password, or to a new one.
create table invitations (
  token_hash  bytea primary key,
  account_id  bigint not null references accounts on delete cascade,
  expires_at  timestamptz not null,
  used_at     timestamptz
);

-- Failed sign-ins by login and by address, both as keyed digests; shared by all consoles, and left by none on restart.
create table sign_in_failures (
  key      bytea primary key,
  failures integer not null,
  until    timestamptz not null
);

-- Who did what, when and why. It names accounts by their number and nobody else, and is only ever added to.
create table audit_log (
  id          bigint generated always as identity primary key,
  at          timestamptz not null default clock_timestamp(),
  -- Null: the API token or the command line, which `via` tells apart.
  account_id  bigint references accounts,
  via         text not null check (via in ('api', 'console', 'oidc', 'cli')),
  verb        text not null,
  -- Not a foreign key: what was done outlives the campaign.
  campaign_id text,
  target      jsonb not null default '{}',
  reason      text
);
create index audit_log_by_campaign on audit_log (campaign_id, id);

create function refuse_to_rewrite() returns trigger language plpgsql as $$
begin
  raise exception 'The audit log is only ever added to.';
end $$;
create trigger audit_log_stays before update or delete on audit_log for each row execute function refuse_to_rewrite();
