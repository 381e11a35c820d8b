-- A unit that has left its round's area owes nothing there any more. Its ask stays, without a round, because what was
-- handed in (a report that was returned, a photo, the key of a submission) hangs on it.
alter table asks
  alter column round_id drop not null,
  add constraint asks_campaign_id_fkey foreign key (campaign_id) references campaigns on delete cascade;

insert into asks (campaign_id, key, unit_code)
select campaign_id, key, unit_code from reports
union select campaign_id, key, unit_code from submissions
union select campaign_id, key, unit_code from photos
union select campaign_id, key, unit_code from follow_ups
on conflict (campaign_id, key, unit_code, subject_id) do nothing;
