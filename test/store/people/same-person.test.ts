import { keepDistinct, mergePeople } from '../../../actions/people/same-person';
import { shellUser } from '../../../store/account/actor';
import type { Sql } from '../../../store/db/db';
import { duplicates } from '../../../store/people/helped/duplicates';
import { findPeople, openPeople } from '../../../store/people/helped/find-people';
import { hints } from '../../../store/people/helped/hints';
import { findHouseholds } from '../../../store/people/helped/households';
import { identify } from '../../../store/people/helped/identify';
import type { GivenPerson } from '../../../store/people/helped/make-people';
import { type Keyring, openKeyring } from '../../../store/people/sealed/keyring';
import { openCampaign } from '../../support/campaigns/campaign';
import { givenPerson, KEY, specimenNumber } from '../../support/people/given';
import { testDatabase } from '../../support/servers/database';
import { emptyTables } from '../../support/servers/empty-tables';

const everything = { top: null };
const WITHOUT = { idNumber: null, noId: 'lost' as const };

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: string;
let keyring: Keyring;
beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  campaign = (await openCampaign(sql)).id;
  await sql`
    insert into lists (campaign_id, id, of, track, categories)
    values (${campaign}, 'poor', 'household', '{propose}', '{poor}'), (${campaign}, 'pairs', 'pair', '{propose}', '{poor}')`;
  keyring = await openKeyring(sql, KEY);
});
afterAll(() => database.drop());
beforeEach(() => emptyTables(sql, 'people'));

const idsOf = async (...people: Partial<GivenPerson>[]): Promise<number[]> => {
  const found = await identify(
    sql,
    keyring,
    people.map((one) => givenPerson(one)),
  );
  return found.map(({ id }) => id);
};
const acting = () => ({ sql, by: shellUser({ NUANDONG_BY: 'tests' }) });
const decide = (pair: [number, number]) => ({ pair, reason: '村里核实', ...everything });
const merge = (pair: [number, number]) => mergePeople(acting(), { key: KEY, ...decide(pair) });
const householdOf = async (head: number, members: { person: number; relation: '12' | '20' }[] = []) =>
  (await findHouseholds(sql, [{ head, region: '911', members }], '2026-12-01'))[0]?.id ?? 0;
const putOnList = (subject: number, list = 'poor') => sql`
  insert into entries (campaign_id, list, row, subject_id, category, unit_code, slot_unit, shown, proposed_at, changed_at)
  values (${campaign}, ${list}, gen_random_uuid(), ${subject}, 'poor', '911', '911', '甘**', now(), now())`;

test('the same name and year of birth in one township is a hint if one has no ID number, and nothing more', async () => {
  const [known, lost, twin] = await idsOf({}, { ...WITHOUT, born: '1950-12-31' }, { ...WITHOUT, region: '912' });
  await idsOf(
    ...[{ idNumber: specimenNumber(2) }, { ...WITHOUT, region: '921' }, { ...WITHOUT, born: '1951-01-01' }],
    ...[
      { ...WITHOUT, name: '甘小晴' },
      { ...WITHOUT, born: null },
      { ...WITHOUT, kind: 'enterprise' as const },
    ],
  );
  const other = (await findPeople(sql, keyring, { idNumber: specimenNumber(2) }, everything))[0]?.id;
  expect(await hints(sql, everything)).toEqual([
    { person: known, other: lost },
    { person: known, other: twin },
    { person: lost, other: twin },
    { person: lost, other },
    { person: twin, other },
  ]);
  expect(await hints(sql, { people: [known ?? 0], ...everything })).toEqual([
    { person: known, other: lost },
    { person: known, other: twin },
  ]);
  expect(await hints(sql, { top: '912' })).toEqual([]);
  expect(await hints(sql, { top: '92' })).toEqual([]);
});

test('who was found to be two people is not asked about again, in neither order, and not after a merge', async () => {
  const [known = 0, lost = 0, twin = 0] = await idsOf({}, WITHOUT, WITHOUT);
  await keepDistinct(acting(), decide([lost, known]));
  await keepDistinct(acting(), decide([known, lost]));
  expect(await hints(sql, { people: [known], ...everything })).toEqual([{ person: known, other: twin }]);
  await merge([lost, twin]);
  expect(await hints(sql, everything)).toEqual([]);
});

test('of two people one is made: rows, household and members go over, and what only the first tells is added', async () => {
  const [known = 0, lost = 0, wife = 0] = await idsOf(
    { address: null, account: '6200009900001234567' },
    { ...WITHOUT, name: '甘小晴', phone: '19900007777' },
    { idNumber: specimenNumber(2) },
  );
  const [old, now] = [await householdOf(known, [{ person: wife, relation: '12' }]), await householdOf(lost)];
  await putOnList(old);
  await merge([known, lost]);
  expect(await sql`select subject_id as subject from entries`).toEqual([{ subject: now }]);
  expect(await sql`select id, merged_into as into from people order by id`).toEqual([
    { id: known, into: lost },
    { id: lost, into: null },
    { id: wife, into: null },
    { id: old, into: now },
    { id: now, into: null },
  ]);
  expect(
    await sql`select household_id as household, person_id as person, relation from memberships order by 2`,
  ).toEqual([
    { household: now, person: lost, relation: '02' },
    { household: now, person: wife, relation: '12' },
  ]);
  expect((await openPeople(sql, keyring, { people: [lost], ...everything })).get(lost)).toMatchObject({
    ...{ name: '甘小晴', idNumber: specimenNumber(1), phone: '19900007777', account: '6200009900001234567' },
  });
  for (const wanted of [{ name: '甘晓晴' }, { name: '甘小晴' }, { idNumber: specimenNumber(1) }])
    expect((await findPeople(sql, keyring, wanted, everything)).map(({ id }) => id)).toContain(lost);
  expect(await idsOf({ name: '甘小晴', phone: '19900007777' })).toEqual([lost]);
});

test('somebody who had two ID numbers is known by both afterwards', async () => {
  const [first = 0, second = 0] = await idsOf({}, { idNumber: specimenNumber(2) });
  await merge([first, second]);
  expect(await idsOf({}, { idNumber: specimenNumber(2) })).toEqual([second, second]);
});

test('the household of the first alone goes over whole', async () => {
  const [known = 0, lost = 0] = await idsOf({ name: '邱小麦' }, WITHOUT);
  const household = await householdOf(known);
  await merge([known, lost]);
  expect(await sql`select id, head_id as head, shown from people where kind = 'household'`).toEqual([
    { id: household, head: lost, shown: '甘**' },
  ]);
  expect(await householdOf(lost)).toBe(household);
});

test('two on one list are decided there first; nobody is merged with himself, an enterprise, or out of reach', async () => {
  const [known = 0, lost = 0, shop = 0] = await idsOf({}, WITHOUT, { ...WITHOUT, kind: 'enterprise' });
  for (const person of [known, lost]) await putOnList(await householdOf(person));
  await expect(merge([known, lost])).rejects.toMatchObject({ code: 'both-on-list' });
  await sql`update entries set state = 'out', because = 'duplicate', version = 2 where subject_id = ${await householdOf(lost)}`;
  await expect(merge([known, known])).rejects.toMatchObject({ code: 'not-a-pair' });
  await expect(merge([known, shop])).rejects.toMatchObject({ code: 'not-a-pair' });
  const elsewhere = mergePeople(acting(), { key: KEY, ...decide([known, lost]), top: '92' });
  await expect(elsewhere).rejects.toMatchObject({ code: 'unknown-helped' });
  await merge([lost, known]);
  await expect(merge([lost, known])).rejects.toMatchObject({ code: 'unknown-helped' });
  expect(await sql`select state from entries order by id`).toEqual([{ state: 'in' }, { state: 'out' }]);
});

test('whoever has a part in several rows is found in one pass: across lists, villages and winters, in a household too', async () => {
  const [head = 0, wife = 0, alone = 0] = await idsOf(
    {},
    { idNumber: specimenNumber(2) },
    { idNumber: specimenNumber(3) },
  );
  const household = await householdOf(head, [{ person: wife, relation: '12' }]);
  for (const subject of [household, await householdOf(alone)]) await putOnList(subject);
  await putOnList(wife, 'pairs');
  const found = (over: Partial<Parameters<typeof duplicates>[1]> = {}) =>
    duplicates(sql, { campaigns: [campaign], top: null, ...over });
  const rows = [
    { list: 'poor', part: 'member', unit: '911', state: 'in' },
    { list: 'pairs', part: 'subject', unit: '911', state: 'in' },
  ];
  expect(await found()).toMatchObject([{ person: wife, shown: '甘**', rows, elsewhere: 0 }]);
  for await (const people of found().cursor(1)) expect(people).toMatchObject([{ person: wife }]);
  expect(await found({ top: '92' })).toEqual([]);
  await sql`update entries set unit_code = '921', version = version + 1 where list = 'pairs'`;
  expect(await found({ top: '91' })).toMatchObject([{ person: wife, rows: [rows[0]], elsewhere: 1 }]);
  expect(await found({ top: '92' })).toMatchObject([{ person: wife, rows: [{ list: 'pairs' }], elsewhere: 1 }]);
  await sql`update entries set state = 'out', because = 'duplicate', version = version + 1 where list = 'pairs'`;
  expect(await found()).toEqual([]);
  await sql`insert into campaigns (id, definition, plan, mode, started_at) select 'last-winter', definition, plan, mode, started_at from campaigns`;
  await sql`insert into lists (campaign_id, id, of, track, categories) values ('last-winter', 'poor', 'household', '{propose}', '{poor}')`;
  await sql`
    insert into entries (campaign_id, list, row, subject_id, category, unit_code, slot_unit, shown, proposed_at, changed_at)
    select 'last-winter', list, row, subject_id, category, unit_code, slot_unit, shown, proposed_at, changed_at
    from entries where subject_id = ${household}`;
  expect((await found({ campaigns: [campaign, 'last-winter'] })).map(({ person }) => person)).toEqual([head, wife]);
});
