-- For which of their duties somebody is told: what cannot be delivered goes to the deputy in that duty.
alter table messages add column role text not null default 'contact';
