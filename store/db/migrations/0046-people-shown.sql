-- Who was shown which person's name and number in full, and when last: at most so many people a day for each reader.
create table people_shown (
  -- As in steering: 'account:7', 'api'.
  reader     text not null,
  contact_id bigint not null references contacts on delete cascade,
  shown_at   timestamptz not null,
  primary key (reader, contact_id)
);
create index people_shown_lately on people_shown (reader, shown_at);
create index people_shown_of_contact on people_shown (contact_id);
