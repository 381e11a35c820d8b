-- The kinds of region are data: an organisation adds companies, schools, stations to the few that rules know
-- (FIXED_KINDS in domain/people/region-kinds.ts).
create table region_kinds (
  -- A definition's `of` names it.
  code    text primary key check (code ~ '^[a-z][a-z0-9-]{0,39}$'),
  name_zh text not null check (length(name_zh) between 1 and 20),
  name_en text not null check (length(name_en) between 1 and 40),
  -- Other words that tables use for it.
  words   text[] not null default '{}',
  -- From wide to narrow.
  rank    smallint not null check (rank between 1 and 999),
  -- Whether a definition may ask regions of it.
  asked   boolean not null default true
);

insert into region_kinds (code, name_zh, name_en, words, rank) values
  ('province', '省', 'province', '{省级,自治区,直辖市}', 10),
  ('city', '市', 'city', '{地级市,市州,州,盟,地区,prefecture}', 20),
  ('county', '县', 'county', '{县市区,区,县级市,旗,自治县,district}', 30),
  ('unit', '直属单位', 'unit', '{单位,市直单位,县直单位,市直,县直,企业,学校}', 40),
  ('township', '乡镇', 'township', '{乡,镇,街道,乡镇街道,苏木,town,subdistrict}', 50),
  ('village', '村', 'village', '{行政村,村委会,建制村,嘎查}', 60),
  ('community', '社区', 'community', '{居委会,居民委员会}', 70),
  ('group', '组', 'group', '{村民小组,村小组,居民小组,自然村}', 80);

-- A kind in use cannot be removed.
create index regions_by_kind on regions (kind);
alter table regions add constraint regions_kind_fkey foreign key (kind) references region_kinds;

alter table table_headings drop constraint table_headings_noun_check;
alter table table_headings add constraint table_headings_noun_check check (noun in ('regions', 'contacts', 'kinds'));
