-- A decision can be held back for some seconds, in which whoever asked for it can take it back. It is the row of who
-- asked: once it is carried out, the row is gone, as that of any other decision.
alter table steering_asked
  -- Not before; null for one that goes at once.
  add column acts_at  timestamptz,
  -- When a console began to carry it out; from then on it cannot be taken back.
  add column taken_at timestamptz,
  -- {code, values} of the refusal, for the page of whoever asked.
  add column refused  jsonb;
create index steering_asked_held on steering_asked (acts_at) where acts_at is not null and refused is null;
