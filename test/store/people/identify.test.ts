import { connect, type Sql } from '../../../store/db/db';
import { changePerson } from '../../../store/people/helped/change-person';
import { findPeople, openPeople } from '../../../store/people/helped/find-people';
import { findHouseholds } from '../../../store/people/helped/households';
import { identify } from '../../../store/people/helped/identify';
import type { GivenPerson } from '../../../store/people/helped/make-people';
import { moveMember } from '../../../store/people/helped/move-member';
import { type Keyring, openKeyring } from '../../../store/people/sealed/keyring';
import { importTinyRegister } from '../../support/campaigns/tiny';
import { givenPerson, KEY, specimenNumber } from '../../support/people/given';
import { testDatabase } from '../../support/servers/database';
import { emptyTables } from '../../support/servers/empty-tables';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let keyring: Keyring;
beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  await importTinyRegister(sql);
  keyring = await openKeyring(sql, KEY);
});
afterAll(() => database.drop());
beforeEach(() => emptyTables(sql, 'people'));

const idOf = async (given: GivenPerson): Promise<number> => (await identify(sql, keyring, [given]))[0]?.id ?? 0;
const everything = { top: null };

test('a person is known by the ID number, in whatever village it is given', async () => {
  const [first] = await identify(sql, keyring, [givenPerson()]);
  expect(first).toMatchObject({ known: false, differs: [] });
  const again = await identify(sql, keyring, [givenPerson({ region: '921' })]);
  expect(again).toEqual([{ id: first?.id, known: true, differs: [] }]);
});

test('another name, phone or account is told and not taken; an unknown detail is no difference', async () => {
  const id = await idOf(givenPerson());
  const given = givenPerson({ name: '甘小晴', phone: '19900009999', account: '6200000000000000000', address: null });
  expect(await identify(sql, keyring, [given])).toEqual([{ id, known: true, differs: ['name', 'phone', 'account'] }]);
  expect((await openPeople(sql, keyring, { people: [id], ...everything })).get(id)).toMatchObject({
    ...{ name: '甘晓晴', phone: '19900001234', account: null, address: '甘家组 7 号' },
  });
  expect(await identify(sql, keyring, [givenPerson({ name: '甘 晓晴' })])).toMatchObject([{ differs: [] }]);
});

test('people without an ID number are never the same; an enterprise is not a person with its number', async () => {
  const nobody = givenPerson({ idNumber: null, noId: 'lost' });
  const ids = (await identify(sql, keyring, [nobody, nobody])).map(({ id }) => id);
  expect(new Set(ids).size).toBe(2);
  const [person, shop] = await identify(sql, keyring, [givenPerson(), givenPerson({ kind: 'enterprise' })]);
  expect(person?.id).not.toBe(shop?.id);
  expect(await sql`select shown from people where id in ${sql([person?.id ?? 0, shop?.id ?? 0])} order by id`).toEqual([
    { shown: '甘**' },
    { shown: '甘晓晴' },
  ]);
});

test('a number that stands twice in a list is one person, with what differs', async () => {
  const rows = [givenPerson(), givenPerson({ idNumber: specimenNumber(2) }), givenPerson({ name: '甘晓琴' })];
  const [first, other, twice] = await identify(sql, keyring, rows);
  expect(twice).toEqual({ id: first?.id, known: true, differs: ['name'] });
  expect(other).toMatchObject({ known: false });
  expect(await sql`select from people`).toHaveLength(2);
});

test('ten processes that name the same two hundred people at once, each in another order, make them once', async () => {
  const people = Array.from({ length: 200 }, (_, n) => givenPerson({ idNumber: specimenNumber(n), name: `甘${n}` }));
  const pools = Array.from({ length: 10 }, () => connect(database.url, { max: 1 }));
  try {
    const answers = await Promise.all(
      pools.map(async (pool, n) => {
        const turned = [...people.slice(n * 20), ...people.slice(0, n * 20)];
        const found = await pool.begin(async (inside) => identify(inside, await openKeyring(inside, KEY), turned));
        return new Map(found.map(({ id }, index) => [turned[index]?.idNumber, id]));
      }),
    );
    expect(await sql`select from people`).toHaveLength(200);
    for (const answer of answers) for (const [number, id] of answer) expect(answers[0]?.get(number)).toBe(id);
  } finally {
    await Promise.all(pools.map((pool) => pool.end()));
  }
});

test('people are found by the whole number or the whole name, within the reader’s region, and masked', async () => {
  const here = await idOf(givenPerson({ name: '阿依古丽·买买提' }));
  const there = await idOf(givenPerson({ name: '阿依古丽•买买提', idNumber: specimenNumber(2), region: '921' }));
  const ids = async (...[wanted, scope]: [Parameters<typeof findPeople>[2], { top: string | null }]) =>
    (await findPeople(sql, keyring, wanted, scope)).map(({ id }) => id);
  expect(await ids({ name: '阿依古丽．买买提' }, everything)).toEqual([here, there]);
  expect(await ids({ name: '阿依古丽．买买提' }, { top: '91' })).toEqual([here]);
  expect(await ids({ name: '阿依古丽' }, everything)).toEqual([]);
  expect(await ids({ idNumber: specimenNumber(2) }, everything)).toEqual([there]);
  expect(await ids({ idNumber: specimenNumber(2) }, { top: '91' })).toEqual([]);
  expect(await findPeople(sql, keyring, { idNumber: specimenNumber(2) }, everything)).toEqual([
    { id: there, kind: 'person', region: '921', regionName: '四村', shown: '阿*******' },
  ]);
  expect([...(await openPeople(sql, keyring, { people: [here, there], top: '92' })).keys()]).toEqual([there]);
});

test('a change is sealed anew, and the person is found by what is new alone', async () => {
  const id = await idOf(givenPerson({ idNumber: null, noId: 'lost' }));
  await changePerson(sql, keyring, { person: id, changes: { name: '甘小晴', idNumber: specimenNumber(7) } });
  expect(await findPeople(sql, keyring, { name: '甘晓晴' }, everything)).toEqual([]);
  expect(await findPeople(sql, keyring, { name: '甘小晴' }, everything)).toMatchObject([{ id, shown: '甘**' }]);
  expect(await identify(sql, keyring, [givenPerson({ name: '甘小晴', idNumber: specimenNumber(7) })])).toEqual([
    { id, known: true, differs: [] },
  ]);
  expect(await sql`select no_id from people where id = ${id}`).toEqual([{ no_id: null }]);
  expect(await changePerson(sql, keyring, { person: id + 1, changes: { name: '无' } })).toBe(false);
});

test('a household is known by its head; a member of another one stays there until moved', async () => {
  const [head = 0, wife = 0, son = 0, other = 0] = (
    await identify(
      sql,
      keyring,
      [1, 2, 3, 4].map((n) => givenPerson({ idNumber: specimenNumber(n) })),
    )
  ).map(({ id }) => id);
  const family = {
    head,
    region: '911',
    members: [
      { person: wife, relation: '12' as const },
      { person: son, relation: '20' as const },
    ],
  };
  const [household] = await findHouseholds(sql, [family], '2026-12-01');
  expect(household?.elsewhere).toEqual([]);
  expect(await findHouseholds(sql, [family], '2026-12-05')).toEqual([household]);
  const second = { head: other, region: '921', members: [{ person: son, relation: '97' as const }] };
  const [apart] = await findHouseholds(sql, [second], '2026-12-05');
  expect(apart?.elsewhere).toEqual([{ person: son, household: household?.id }]);
  const home = { with: other, relation: '97' as const };
  const moving = { person: son, home, day: '2026-12-10', today: '2026-12-10', ...everything };
  expect(await moveMember(sql, keyring, moving)).toBe(apart?.id);
  expect(
    await sql`select household_id as household, relation, from_day as since, until_day as until from memberships where person_id = ${son} order by 3`,
  ).toEqual([
    { household: household?.id, relation: '20', since: '2026-12-01', until: '2026-12-10' },
    { household: apart?.id, relation: '97', since: '2026-12-10', until: null },
  ]);
});

test('five thousand people, more than one statement holds, keep their order', async () => {
  const people = Array.from({ length: 5000 }, (_, n) => givenPerson({ idNumber: specimenNumber(n), name: `甘${n}` }));
  const made = await identify(sql, keyring, people);
  const known = await identify(sql, keyring, people.toReversed());
  expect(known).toEqual(made.toReversed().map(({ id }) => ({ id, known: true, differs: [] })));
  const last = await openPeople(sql, keyring, { people: [made[4999]?.id ?? 0], ...everything });
  expect([...last.values()]).toMatchObject([{ name: '甘4999', idNumber: specimenNumber(4999) }]);
});
