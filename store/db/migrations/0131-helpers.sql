-- Who helps whom (结对): the helper of a row is a post of the register (a duty), not a person. So its leave, its deputy and
-- whoever comes after hold for pairs too; a post that is given up leaves rows without a helper.
alter table entries drop column helper_id;
alter table entries add column helper_id bigint references duties on delete set null;
create index entries_by_helper on entries (helper_id) where helper_id is not null;

-- People of `people` are helped; those who help stand in the register.
alter table people
  drop constraint people_kind_check,
  add constraint people_kind_check check (kind in ('household', 'person', 'enterprise', 'place'));

-- The day on which a deed for a pair was done, where it was entered later: minima count by it.
alter table deeds
  add column done_on date,
  add constraint deeds_of_pairs_have_a_day
    check (kind not in ('contact', 'visit', 'problem', 'help', 'money') or done_on is not null);
