-- An extension moves the chase of a ladder to a later instant: the region is chased anew, and what became of the first
-- chase stays on record.
alter table chases drop constraint chases_round_id_rung_region_code_key;
alter table chases add constraint chases_once unique (round_id, rung, region_code, opened_at);
