-- Headings of offices' tables that were said to be a column of ours, so that nobody has to say it again.
create table table_headings (
  -- Of whoever said it; '' for an account of the whole register.
  region     text not null default '',
  noun       text not null check (noun in ('regions', 'contacts')),
  -- In its plain form: lower case, no blanks, no brackets.
  heading    text not null,
  column_key text not null,
  primary key (region, noun, heading)
);

-- A roster may name its villages instead of giving their codes.
create index regions_by_name on regions (name);
