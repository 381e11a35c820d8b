-- A link to report names its ask: it stays good when the unit moves to another area, whose round asks it from then on.
-- A link to acknowledge is about everybody below a region, and a link without a round about all that somebody owes.
alter table links add column ask_id bigint references asks on delete cascade;
update links l set ask_id = a.id from rounds r, asks a
where l.purpose = 'report' and r.id = l.round_id and a.campaign_id = r.campaign_id and a.key = r.key
  and a.unit_code = l.region_code and a.subject_id is null;
