-- A photo that no report names is let go after a while; which ones those are is known without reading all reports.
alter table photos add column named_at timestamptz;

update photos p set named_at = p.completed_at
where p.completed_at is not null and exists (
  select 1 from reports r, jsonb_each_text(r.figures) f
  where r.campaign_id = p.campaign_id and r.key = p.key and r.unit_code = p.unit_code and f.value = p.id);

create index photos_unnamed on photos (begun_at) where named_at is null;
