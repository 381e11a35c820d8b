import { rehearsesItsFigures } from '../../support/campaigns/rehearsed-figures';

const rehearsal = rehearsesItsFigures('neighbourhood-visit-day');

test('everybody who is to be visited is told before, and visited or named with a reason', async () => {
  const list = rehearsal.summary.lists.find(({ id }) => id === 'residents');
  const told = await rehearsal.count("deeds where kind = 'tell'");
  expect(list?.served).toBeGreaterThan(0);
  expect(told).toBeGreaterThanOrEqual(list?.served ?? 0);
  const unexplained = await rehearsal.count(
    "entries where state = 'in' and undelivered_because is null and not exists (select from deeds d where d.entry_id = entries.id and d.kind = 'deliver')",
  );
  expect(unexplained).toBe(0);
});

test('all of the money that was raised is in the hands of those who were visited, or is left', () => {
  const [purse, ...others] = rehearsal.summary.ledger?.purses ?? [];
  expect([purse?.purse, others]).toEqual(['visits', []]);
  expect((purse?.given ?? 0) + (purse?.left ?? 0)).toBeCloseTo(purse?.raised ?? 0, 2);
});
