-- In which of the list's ways (lists.helps of the definition) a delivery helps: policies told, work, training, goods, money.
alter table deliveries add column helps text[] not null default '{}';
create index deliveries_with_helps on deliveries (campaign_id) where helps <> '{}';
