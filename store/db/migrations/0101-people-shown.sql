-- Those who are helped are shown in full like contacts: they count into the same number of people a day.
alter table people_shown add column person_id bigint references people on delete cascade;
alter table people_shown drop constraint people_shown_pkey;
alter table people_shown alter column contact_id drop not null;
alter table people_shown add constraint people_shown_one check (num_nonnulls(contact_id, person_id) = 1);
create unique index people_shown_contact on people_shown (reader, contact_id);
create unique index people_shown_person on people_shown (reader, person_id);
create index people_shown_of_person on people_shown (person_id) where person_id is not null;
