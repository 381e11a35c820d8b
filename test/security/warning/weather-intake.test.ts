import type { Warning } from '../../../domain/warning/feed/warning';
import { openRound } from '../../../store/round/rounds';
import { alertUnits, notAsked } from '../../../store/warning/alert-units';
import { openDutyItems } from '../../../store/warning/duty-items';
import { raiseWarning } from '../../../store/warning/raised-warnings';
import { boardAlerts } from '../../../store/warning/warning-board';
import { type Intake, liveWarnings, takeWarnings } from '../../../store/warning/warnings';
import { tellTouched } from '../../../store/warning/weather-events';
import { readWarnings } from '../../../weather/read';
import { openCampaign } from '../../support/campaigns/campaign';
import { shanghai } from '../../support/campaigns/tiny';
import { hours, warning } from '../../support/campaigns/warnings';
import { eventually } from '../../support/eventually';
import { testDatabase } from '../../support/servers/database';

/** One bad warning among many harms only itself. */
let database: Awaited<ReturnType<typeof testDatabase>>;
const COUNTIES = Array.from({ length: 60 }, (_, n) => `53${String(1000 + n)}`);
beforeAll(async () => {
  database = await testDatabase();
  await database.sql`
    insert into regions ${database.sql(COUNTIES.map((code, n) => ({ code, parent_code: null, level: 1, kind: 'county', name: `第${n}县`, path: `${code}/` })))}`;
});
afterAll(() => database.drop());

let scope = '';
let scopes = 0;
beforeEach(() => {
  scopes += 1;
  scope = `rehearsal-${scopes}`;
});

const inCounty = (n: number, changes: Partial<Warning> = {}): Warning =>
  warning({ identifier: `W${n}`, areas: [{ code: COUNTIES[n % COUNTIES.length] ?? '', name: '' }], ...changes });
const intake = (warnings: Warning[], over: Partial<Intake> = {}): Intake => ({
  scope,
  source: 'test',
  read: { warnings, problems: [] },
  raw: { bytes: Buffer.from('as it came') },
  at: hours(1),
  ...over,
});
const live = async (n: number) =>
  (await liveWarnings(database.sql, { scope, region: COUNTIES[n] ?? '', now: hours(1) })).length;

test('H8: control characters and half characters in what a feed says are left out, and cost nothing', async () => {
  const alert = (id: string, headline: string) => ({
    id,
    headline,
    senderName: `气象\u0000台\ud800`,
    issuedTime: hours(0),
    eventType: { name: '寒潮', code: '1005' },
    color: { code: 'blue' },
  });
  const bytes = Buffer.from(
    JSON.stringify({ alerts: [alert('1\u0000', '寒潮\u0000蓝色\u202e预警'), alert('2', '寒潮蓝色预警\ud83d')] }),
  );
  const read = readWarnings(bytes, { at: hours(1), areas: [{ code: COUNTIES[0] ?? '', name: '' }] });
  expect(read.warnings).toMatchObject([
    { identifier: '1', headline: '寒潮蓝色预警', issuer: '气象台\ufffd' },
    { identifier: '2', headline: '寒潮蓝色预警\ufffd' },
  ]);
  expect(await takeWarnings(database.sql, intake(read.warnings))).toMatchObject({ fresh: 2, aside: [] });
});

test.each([
  ['a NUL', { headline: 'a\u0000b' }],
  ['half a character', { issuer: '\ud800' }],
  [
    'a number that no index takes',
    {
      identifier: Array.from({ length: 3000 }, (_, n) => String.fromCodePoint(0x4e00 + ((n * 7919) % 20000))).join(''),
    },
  ],
  ['what is no time at all', { sentAt: 'soon' }],
])('H8: a warning with %s is set aside for the duty officer, and what stands beside it goes on', async (_, bad) => {
  const given = [inCounty(1), inCounty(2, bad), inCounty(3)];
  const taken = await takeWarnings(database.sql, intake(given));
  expect(taken).toMatchObject({ fresh: 2, duty: 1 });
  expect(taken.touched).toHaveLength(2);
  expect(taken.aside).toMatchObject([{ level: 'error', code: 'warning-not-taken' }]);
  expect([await live(1), await live(3)]).toEqual([1, 1]);
  expect(await openDutyItems(database.sql, { scope })).toMatchObject([
    { kind: 'bad-input', text: expect.any(Number), proposal: { message: { code: 'warning-not-taken' } } },
  ]);
  // A repeated warning raises the question only once.
  expect(await takeWarnings(database.sql, intake(given))).toMatchObject({ fresh: 0, known: 2, duty: 0 });
});

test('H8: an event that cannot be told keeps no other from being told', async () => {
  const { touched } = await takeWarnings(database.sql, intake([inCounty(4), inCounty(5), inCounty(6)]));
  const poison = touched[1]?.event;
  const told: number[] = [];
  const tell = async (_: string, events: readonly { event: number }[]) => {
    if (events.some(({ event }) => event === poison)) throw new Error('cannot be told');
    told.push(...events.map(({ event }) => event));
    return [];
  };
  await expect(tellTouched(database.sql, scope, tell)).rejects.toThrow('cannot be told');
  expect(told).toEqual([touched[0]?.event, touched[2]?.event]);
  const again: number[] = [];
  await tellTouched(database.sql, scope, async (_, events) => {
    again.push(...events.map(({ event }) => event));
    return [];
  });
  expect(again).toEqual([poison]);
});

test('M20: an officer who raises a warning does not wait for the end of a long feed', async () => {
  const order: string[] = [];
  const many = Array.from({ length: 300 }, (_, n) => inCounty(n, { identifier: `L${n}` }));
  const feed = takeWarnings(database.sql, intake(many)).then((taken) => {
    order.push('feed');
    return taken;
  });
  await eventually(async () => {
    const [row] = await database.sql<
      { kept: number }[]
    >`select count(*)::int as kept from warnings where scope = ${scope}`;
    expect(row?.kept).toBeGreaterThan(0);
  });
  const raised = {
    hazard: 'snow',
    colour: 'red',
    areas: [COUNTIES[0] ?? ''],
    endsAt: null,
    headline: '暴雪',
    issuer: '值班室',
  } as const;
  await raiseWarning(database.sql, raised, { scope, by: 'test', at: hours(1) });
  order.push('officer');
  expect(await feed).toMatchObject({ fresh: 300 });
  expect(order).toEqual(['officer', 'feed']);
});

test('M16: the duty officer is shown 200 questions at once, and the rest behind them', async () => {
  const problems = Array.from({ length: 250 }, (_, n) => ({
    level: 'error' as const,
    code: 'feed-no-info' as const,
    values: {},
    identifier: `N${n}`,
  }));
  await takeWarnings(database.sql, intake([], { read: { warnings: [], problems } }));
  const first = await openDutyItems(database.sql, { scope });
  expect(first).toHaveLength(200);
  const rest = await openDutyItems(database.sql, { scope, after: first.at(-1)?.id });
  expect(rest.map(({ about }) => about)).toEqual(problems.slice(200).map(({ identifier }) => identifier));
});

test('M16: the board has 300 alerts at most, and says how many there are', async () => {
  const campaign = await openCampaign(database.sql, { now: shanghai('12-01 08:00') });
  const alerts = Array.from({ length: 310 }, (_, n) => ({
    campaign_id: campaign.id,
    name: `cold-wave-${n}`,
    hazard: 'cold-wave',
    area: '9',
    workflow_id: `alert-${n}`,
    event: 'A',
    state: 'over',
    opened_at: shanghai('12-01 07:00'),
    ended_at: shanghai('12-01 08:00'),
  }));
  await database.sql`insert into alerts ${database.sql(alerts)}`;
  const board = await boardAlerts(database.sql, { scope: campaign.id }, null);
  expect([board.alerts.length, board.inAll]).toEqual([300, 310]);
});

test('M16: the units of an alert are shown 1000 at once, and a unit is found among all of them', async () => {
  const { sql } = database;
  const [campaign] = await sql<{ id: string }[]>`select id from campaigns limit 1`;
  const villages = Array.from({ length: 1_005 }, (_, n) => ({ code: `91${1000 + n}`, n }));
  await sql`insert into regions ${sql(villages.map(({ code, n }) => ({ code, parent_code: '91', level: 3, kind: 'village', name: `村${n}`, path: `9/91/${code}/`, position: n })))}`;
  const [alert] = await sql<{ id: number }[]>`select id from alerts order by id limit 1`;
  const at = shanghai('12-01 09:00');
  const round = {
    key: 'cold-wave-1201.01-red.known',
    stage: 'warning',
    ask: 'known',
    of: 'village',
    form: 'warning-known',
    opensAt: at,
    dueAt: at,
    locksAt: at,
    rungs: [],
    milestones: [],
  };
  const cause = { origin: 'warning', alert: alert?.id ?? 0, title: { 'zh-CN': '寒潮' }, drill: false } as const;
  await openRound(sql, { id: 'round-of-many', campaign: campaign?.id ?? '', round, area: '91', cause });
  const read = (from: number) => alertUnits(sql, { alert: cause.alert, top: null, from });
  const [first, rest] = [await read(0), await read(1_000)];
  expect([first.length, rest.length]).toEqual([1_000, 8]);
  expect(new Set([...first, ...rest].map(({ code }) => code)).size).toBe(1_008);
  const units = [rest.at(-1)?.code ?? '', '532626'];
  expect(await notAsked(sql, { alert: cause.alert, units, top: null })).toEqual(['532626']);
});
