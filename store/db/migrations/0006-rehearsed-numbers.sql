-- Rehearsals -------------------------------------------------------------------------------------

-- A rehearsal makes some numbers nobody's. That is remembered with the rehearsal and goes with it: remembered at the
-- contact, it would keep live campaigns from a good number, and the next rehearsal would not be the same again.
create table rehearsed_bad_numbers (
  campaign_id text not null references campaigns on delete cascade,
  contact_id  bigint not null references contacts on delete cascade,
  code        text not null,
  primary key (campaign_id, contact_id)
);

-- Why a contact's number is bad in this campaign, null while it is thought good; `known` is contacts.phone_bad.
create function phone_bad_in(campaign text, contact bigint, known text) returns text language sql stable as
  $$ select coalesce(known, (select code from rehearsed_bad_numbers where campaign_id = campaign and contact_id = contact)) $$;
