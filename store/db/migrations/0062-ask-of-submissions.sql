-- So does the key that a phone made for a report.
alter table submissions add column ask_id bigint;
update submissions s set ask_id = a.id from asks a
where a.campaign_id = s.campaign_id and a.key = s.key and a.unit_code = s.unit_code;
alter table submissions
  alter column ask_id set not null,
  drop constraint submissions_pkey,
  add constraint submissions_pkey primary key (ask_id, submission),
  add constraint submissions_ask_id_fkey foreign key (ask_id) references asks on delete cascade,
  drop column campaign_id,
  drop column key,
  drop column unit_code;
