-- What asks for a round: the campaign's plan, a warning, or a case that is looked after until it is closed.
alter table rounds add column origin text not null default 'plan' check (origin in ('plan', 'warning', 'case'));
update rounds set origin = case ask when 'revisit' then 'case' else 'warning' end where alert_id is not null;
-- A case may be no warning's.
alter table rounds add constraint rounds_origin_fits_alert
  check (case origin when 'plan' then alert_id is null when 'warning' then alert_id is not null else true end);
