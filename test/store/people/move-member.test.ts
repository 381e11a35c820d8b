import { moveMember } from '../../../actions/people/move-member';
import { withCaseForms } from '../../../domain/case/case-forms';
import type { Sql } from '../../../store/db/db';
import { findHouseholds } from '../../../store/people/helped/households';
import { identify } from '../../../store/people/helped/identify';
import type { NewHome } from '../../../store/people/helped/move-member';
import { openKeyring } from '../../../store/people/sealed/keyring';
import { openCampaign } from '../../support/campaigns/campaign';
import { listDefinition } from '../../support/campaigns/list-definition';
import { givenPerson, KEY, specimenNumber } from '../../support/people/given';
import { testDatabase } from '../../support/servers/database';
import { emptyTables } from '../../support/servers/empty-tables';

/** Two households of villages of two townships: a couple with a son, and somebody alone. */
let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: string;
let [head, wife, son, other] = [0, 0, 0, 0];
const told: string[] = [];

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  const { lists } = listDefinition();
  const once = { across: ['poor', 'alone'], take: 'first' as const };
  const definition = listDefinition({
    lists: {
      poor: { ...lists.poor, once },
      alone: { ...lists.poor, of: 'person', posting: undefined, track: ['propose'] },
    },
    cases: { double: {} },
  });
  campaign = (await openCampaign(sql, { definition: withCaseForms(definition) })).id;
});
afterAll(() => database.drop());
beforeEach(async () => {
  await emptyTables(sql, 'people');
  const people = [1, 2, 3, 4].map((n) => givenPerson({ idNumber: specimenNumber(n), region: n === 4 ? '921' : '911' }));
  const found = await identify(sql, await openKeyring(sql, KEY), people);
  [head = 0, wife = 0, son = 0, other = 0] = found.map(({ id }) => id);
  const members = [
    { person: wife, relation: '12' as const },
    { person: son, relation: '20' as const },
  ];
  await findHouseholds(sql, [{ head, region: '911', members }], '2026-12-01');
});

const move = (person: number, home: NewHome, { day = '2026-12-03', top = null as string | null } = {}) =>
  moveMember(
    {
      ...{ sql, by: { id: null, via: 'cli', by: 'zhang' } },
      client: { startCases: async (starts) => void told.push(...starts.map(({ workflowId }) => workflowId)) },
    },
    { ...{ key: KEY, person, home, day, today: '2026-12-05', top }, reason: '投靠亲属', via: 'cli' },
  );
const homes = async () =>
  Object.fromEntries(
    (
      await sql<{ person: number; head: number; region: string; relation: string }[]>`
        select m.person_id as person, h.head_id as head, p.region_code as region, m.relation
        from memberships m join people h on h.id = m.household_id join people p on p.id = m.person_id
        where m.until_day is null`
    ).map((one) => [one.person, [one.head, one.region, one.relation]]),
  );
const refusal = (code: string) => expect.objectContaining({ code });

test('a person goes to somebody of whom no household is known, lives in that village, and comes back to none', async () => {
  await move(son, { with: other, relation: '97' });
  expect(await homes()).toEqual({
    [head]: [head, '911', '02'],
    [wife]: [head, '911', '12'],
    [son]: [other, '921', '97'],
    [other]: [other, '921', '02'],
  });
  await move(son, { alone: '912' }, { day: '2026-12-05' });
  expect(await homes()).toMatchObject({ [son]: [son, '912', '02'], [other]: [other, '921', '02'] });
  const story = await sql`
    select from_day as since, until_day as until from memberships where person_id = ${son} order by 1`;
  expect([...story]).toEqual([
    { since: '2026-12-01', until: '2026-12-03' },
    { since: '2026-12-03', until: '2026-12-05' },
    { since: '2026-12-05', until: null },
  ]);
  expect(await sql`select target from audit_log where verb = 'move-member' order by id`).toMatchObject([
    { target: { person: son, with: other, relation: '97', day: '2026-12-03' } },
    { target: { person: son, alone: '912' } },
  ]);
});

test('whoever heads others stays, and so does the head of a household on a list; alone the head may go', async () => {
  await expect(move(head, { with: other, relation: '97' })).rejects.toEqual(refusal('head-stays'));
  for (const person of [wife, son]) await move(person, { alone: '911' });
  await move(head, { with: other, relation: '50' });
  expect((await homes())[head]).toEqual([other, '921', '50']);
  const [row] = await sql<{ subject: number }[]>`select id as subject from people where head_id = ${other}`;
  await onList('poor', row?.subject ?? 0, '921');
  await move(head, { alone: '911' });
  await expect(move(other, { with: head, relation: '97' })).rejects.toEqual(refusal('head-stays'));
});

test('nobody is moved from or to a place that the officer does not decide about, nor on an impossible day', async () => {
  const home = { with: other, relation: '97' as const };
  await expect(move(son, home, { top: '91' })).rejects.toEqual(refusal('unknown-helped'));
  await expect(move(son, home, { top: '92' })).rejects.toEqual(refusal('unknown-helped'));
  await expect(move(son, { alone: '921' }, { top: '91' })).rejects.toEqual(refusal('unknown-region'));
  for (const day of ['2026-11-30', '2026-12-06'])
    await expect(move(son, home, { day })).rejects.toEqual(refusal('move-day-impossible'));
  await expect(move(son, { with: wife, relation: '97' })).rejects.toEqual(refusal('lives-there-already'));
  await expect(move(son, { with: son, relation: '97' })).rejects.toEqual(refusal('not-a-pair'));
  expect((await homes())[son]).toEqual([head, '911', '20']);
});

test('a person with a row who comes into a household with a row is asked about, by a case for the person’s row', async () => {
  await move(other, { alone: '921' });
  const [house] = await sql<{ id: number }[]>`select id from people where head_id = ${other}`;
  await onList('poor', house?.id ?? 0, '921');
  await onList('alone', son, '911');
  await move(son, { with: other, relation: '97' });
  expect(await sql`select kind, region_code as region from cases`).toEqual([{ kind: 'double', region: '911' }]);
  expect(told).toHaveLength(1);
});

const onList = (list: string, subject: number, unit: string) => sql`
  insert into entries (campaign_id, list, row, subject_id, category, unit_code, slot_unit, shown, proposed_at, changed_at)
  values (${campaign}, ${list}, gen_random_uuid(), ${subject}, 'special', ${unit}, ${unit}, '甘**', now(), now())`;
