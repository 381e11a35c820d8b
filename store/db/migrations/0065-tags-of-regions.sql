-- What an organisation calls some of its regions besides their kind: publicity, volunteers. An ask may go to those alone.
alter table regions add column tags text[] not null default '{}';
