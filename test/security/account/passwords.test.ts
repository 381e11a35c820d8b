import { Refused } from '../../../domain/text/refusal';
import { checkPassword } from '../../../store/account/passwords';
import { atOnce } from '../../../store/db/at-once';
import { testDatabase } from '../../support/servers/database';

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

test('L8: however many sign in at once, only a few passwords are hashed at a time, and who comes too late is told so', async () => {
  const attempts = await Promise.allSettled(
    Array.from({ length: 160 }, () => checkPassword(database.sql, 'nobody', 'a password that nobody has')),
  );
  const refused = attempts.filter((one) => one.status === 'rejected');
  expect(attempts.filter((one) => one.status === 'fulfilled' && one.value === null).length).toBeGreaterThanOrEqual(100);
  expect(refused.length).toBeGreaterThan(0);
  for (const { reason } of refused) {
    expect(reason).toBeInstanceOf(Refused);
    expect((reason as Refused).code).toBe('busy');
  }
});

test('L8: waiting work runs in turn, and a failure delays no other', async () => {
  let [running, most] = [0, 0];
  const inTurn = atOnce(2, 10);
  const work = async (n: number): Promise<number> => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    if (n === 3) throw new Error('this one fails');
    return n;
  };
  const done = await Promise.allSettled([1, 2, 3, 4, 5, 6].map((n) => inTurn(() => work(n))));
  expect(most).toBe(2);
  expect(done.map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
    'fulfilled',
  ]);
});
