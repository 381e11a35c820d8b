-- Whether the row that a case is about waits for its answer: of the kind, kept with the case.
alter table cases add column holds boolean not null default false;
-- Those whose next round nobody has planned yet, for what starts their workflows.
create index cases_to_start on cases (campaign_id) where state = 'waiting' and due_at is null;
