-- A case about a posting names one that is there; the matter outlives it.
update cases c set posting_id = null
where c.posting_id is not null and not exists (select from postings o where o.id = c.posting_id);
alter table cases
  add constraint cases_posting_id_fkey foreign key (posting_id) references postings on delete set null;
