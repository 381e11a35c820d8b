import { randomBytes } from 'node:crypto';
import { connect, type Sql } from '../../../store/db/db';
import { openKeyring } from '../../../store/people/sealed/keyring';
import { peopleKey } from '../../../store/people/sealed/people-key';
import { testDatabase } from '../../support/servers/database';
import { emptyTables } from '../../support/servers/empty-tables';

const KEY = peopleKey('a key for people of the tests, 32 characters long');
const OTHER = peopleKey('another key for people of the tests, as long');
const PERSON = { name: '甘晓晴', idNumber: '11010519491231002X', phone: '19900001234' };

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
});
afterAll(() => database.drop());
beforeEach(() => emptyTables(sql, 'people_keys'));

test('what is sealed opens again in another process, never twice alike, and shows nothing of itself', async () => {
  const sealed = [1, 2].map(async () => (await openKeyring(sql, KEY)).seal(PERSON, 'people.sealed'));
  const [first, second] = await Promise.all(sealed);
  if (!first || !second) throw new Error('nothing sealed');
  expect(first.sealed.equals(second.sealed)).toBe(false);
  expect(first.sealed.includes(PERSON.name)).toBe(false);
  for (const value of [first, second])
    expect((await openKeyring(sql, KEY)).unseal(value, 'people.sealed')).toEqual(PERSON);
});

test('a value that was changed in any byte does not open', async () => {
  const keyring = await openKeyring(sql, KEY);
  const { sealed, keyNo } = keyring.seal(PERSON, 'people.sealed');
  for (const at of sealed.keys()) {
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => keyring.unseal({ sealed: changed, keyNo }, 'people.sealed')).toThrow('does not open');
  }
  for (const end of [0, 5, 27, sealed.length - 1])
    expect(() => keyring.unseal({ sealed: sealed.subarray(0, end), keyNo }, 'people.sealed')).toThrow('does not open');
});

test('a value does not open in another place or under another key, and the error tells nothing of it', async () => {
  const keyring = await openKeyring(sql, KEY);
  const { sealed, keyNo } = keyring.seal(PERSON, 'people.sealed');
  const elsewhere = 'cases.sealed' as 'people.sealed';
  expect(() => keyring.unseal({ sealed, keyNo }, elsewhere)).toThrow(/^A sealed value of cases.sealed does not open/);
  expect(() => keyring.unseal({ sealed, keyNo: keyNo + 1 }, 'people.sealed')).toThrow('does not open under key 2');
});

test('with another PEOPLE_KEY it is said what to do, in both languages, and nothing is made anew', async () => {
  await openKeyring(sql, KEY);
  const before = await sql`select * from people_keys order by no`;
  const refused = await openKeyring(sql, OTHER).catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: 'people-key-wrong' });
  expect(await sql`select * from people_keys order by no`).toEqual(before);
});

test('ten processes that begin at once share one pair of keys', async () => {
  const pools = Array.from({ length: 10 }, () => connect(database.url, { max: 1 }));
  try {
    const keyrings = await Promise.all(pools.map((pool) => pool.begin((inside) => openKeyring(inside, KEY))));
    expect(await sql`select no, purpose from people_keys order by no`).toEqual([
      { no: 1, purpose: 'seal' },
      { no: 2, purpose: 'digest' },
    ]);
    const value = keyrings[0]?.seal(PERSON, 'people.sealed');
    if (!value) throw new Error('no keyring');
    for (const keyring of keyrings) expect(keyring.unseal(value, 'people.sealed')).toEqual(PERSON);
    expect(new Set(keyrings.map((keyring) => keyring.digest('id', '1').toString('hex'))).size).toBe(1);
  } finally {
    await Promise.all(pools.map((pool) => pool.end()));
  }
});

test('a digest depends on the key, on what it is of and on the whole text', async () => {
  const keyring = await openKeyring(sql, KEY);
  const digest = (...of: Parameters<typeof keyring.digest>) => keyring.digest(...of).toString('hex');
  expect(digest('id', PERSON.idNumber)).toBe(digest('id', PERSON.idNumber));
  const digests = [digest('id', '1'), digest('name', '1'), digest('hint', '1'), digest('id', '11')];
  await emptyTables(sql, 'people_keys');
  const after = (await openKeyring(sql, KEY)).digest('id', '1').toString('hex');
  expect(new Set([...digests, after]).size).toBe(5);
});

test('a row says under which key it is sealed, and a key that is in use cannot be deleted', async () => {
  const { sealed, keyNo } = (await openKeyring(sql, KEY)).seal(PERSON, 'people.sealed');
  await sql`insert into regions (code, level, kind, name, path) values ('9', 1, 'county', '县', '9/')`;
  const row = { kind: 'person', region_code: '9', shown: '甘**', sealed, key_no: keyNo };
  await sql`insert into people ${sql(row)}`;
  await expect(sql`delete from people_keys where no = ${keyNo}`).rejects.toMatchObject({ code: '23503' });
  await expect(sql`insert into people ${sql({ ...row, key_no: 99 })}`).rejects.toMatchObject({ code: '23503' });
  await expect(sql`insert into people ${sql({ ...row, key_no: null })}`).rejects.toMatchObject({ code: '23514' });
});

test('five thousand seals, unseals and pairs of digests take well under a second', async () => {
  const keyring = await openKeyring(sql, KEY);
  const before = process.cpuUsage();
  for (let n = 0; n < 5000; n++) {
    const value = keyring.seal({ ...PERSON, address: `第 ${n} 组` }, 'people.sealed');
    keyring.unseal(value, 'people.sealed');
    keyring.digest('id', `${n}`);
    keyring.digest('name', randomBytes(6).toString('hex'));
  }
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1000).toBeLessThan(1000);
});
