-- So does a photo, and what has come of one.
alter table photos add column ask_id bigint;
update photos p set ask_id = a.id from asks a
where a.campaign_id = p.campaign_id and a.key = p.key and a.unit_code = p.unit_code;
alter table photo_pieces add column ask_id bigint;
update photo_pieces p set ask_id = a.id from asks a
where a.campaign_id = p.campaign_id and a.key = p.key and a.unit_code = p.unit_code;

alter table photo_pieces
  alter column ask_id set not null,
  drop constraint photo_pieces_campaign_id_key_unit_code_photo_fkey,
  drop constraint photo_pieces_pkey,
  add constraint photo_pieces_pkey primary key (ask_id, photo, at),
  drop column campaign_id,
  drop column key,
  drop column unit_code;
alter table photos
  alter column ask_id set not null,
  drop constraint photos_pkey,
  add constraint photos_pkey primary key (ask_id, id),
  add constraint photos_ask_id_fkey foreign key (ask_id) references asks on delete cascade,
  drop column campaign_id,
  drop column key,
  drop column unit_code;
alter table photo_pieces
  add constraint photo_pieces_photo_fkey foreign key (ask_id, photo) references photos on delete cascade;
