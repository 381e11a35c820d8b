-- What is owed: one unit's answer in one round, now or later about somebody or something.
alter table round_units rename to asks;
alter table asks
  add column id bigint generated always as identity,
  -- What the ask is about: a person, a household, a case. Null: the unit itself.
  add column subject_id bigint,
  drop constraint round_units_pkey,
  add constraint asks_pkey primary key (id),
  -- A round's key names its stage, ask and repetition in all areas: a unit that moves between areas is asked once.
  add constraint asks_once unique nulls not distinct (campaign_id, key, unit_code, subject_id);
alter table asks rename constraint round_units_round_id_fkey to asks_round_id_fkey;
alter table asks rename constraint round_units_unit_code_fkey to asks_unit_code_fkey;
alter index round_units_by_round rename to asks_by_round;
alter index round_units_silent rename to asks_silent;
alter index round_units_by_unit rename to asks_by_unit;
