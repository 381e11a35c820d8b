-- What comes back from a row is taken back by another hand than handed it over.
create function returned_by_two_hands() returns trigger language plpgsql set enable_seqscan = off as $$
begin
  if exists (
    select from added a
    join ledger_acts now on now.id = a.act_id
    join deliveries v on v.entry_id = split_part(a.from_account, ':', 2)::bigint and v.outcome = 'given'
    join ledger_acts before on before.id = v.act_id
    where a.kind = 'return' and a.from_account like 'with:%' and hand_of_act(now) = hand_of_act(before))
  then
    raise exception 'who handed something over does not take it back' using errcode = 'ND012';
  end if;
  return null;
end $$;
create trigger transfers_4_by_two_hands after insert on transfers referencing new table as added
  for each statement execute function returned_by_two_hands();
