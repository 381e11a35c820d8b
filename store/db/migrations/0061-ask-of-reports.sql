-- A report names the ask that it answers.
alter table reports add column ask_id bigint;
update reports r set ask_id = a.id from asks a
where a.campaign_id = r.campaign_id and a.key = r.key and a.unit_code = r.unit_code;
alter table reports
  alter column ask_id set not null,
  add constraint reports_ask_id_fkey foreign key (ask_id) references asks on delete cascade,
  add constraint reports_once unique (ask_id, version),
  drop column campaign_id,
  drop column key,
  drop column unit_code;
