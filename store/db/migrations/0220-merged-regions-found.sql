-- Each foreign key has an index, so that removing a region or an account reads no whole table.
create index regions_by_merged_into on regions (merged_into) where merged_into is not null;
create index register_imports_by_account on register_imports (account_id) where account_id is not null;
create index register_imports_by_region on register_imports (region_code) where region_code is not null;
