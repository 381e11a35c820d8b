import { warningRules } from '../../../config/warning-rules';
import { createCalendar } from '../../../domain/campaign/calendar/calendar';
import { acknowledgementRounds } from '../../../domain/warning/alert/alert-plan';
import { withWarningForms } from '../../../domain/warning/alert/forms';
import { laddersFor, ruleFor } from '../../../domain/warning/alert/rules';
import { auditLog } from '../../../store/account/audit-log';
import { countIntoCases } from '../../../store/case/cases-of-reports';
import type { Sql } from '../../../store/db/db';
import { recordReport } from '../../../store/report/reports';
import { openRound } from '../../../store/round/rounds';
import { climbRung } from '../../../store/round/rungs';
import { noteAlert, openAlert } from '../../../store/warning/alerts';
import { takeWarnings } from '../../../store/warning/warnings';
import { type SignedIn, signIn } from '../../support/accounts';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { shanghai, tinyDefinition } from '../../support/campaigns/tiny';
import { warning } from '../../support/campaigns/warnings';
import { BEARER, jsonOf, type TestConsole, testConsole } from '../../support/servers/console';
import { testDatabase } from '../../support/servers/database';

/** Two townships, 91 with the villages 911 to 913 and 92 with 921 and 922, in the county 9; and another county, 8. */
const NOW = shanghai('12-02 10:00');
const RULES = { 'cold-wave': { orange: { known: { minutes: 20 } } } };
let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let web: TestConsole;
let campaign: OpenCampaign;
let alert: number;
let administrator: SignedIn;
let county: SignedIn;
let neighbour: SignedIn;
let east: SignedIn;
let west: SignedIn;
const rehearsal = () => `campaign=${campaign.id}`;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  const definition = withWarningForms(tinyDefinition({ warnings: { of: 'village', rules: RULES } }));
  campaign = await openCampaign(sql, { definition, now: NOW });
  await sql`insert into regions (code, parent_code, level, kind, name, path, position)
            values ('8', null, 1, 'county', '邻县', '8/', 1), ('81', '8', 2, 'township', '外乡', '8/81/', 0)`;
  web = await testConsole(sql);
  administrator = await signIn(sql, 'administrator');
  county = await signIn(sql, 'county-officer', '9');
  neighbour = await signIn(sql, 'county-officer', '8');
  east = await signIn(sql, 'township-officer', '91');
  west = await signIn(sql, 'township-officer', '92');
});
afterAll(async () => {
  await web.close();
  await database.drop();
});

interface Board {
  events: { event: number; colour: string; drill: boolean; mayCancel: boolean; areas: { code: string }[] }[];
  alerts: {
    id: number;
    steps: { step: string; asked: number; answered: number }[];
    ladder: { rung: string; climbedAt: string | null; silent: number | null }[];
    chases: { region: string; state: string }[];
    nextPatrolAt: string;
    households: number;
  }[];
}
const board = (who: SignedIn) => jsonOf<Board>(web.get(`/api/warnings?${rehearsal()}`, who.cookie));
const send = (path: string, body: object, who: SignedIn) => web.send(path, body, who.headers);
const raise = (who: SignedIn, areas: string[]) =>
  send('/api/warnings/raise', { hazard: 'cold-wave', colour: 'orange', areas, campaign: campaign.id }, who);

/** Does the work of the alert's workflow by the same functions: opens the rounds of 叫应, and climbs a rung. */
async function answer(): Promise<void> {
  const of = { campaign: campaign.id, hazard: 'cold-wave', area: '9', drill: false } as const;
  const { id, name } = await openAlert(sql, { ...of, event: 'A', day: '12-02', now: NOW });
  alert = id;
  const [colour, endsAt] = ['orange' as const, shanghai('12-04 20:00')];
  const rule = ruleFor(warningRules(), RULES, { hazard: 'cold-wave', colour });
  const calendar = createCalendar(campaign.definition);
  await noteAlert(sql, { alert, at: NOW, change: 'opened', colour, endsAt, headline: '寒潮橙色预警' });
  const ladders = laddersFor(warningRules(), {});
  const told = { of: 'village', above: ['township', 'county'] };
  const planning = { name, hazard: of.hazard, colour, rise: 1, rule, ladders, ...told, calendar, now: NOW, endsAt };
  for (const { round, title } of acknowledgementRounds(planning)) {
    const roundId = `${campaign.id}/${round.key}`;
    const cause = { origin: 'warning', alert, title, drill: false } as const;
    await openRound(sql, { id: roundId, campaign: campaign.id, round, area: '9', cause });
    for (const rung of round.rungs.filter(({ kind }) => round.ask === 'known' && kind === 'chase'))
      await sql.begin((tx) =>
        climbRung(tx, { campaign: campaign.id, round: roundId, rung, now: NOW, today: '2026-12-02' }),
      );
  }
  await sql`insert into visit_lists (alert_id, unit_code, households, persons) values (${alert}, '912', 7, 20), (${alert}, '921', 3, 4)`;
}

test('a warning is raised where one may decide, and shown to whom it concerns', async () => {
  expect((await raise(county, ['8'])).status).toBe(404);
  // A warning that cannot be recorded is not raised: it and its line in the audit log are written together.
  await sql`alter table audit_log rename to audit_log_away`;
  expect((await raise(county, ['9'])).status).toBe(500);
  await sql`alter table audit_log_away rename to audit_log`;
  expect(await sql`select from warnings`).toEqual([]);
  expect((await raise(county, ['9'])).status).toBe(200);
  expect(web.client.warned).toMatchObject([{ change: 'opened', hazard: 'cold-wave', regions: ['9'] }]);
  expect((await board(east)).events).toMatchObject([{ colour: 'orange', areas: [{ code: '9' }], mayCancel: false }]);
  expect((await board(county)).events).toMatchObject([{ mayCancel: true }]);
  // The neighbour does not see another county's rehearsal, and there is no real warning.
  expect((await web.get(`/api/warnings?${rehearsal()}`, neighbour.cookie)).status).toBe(404);
  expect(await jsonOf(web.get('/api/warnings', administrator.cookie))).toMatchObject({ events: [], alerts: [] });
  const log = await auditLog(sql, { campaign: campaign.id, limit: 1 });
  expect(log).toMatchObject([
    { verb: 'raise-warning', zone: 'Asia/Shanghai', account: county.account.id, target: { what: 'raise', areas: '9' } },
  ]);
});

test('the board counts steps in the reader’s region, and shows how far it has been raised', async () => {
  await answer();
  const [whole] = (await board(county)).alerts;
  expect(whole).toMatchObject({
    steps: [
      { step: 'known', asked: 5, answered: 0 },
      { step: 'sent', asked: 5 },
      { step: 'done', asked: 5 },
    ],
    chases: [{ region: '91' }, { region: '92' }, { region: '9' }],
    nextPatrolAt: shanghai('12-02 14:00'),
    households: 10,
  });
  expect(whole?.ladder.map(({ rung, climbedAt, silent }) => [rung, climbedAt !== null, silent])).toEqual([
    ['warning', false, null],
    ['deputy', false, null],
    ['township', true, 5],
    ['county', true, 5],
    ['calls', false, null],
  ]);
  const [part] = (await board(east)).alerts;
  expect(part).toMatchObject({
    steps: [{ asked: 3 }, { asked: 3 }, { asked: 3 }],
    chases: [{ region: '91' }],
    households: 7,
  });
});

test('an alert shows units, those with most at risk first, and no person', async () => {
  const answered = await web.get(`/api/alerts/${alert}`, county.cookie);
  const text = await answered.text();
  expect(
    JSON.parse(text).units.map(({ code, households }: { code: string; households: number }) => [code, households]),
  ).toEqual([
    ['912', 7],
    ['921', 3],
    ['911', null],
    ['913', null],
    ['922', null],
  ]);
  expect(text).not.toMatch(/199000|[甲乙]\d/);
  const { units } = await jsonOf<{ units: { code: string }[] }>(web.get(`/api/alerts/${alert}`, west.cookie));
  expect(units.map(({ code }) => code)).toEqual(['921', '922']);
  expect((await web.get(`/api/alerts/${alert}`, neighbour.cookie)).status).toBe(404);
});

test('an alert shows the cases that its patrols have opened, in the region of who asks', async () => {
  const place = { campaign: campaign.id, area: '9' };
  const round = { key: 'cold.patrol', stage: 'warning', ask: 'patrol', of: 'village', form: 'warning-patrol' };
  const dates = { opensAt: NOW, dueAt: shanghai('12-02 13:00'), locksAt: shanghai('12-02 16:00') };
  const cause = { origin: 'warning', alert, title: { 'zh-CN': '巡查' }, drill: false } as const;
  await openRound(sql, { ...place, id: 'patrol', round: { ...round, ...dates, rungs: [], milestones: [] }, cause });
  for (const unit of ['912', '921'])
    await recordReport(sql, {
      campaign: campaign.id,
      key: round.key,
      unit,
      via: 'api',
      input: { nothing: false, figures: { found: '1', helped: '0', sheltered: '0', refused: '1' } },
    });
  await sql.begin((tx) => countIntoCases(tx, { round: 'patrol', kind: 'refusal', figure: 'refused', alert, now: NOW }));
  const casesOf = async (who: SignedIn) =>
    (await jsonOf<{ cases: unknown[] }>(web.get(`/api/alerts/${alert}`, who.cookie))).cases;
  expect(await casesOf(county)).toHaveLength(2);
  expect(await casesOf(east)).toMatchObject([
    { kind: 'refusal', number: 1, place: '二村', assignee: '二村', state: 'waiting', rounds: 0, outcome: null },
  ]);
  expect((await board(east)).alerts[0]).toMatchObject({ openCases: 1 });
});

test('one tap acknowledges for a unit of one’s own region, once, and its round is told', async () => {
  const tap = (who: SignedIn, units: string[], step = 'known') =>
    send(`/api/alerts/${alert}/acknowledge`, { units, step }, who);
  expect((await tap(east, ['911', '921'])).status).toBe(404);
  expect(await jsonOf(tap(east, ['911', '912']))).toEqual({ acknowledged: 2, known: 0 });
  expect(await jsonOf(tap(east, ['911']))).toEqual({ acknowledged: 0, known: 1 });
  expect((await board(county)).alerts[0]?.steps).toMatchObject([{ answered: 2 }, { answered: 0 }, { answered: 0 }]);
  await tap(east, ['911'], 'sent');
  expect((await board(east)).alerts[0]?.steps).toMatchObject([{ answered: 2 }, { answered: 1 }, { answered: 0 }]);
  expect(web.client.told).toContain(`${campaign.id}/cold-wave-1202.01-orange.known`);
  const log = (await auditLog(sql, { campaign: campaign.id, limit: 10 })).filter(
    ({ verb }) => verb === 'acknowledge-warning',
  );
  expect(log.map(({ target }) => [target.unit, target.step])).toEqual([
    ['911', 'sent'],
    ['912', 'known'],
    ['911', 'known'],
  ]);
});

test('the chase of a region is acknowledged by its own officer only', async () => {
  const tap = (who: SignedIn, region: string) => send(`/api/alerts/${alert}/chases/${region}/acknowledge`, {}, who);
  expect((await tap(west, '91')).status).toBe(404);
  expect(await jsonOf(tap(east, '91'))).toEqual({ acknowledged: 1 });
  expect(await jsonOf(tap(east, '91'))).toEqual({ acknowledged: 0 });
  expect((await board(county)).alerts[0]?.chases.map(({ region, state }) => [region, state])).toEqual([
    ['91', 'acknowledged'],
    ['92', 'open'],
    ['9', 'open'],
  ]);
});

test('a warning is ended by who decides about all of its places, with a reason', async () => {
  const [event] = (await board(county)).events;
  const end = (who: SignedIn, body: object) =>
    send(`/api/warnings/${event?.event}/cancel`, { campaign: campaign.id, ...body }, who);
  expect((await end(neighbour, { reason: '误报' })).status).toBe(404);
  expect((await end(county, {})).status).toBe(400);
  expect(await jsonOf(end(county, { reason: '误报' }))).toMatchObject({ touched: [{ change: 'cancelled' }] });
  expect((await board(county)).events).toEqual([]);
  expect((await auditLog(sql, { limit: 1 }))[0]).toMatchObject({ target: { what: 'cancel' }, reason: '误报' });
});

test('a file of last winter shows what would follow; only an administrator makes a drill of it, for a reason', async () => {
  const [sentAt, endsAt] = ['2025-12-03T16:00:00+08:00', '2025-12-04T20:00:00+08:00'];
  const text = JSON.stringify({
    hazard: 'cold-wave',
    colour: 'orange',
    areas: ['小县'],
    sentAt,
    onsetAt: sentAt,
    endsAt,
  });
  const drill = (who: SignedIn, body: object = {}) =>
    send('/api/warnings/drill', { campaign: campaign.id, text, ...body }, who);
  expect(await jsonOf(drill(county))).toMatchObject({
    whatIf: {
      alerts: [{ units: 5, moves: [{ rule: { known: { minutes: 20 } } }, { change: 'over' }] }],
      totals: { patrols: 4 },
    },
    sent: null,
  });
  expect(await jsonOf(drill(county, { text: '{}' }))).toMatchObject({ code: 'drill-no-warning' });
  expect((await drill(county, { send: true, reason: '演练' })).status).toBe(403);
  expect((await drill(administrator, { send: true })).status).toBe(422);
  expect((await board(county)).events).toEqual([]);
  expect(await jsonOf(drill(administrator, { send: true, reason: '每季演练' }))).toMatchObject({
    sent: { touched: [{ change: 'opened', regions: ['9'] }] },
  });
  expect((await board(county)).events).toMatchObject([{ colour: 'orange', drill: true }]);
  expect((await auditLog(sql, { limit: 1 }))[0]).toMatchObject({ verb: 'make-drill', reason: '每季演练' });
});

test('the duty officer sees the text as it came, and decides within their region', async () => {
  const take = (identifier: string, name: string, headline: string) =>
    takeWarnings(sql, {
      scope: 'live',
      source: 'test',
      read: { warnings: [warning({ identifier, areas: [{ code: null, name }], headline })], problems: [] },
      raw: { bytes: Buffer.from(`原文 ${identifier}`) },
      at: new Date().toISOString(),
    });
  await take('part', '小县', '小县北部将有寒潮');
  await take('where', '某地', '某地将有寒潮');
  const list = (who: SignedIn) => jsonOf<{ id: number; kind: string }[]>(web.get('/api/duty', who.cookie));
  const part = (await list(county)).find(({ kind }) => kind === 'part-of-area');
  expect(await jsonOf(web.get(`/api/duty/${part?.id}`, county.cookie))).toMatchObject({
    text: '原文 part',
    answers: ['regions'],
    places: [{ name: '小县' }, { name: '东乡' }, { name: '西乡' }],
  });
  // The neighbour gets the question about an unknown place, but not the question about our place.
  expect((await list(neighbour)).map(({ kind }) => kind)).not.toContain('part-of-area');
  expect((await list(neighbour)).map(({ kind }) => kind)).toContain('no-area');
  const decide = (body: object, who = county) => send(`/api/duty/${part?.id}`, body, who);
  expect((await decide({ regions: ['9'] }, neighbour)).status).toBe(404);
  expect((await decide({ regions: ['81'] })).status).toBe(404);
  expect((await decide({})).status).toBe(422);
  expect((await decide({ hazard: 'snow' })).status).toBe(422);
  expect(await jsonOf(decide({ regions: ['91'], note: '只有北部' }))).toMatchObject({
    touched: [{ change: 'changed', regions: ['91'] }],
  });
  expect((await list(county)).map(({ id }) => id)).not.toContain(part?.id);
  expect((await auditLog(sql, { limit: 1 }))[0]).toMatchObject({ verb: 'decide-duty', reason: '只有北部' });
});

test('the rules are shown with what a campaign does otherwise', async () => {
  type Rules = { hazard: string; colour: string; rule: { known: { minutes?: number } }; changed: string[] }[];
  const orange = async (query: string) =>
    (await jsonOf<Rules>(web.get(`/api/warnings/rules${query}`, BEARER))).find(
      ({ hazard, colour }) => hazard === 'cold-wave' && colour === 'orange',
    );
  expect(await orange('')).toMatchObject({ rule: { known: { minutes: 30 } }, changed: [] });
  expect(await orange(`?${rehearsal()}`)).toMatchObject({
    rule: { known: { minutes: 20 } },
    changed: ['known'],
  });
});
