-- Where regions lie on a map: a boundary or a point of GeoJSON (RFC 7946), in degrees.
create table region_shapes (
  region_code text primary key references regions on update cascade on delete cascade,
  shape       jsonb not null check (shape ->> 'type' in ('Point', 'Polygon', 'MultiPolygon')),
  changed_at  timestamptz not null default clock_timestamp()
);
