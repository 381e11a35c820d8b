-- Words and addresses that the feed wants shown wherever its warnings are.
alter table warning_texts add column attributions text[] not null default '{}';
