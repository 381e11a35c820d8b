import { inputsOf } from '../fuzz/input';
import { TARGETS, targetNamed } from '../fuzz/targets';

/** A taste of `npm run fuzz`: the kept inputs as they are, and some that are made from them. */
const INPUTS = 150;
const SEED = 1;
/** Over a connection, or through all routes: `npm run fuzz` has the time for them. */
const LONGER = ['imap', 'api'];

test.each(TARGETS.filter((name) => !LONGER.includes(name)))('%s takes or refuses what it gets', async (name) => {
  const target = await targetNamed(name);
  const input = inputsOf(name, target, SEED);
  const outcomes = new Map<string, number>();
  for (let nth = 0; nth < INPUTS; nth += 1) {
    const outcome = await target.feed(input(nth));
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }
  // Inputs of which nothing is ever taken, or ever refused, would try a border from one side only.
  expect([...outcomes.keys()].sort()).toEqual(['accepted', 'refused']);
});
