-- Rows that count twice in the draw: one person has signed for more of them than the campaign allows one.
alter table samples add column twice uuid[] not null default '{}';
