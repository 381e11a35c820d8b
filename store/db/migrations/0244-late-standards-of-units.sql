-- Late standards may be each unit's own: what came into its store is divided among its own rows.
alter table late_standards add column unit_code text references regions;
drop index late_standards_once;
create unique index late_standards_once on late_standards (campaign_id, purse, unit_code) nulls not distinct
  where set_at is not null and replaced_by is null;
create index late_standards_by_unit on late_standards (unit_code) where unit_code is not null;
