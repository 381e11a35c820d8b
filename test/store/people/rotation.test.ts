import { changePeopleKey, rotateKeys } from '../../../actions/people/keys';
import { shellUser } from '../../../store/account/actor';
import { auditLog } from '../../../store/account/audit-log';
import { connect, type Sql } from '../../../store/db/db';
import { changePerson } from '../../../store/people/helped/change-person';
import { findPeople, openPeople } from '../../../store/people/helped/find-people';
import { identify } from '../../../store/people/helped/identify';
import { withKeysAlone } from '../../../store/people/sealed/data-keys';
import { openKeyring } from '../../../store/people/sealed/keyring';
import { peopleKey } from '../../../store/people/sealed/people-key';
import { beginRotation, listKeys } from '../../../store/people/sealed/rotation';
import { SEALED_TABLES } from '../../../store/people/sealed/sealed-tables';
import { importTinyRegister } from '../../support/campaigns/tiny';
import { givenPerson, KEY, specimenNumber } from '../../support/people/given';
import { testDatabase } from '../../support/servers/database';
import { emptyTables } from '../../support/servers/empty-tables';

const acting = () => ({ sql, by: shellUser({ NUANDONG_BY: 'tests' }) });
const REASON = '按年更换';
const everything = { top: null };

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  await importTinyRegister(sql);
});
afterAll(() => database.drop());
beforeEach(() => emptyTables(sql, 'people', 'people_keys'));

const person = (n: number) => givenPerson({ idNumber: specimenNumber(n), name: `甘${n}` });
/** As each process does it: with a keyring of its own, in one transaction. */
const make = (pool: Sql, from: number, count: number) =>
  pool.begin(async (inside) => {
    const people = Array.from({ length: count }, (_, n) => person(from + n));
    return identify(inside, await openKeyring(inside, KEY), people);
  });
const keysInUse = async () =>
  (await sql<{ no: number }[]>`select distinct key_no as no from people order by 1`).map(({ no }) => no);

async function expectEverybodyOpens(count: number): Promise<void> {
  const keyring = await openKeyring(sql, KEY);
  const ids = (await sql<{ id: number }[]>`select id from people`).map(({ id }) => id);
  const people = await openPeople(sql, keyring, { people: ids, ...everything });
  const names = [...people.values()].map(({ name }) => name);
  expect(names.sort()).toEqual(Array.from({ length: count }, (_, n) => `甘${n}`).sort());
}

test('after a rotation everything is sealed with the new key, opens, and is found; the former key is gone', async () => {
  await make(sql, 0, 1200);
  const batches: number[] = [];
  const rotated = await rotateKeys(acting(), { key: KEY, reason: REASON, sealed: (count) => batches.push(count) });
  expect(rotated).toEqual({ from: [1], to: 3, values: 1200 });
  expect(batches).toEqual([500, 1000, 1200]);
  expect(await keysInUse()).toEqual([3]);
  expect(await listKeys(sql)).toMatchObject([
    { no: 2, purpose: 'digest', values: null },
    { no: 3, purpose: 'seal', retiredAt: null, values: 1200 },
  ]);
  await expectEverybodyOpens(1200);
  const keyring = await openKeyring(sql, KEY);
  expect(await findPeople(sql, keyring, { idNumber: specimenNumber(7) }, everything)).toHaveLength(1);
  const [line] = await auditLog(sql, { limit: 1 });
  expect(line).toMatchObject({ verb: 'rotate-people-keys', target: { from: '1', to: 3 }, reason: REASON });
});

test('what others write and change during a rotation is neither lost nor left under the former key', async () => {
  await make(sql, 0, 1500);
  const pools = [1, 2, 3].map(() => connect(database.url, { max: 1 }));
  let over = false;
  const writing = pools.map(async (pool, n) => {
    let made = 0;
    while (!over || made === 0) await make(pool, 1500 + n * 400 + made++, 1);
    return made;
  });
  const changing = (async () => {
    const [{ id = 0 } = {}] = await sql<{ id: number }[]>`select min(id) as id from people`;
    for (let round = 0; !over || round === 0; round++)
      await sql.begin(async (inside) =>
        changePerson(inside, await openKeyring(inside, KEY), { person: id, changes: { address: `第 ${round} 组` } }),
      );
  })();
  await rotateKeys(acting(), { key: KEY, reason: REASON }).finally(() => {
    over = true;
  });
  const [made] = [await Promise.all(writing), await changing];
  await Promise.all(pools.map((pool) => pool.end()));
  expect(await keysInUse()).toEqual([3]);
  expect(await sql`select from people`).toHaveLength(1500 + made.reduce((sum, n) => sum + n, 0));
  const keyring = await openKeyring(sql, KEY);
  for (const { id } of await sql<{ id: number }[]>`select id from people`)
    expect((await openPeople(sql, keyring, { people: [id], ...everything })).size).toBe(1);
});

test('a rotation that was broken off is finished by the next one, without a further key', async () => {
  await make(sql, 0, 600);
  await withKeysAlone(sql, (inside) => beginRotation(inside, KEY));
  await make(sql, 600, 1);
  expect(await keysInUse()).toEqual([1, 3]);
  expect(await rotateKeys(acting(), { key: KEY, reason: REASON })).toEqual({ from: [1], to: 3, values: 600 });
  await expectEverybodyOpens(601);
});

test('PEOPLE_KEY is changed without sealing anything anew; the former one opens nothing any more', async () => {
  await make(sql, 0, 3);
  const before = await sql`select id, sealed from people order by id`;
  const to = peopleKey('the next key for people of the tests, 32 characters');
  await expect(changePeopleKey(acting(), { from: to, to: KEY, reason: REASON })).rejects.toMatchObject({
    code: 'people-key-wrong',
  });
  expect(await changePeopleKey(acting(), { from: KEY, to, reason: REASON })).toBe(2);
  expect(await sql`select id, sealed from people order by id`).toEqual(before);
  await expect(openKeyring(sql, KEY)).rejects.toMatchObject({ code: 'people-key-wrong' });
  const keyring = await openKeyring(sql, to);
  expect(await findPeople(sql, keyring, { name: '甘1' }, everything)).toHaveLength(1);
  expect(await auditLog(sql, { limit: 1 })).toMatchObject([{ verb: 'change-people-key', target: { keys: 2 } }]);
});

test('before anybody is on a list there is nothing to rotate', async () => {
  await expect(rotateKeys(acting(), { key: KEY, reason: REASON })).rejects.toMatchObject({ code: 'no-people-keys' });
});

test('every table with a sealed value takes part', async () => {
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'key_no' order by 1`;
  expect(tables.map(({ name }) => name)).toEqual([...SEALED_TABLES].sort());
});
