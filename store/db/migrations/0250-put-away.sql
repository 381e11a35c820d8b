-- An ended campaign that is put away is left out of the lists of campaigns; all of it stays.
alter table campaigns add column put_away_at timestamptz;
alter table campaigns add constraint put_away_when_over check (put_away_at is null or ended_at is not null);
