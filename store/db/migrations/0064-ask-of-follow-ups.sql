-- A case of persons who refused help names the ask of the patrol in which it was reported.
alter table follow_ups add column ask_id bigint;
update follow_ups f set ask_id = a.id from asks a
where a.campaign_id = f.campaign_id and a.key = f.key and a.unit_code = f.unit_code;
alter table follow_ups
  alter column ask_id set not null,
  add constraint follow_ups_ask_id_fkey foreign key (ask_id) references asks on delete cascade,
  -- A corrected report is the same case.
  add constraint follow_ups_once unique (ask_id),
  drop column key,
  drop column unit_code;
create index follow_ups_by_campaign on follow_ups (campaign_id);
