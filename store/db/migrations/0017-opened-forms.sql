-- Campaign time at which the form behind a link was first looked at: a village that has opened it and stays silent is
-- another matter than one that never has.
alter table links add column opened_at timestamptz;

-- Which links a village has, also those that were revoked: asked for every form that is shown.
create index links_by_region on links (region_code, round_id);
