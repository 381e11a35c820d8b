import { sentence } from '../../domain/text/refusal';
import type { Warning } from '../../domain/warning/feed/warning';
import { decideDuty } from '../../store/warning/duty-decisions';
import { openDutyItems } from '../../store/warning/duty-items';
import { cancelWarning, raiseWarning } from '../../store/warning/raised-warnings';
import { findText } from '../../store/warning/warning-texts';
import { type Intake, liveWarnings, receiveWarnings, takeWarnings } from '../../store/warning/warnings';
import { eventNamed, expireWarnings, tellTouched } from '../../store/warning/weather-events';
import { hours, warning } from '../support/campaigns/warnings';
import { testDatabase } from '../support/servers/database';

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
  await database.sql`
    insert into regions (code, parent_code, level, kind, name, path) values
      ('532626', null, 1, 'county', '丘北县', '532626/'),
      ('532626100', '532626', 2, 'township', '锦屏镇', '532626/532626100/'),
      ('532626101', '532626', 2, 'township', '双龙营镇', '532626/532626101/'),
      ('532626100701', '532626100', 3, 'village', '清平村', '532626/532626100/532626100701/')`;
});
afterAll(() => database.drop());

/** Every test has its own scope, like a rehearsal. */
let scope = '';
let scopes = 0;
beforeEach(() => {
  scopes += 1;
  scope = `rehearsal-${scopes}`;
});

const intake = (warnings: Warning[], over: Partial<Intake> = {}): Intake => ({
  scope,
  source: 'test',
  read: { warnings, problems: [] },
  raw: { bytes: Buffer.from(JSON.stringify(warnings)) },
  at: hours(1),
  ...over,
});
const take = (warnings: Warning[], over: Partial<Intake> = {}) => takeWarnings(database.sql, intake(warnings, over));
const live = (region = '532626100701', now = hours(1)) => liveWarnings(database.sql, { scope, region, now });
const questions = () => openDutyItems(database.sql, { scope });
const update = (changes: Partial<Warning>): Warning =>
  warning({ identifier: 'B', event: 'A', supersedes: ['A'], messageType: 'update', sentAt: hours(0.5), ...changes });

test('a warning opens an event, which covers what is above and below; the same once more does nothing', async () => {
  const first = await take([warning()]);
  expect(first).toMatchObject({ fresh: 1, known: 0, duty: 0, touched: [{ change: 'opened', regions: ['532626'] }] });
  expect(await take([warning()])).toEqual({ fresh: 0, known: 1, duty: 0, touched: [], aside: [] });
  for (const region of ['532626', '532626100', '532626100701'])
    expect(await live(region)).toMatchObject([
      { hazard: 'cold-wave', colour: 'blue', regions: ['532626'], drill: false },
    ]);
  expect(await live('532699')).toEqual([]);
});

test('a warning for a township does not cover the next, and covers a part of the county', async () => {
  await take([warning({ areas: [{ code: '532626101', name: '双龙营镇' }] })]);
  expect(await live('532626100')).toEqual([]);
  expect(await live('532626101')).toHaveLength(1);
  expect(await live('532626')).toHaveLength(1);
});

test('an event is upgraded, extended and cancelled, and a late old message changes nothing', async () => {
  await take([warning({ endsAt: hours(48) })]);
  const orange = update({ colour: 'orange', sentAt: hours(0.6), endsAt: hours(48) });
  expect((await take([orange])).touched).toMatchObject([{ change: 'upgraded' }]);
  const old = update({ identifier: 'C', colour: 'yellow', sentAt: hours(0.3) });
  expect((await take([old])).touched).toMatchObject([{ change: 'same' }]);
  const longer = update({ identifier: 'D', colour: 'orange', sentAt: hours(0.7), endsAt: hours(200) });
  expect((await take([longer])).touched).toMatchObject([{ change: 'extended' }]);
  expect(await live()).toMatchObject([{ colour: 'orange', endsAt: hours(200) }]);
  const cancel = update({ identifier: 'E', messageType: 'cancel', sentAt: hours(0.8) });
  expect((await take([cancel])).touched).toMatchObject([{ change: 'cancelled', regions: ['532626'] }]);
  expect(await live()).toEqual([]);
});

test('an update before its alert is kept and asked about; the alert answers the question', async () => {
  expect(await take([update({ colour: 'red' })])).toMatchObject({ duty: 1, touched: [{ change: 'opened' }] });
  expect(await questions()).toMatchObject([{ kind: 'unknown-reference', proposal: { missed: ['cap:A'] } }]);
  expect(await take([warning({ onsetAt: hours(0.5) })])).toMatchObject({ duty: 0, touched: [{ change: 'same' }] });
  expect(await questions()).toEqual([]);
  expect(await live()).toMatchObject([{ colour: 'red' }]);
});

test('two events that turn out to be one are merged, and who was told of both is told so', async () => {
  const c = update({ identifier: 'C', event: 'B', supersedes: ['B'], colour: 'red' });
  const { touched } = await take([warning(), c]);
  const [first, second] = touched.map(({ event }) => event);
  await tellTouched(database.sql, scope, async () => []);
  const merged = await take([update({})]);
  expect(merged.touched).toMatchObject([
    { event: second, change: 'merged', into: first },
    { event: first, change: 'upgraded' },
  ]);
  const told: unknown[] = [];
  await tellTouched(database.sql, scope, async (_, all) => {
    told.push(...all);
    return [];
  });
  expect(told).toMatchObject([
    { event: first, change: 'upgraded' },
    { event: second, change: 'merged', into: first },
  ]);
  expect(await live()).toHaveLength(1);
  expect(await eventNamed(database.sql, second ?? 0)).toMatchObject({ state: 'merged', first: 'A' });
});

test('the same weather told by another feed is the same event', async () => {
  const [one] = (await take([warning()])).touched;
  const other = await take([warning({ source: 'qweather', identifier: 'Q', sentAt: hours(0.4) })]);
  expect(other.touched).toMatchObject([{ event: one?.event, change: 'same' }]);
});

test('it ends without a word when its time is over', async () => {
  await take([warning({ endsAt: hours(5) })]);
  expect(await expireWarnings(database.sql, scope, hours(4))).toEqual([]);
  expect(await live('532626', hours(5))).toEqual([]);
  expect(await expireWarnings(database.sql, scope, hours(5))).toMatchObject([
    { change: 'expired', regions: ['532626'] },
  ]);
  expect(await expireWarnings(database.sql, scope, hours(6))).toEqual([]);
});

test('tests and exercises are kept and touch nothing, until an administrator makes a drill of one', async () => {
  const exercise = warning({ status: 'exercise' });
  expect(await take([exercise])).toMatchObject({ fresh: 1, touched: [] });
  expect(await live()).toEqual([]);
  await take([warning({ source: 'qweather', identifier: 'Q', colour: 'red' })]);
  expect(await take([exercise], { drill: { by: 'test' } })).toMatchObject({
    known: 1,
    touched: [{ change: 'opened' }],
  });
  // A drill never joins an actual warning.
  expect((await live()).map(({ colour, drill }) => [colour, drill])).toEqual([
    ['red', false],
    ['blue', true],
  ]);
});

test('what a machine cannot decide is asked, and what a person picks holds', async () => {
  const unknown = {
    identifier: 'U',
    event: 'U',
    hazard: 'other',
    hazardName: '异常',
    areas: [{ code: null, name: '某地' }],
  } as const;
  expect(await take([warning({ ...unknown, areas: [...unknown.areas] })])).toMatchObject({ duty: 2, touched: [] });
  const [noArea, noHazard] = await questions();
  expect([noArea?.kind, noHazard?.kind]).toEqual(['no-area', 'unknown-hazard']);
  const decide = (item: number | undefined, decision: Parameters<typeof decideDuty>[1]['decision']) =>
    decideDuty(database.sql, { item: item ?? 0, by: 'officer', decision, at: hours(2) });
  await expect(decide(noArea?.id, { hazard: 'snow' })).rejects.toThrow('answered by places');
  await expect(decide(noArea?.id, { regions: ['999'] })).rejects.toThrow('999');
  expect(await decide(noArea?.id, { regions: ['532626'] })).toEqual([]);
  expect(await decide(noHazard?.id, { hazard: 'snow' })).toMatchObject([{ change: 'opened', hazard: 'snow' }]);
  await expect(decide(noHazard?.id, { hazard: 'snow' })).rejects.toThrow('was closed');
  expect(await live()).toMatchObject([{ hazard: 'snow', regions: ['532626'] }]);
});

test('a part of a county is warned as a whole until the duty officer picks', async () => {
  await take([warning({ headline: '丘北县高海拔山区道路结冰黄色预警' })]);
  const [item] = await questions();
  expect(item).toMatchObject({
    kind: 'part-of-area',
    proposal: { region: '532626', regions: ['532626100', '532626101'] },
  });
  expect(await live('532626100')).toHaveLength(1);
  const touched = await decideDuty(database.sql, {
    item: item?.id ?? 0,
    by: 'officer',
    decision: { regions: ['532626101'] },
    at: hours(2),
  });
  expect(touched).toMatchObject([{ change: 'changed', regions: ['532626101'] }]);
  expect(await live('532626100')).toEqual([]);
});

test('a warning without colour or severity is acted on, and its colour asked for', async () => {
  expect(await take([warning({ colour: null, severity: 'unknown' })])).toMatchObject({
    duty: 1,
    touched: [{ change: 'opened' }],
  });
  expect(await live()).toMatchObject([{ colour: null }]);
  expect(await questions()).toMatchObject([{ kind: 'unknown-colour' }]);
});

test('a clock that is ahead is asked about, and what follows is not overruled by it', async () => {
  await take([warning({ sentAt: hours(9) })]);
  expect(await questions()).toMatchObject([{ kind: 'clock-skew' }]);
  await take([update({ colour: 'red', sentAt: hours(2) })], { at: hours(2) });
  expect(await live()).toMatchObject([{ colour: 'red' }]);
});

test('what could not be read is kept as it came, asked about once, and cut when it is huge', async () => {
  const problem = { level: 'error', ...sentence('feed-not-xml', { line: 3 }) } as const;
  const bytes = Buffer.alloc(1_100_000, 'x');
  const bad = { read: { warnings: [], problems: [problem] }, raw: { bytes } };
  expect(await take([], bad)).toMatchObject({ duty: 1 });
  expect(await take([], bad)).toMatchObject({ duty: 0 });
  const [item] = await questions();
  const text = await findText(database.sql, item?.text ?? 0);
  expect([text?.bytes.length, text?.note]).toEqual([1_048_576, 'the first 1048576 of 1100000 bytes']);
  expect(await take([], { ...bad, read: { warnings: [], problems: [{ ...problem, level: 'note' }] } })).toMatchObject({
    duty: 0,
  });
});

test('a feed that is asked at two points covers what both stand for', async () => {
  const nameless = warning({ areas: [] });
  await take([nameless], { given: ['532626100'] });
  expect(await take([nameless], { given: ['532626101'] })).toMatchObject({
    known: 1,
    touched: [{ change: 'changed' }],
  });
  expect((await live('532626'))[0]?.regions).toEqual(['532626100', '532626101']);
});

test('who acts on warnings is told once, again after a failure, and only what has changed since', async () => {
  const told: string[] = [];
  const tell = async (_: string, touched: readonly { change: string }[]) => {
    told.push(...touched.map(({ change }) => change));
    return ['w'];
  };
  const failing = receiveWarnings(database.sql, intake([warning()]), async () => {
    throw new Error('Temporal is away');
  });
  await expect(failing).rejects.toThrow('was kept');
  expect(await receiveWarnings(database.sql, intake([update({ colour: 'red' })]), tell)).toMatchObject({
    workflows: ['w'],
  });
  expect(await receiveWarnings(database.sql, intake([update({ colour: 'red' })]), tell)).toMatchObject({
    workflows: [],
  });
  await take([update({ identifier: 'C', messageType: 'cancel', sentAt: hours(0.9) })]);
  await tellTouched(database.sql, scope, tell);
  expect(told).toEqual(['opened', 'cancelled']);
});

test('a person raises a warning and ends one of a feed, by the same way', async () => {
  const by = { scope, by: 'officer', at: hours(1) };
  const raised = {
    hazard: 'icing',
    colour: 'orange',
    endsAt: hours(30),
    headline: '道路结冰',
    issuer: '县值班室',
  } as const;
  await expect(raiseWarning(database.sql, { ...raised, areas: ['532699'] }, by)).rejects.toThrow('532699');
  const taken = await raiseWarning(database.sql, { ...raised, areas: ['532626101'] }, by);
  expect(taken).toMatchObject({ fresh: 1, duty: 0, touched: [{ change: 'opened', regions: ['532626101'] }] });
  const [feeds] = (await take([warning()])).touched;
  const event = feeds?.event ?? 0;
  expect((await cancelWarning(database.sql, event, { ...by, at: hours(2) })).touched).toMatchObject([
    { event, change: 'cancelled' },
  ]);
  await expect(cancelWarning(database.sql, event, by)).rejects.toThrow('no live event');
  expect(await live('532626', hours(2))).toMatchObject([{ hazard: 'icing' }]);
});

test('two processes that take the same at once leave one event, and one opening', async () => {
  const all = await Promise.all(Array.from({ length: 6 }, () => take([warning(), update({ colour: 'red' })])));
  expect(all.reduce((sum, { fresh }) => sum + fresh, 0)).toBe(2);
  expect(all.flatMap(({ touched }) => touched.map(({ change }) => change)).sort()).toEqual(['opened', 'upgraded']);
  expect(await live()).toHaveLength(1);
});

test('a storm of 500 messages leaves one event for each spell, well within its minute', async () => {
  const began = Date.now();
  const spells = Array.from({ length: 50 }, (_, n) => `S${n}`);
  const messages = spells.flatMap((event, n) => [
    ...Array.from({ length: 5 }, () => warning({ identifier: event, sentAt: hours(n * 0.01) })),
    ...[1, 2, 3, 4, 5].map((k) =>
      warning({
        identifier: `${event}-${k}`,
        event,
        messageType: 'update',
        colour: 'orange',
        sentAt: hours(n * 0.01 + k * 0.001),
      }),
    ),
  ]);
  expect(messages).toHaveLength(500);
  const queue = [...messages].sort((a, b) => ((a.identifier.at(-1) ?? '') < (b.identifier.at(-1) ?? '') ? 1 : -1));
  let fresh = 0;
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (let next = queue.pop(); next; next = queue.pop()) {
        const taken = await take([next]);
        fresh += taken.fresh;
      }
    }),
  );
  expect(fresh).toBe(300);
  expect(await live()).toHaveLength(50);
  expect((await live()).every(({ colour }) => colour === 'orange')).toBe(true);
  expect(Date.now() - began).toBeLessThan(30_000);
});

test('a cancellation of a message ends every event that the message spoke of', async () => {
  await take([warning(), warning({ identifier: 'A#Wind', event: 'A#Wind', hazard: 'wind' })]);
  expect(await live()).toHaveLength(2);
  const bare = update({ identifier: 'C', messageType: 'cancel', hazard: 'other', areas: [], colour: null });
  const { touched } = await take([bare]);
  expect(touched.map(({ change, hazard }) => [change, hazard])).toEqual([
    ['cancelled', 'cold-wave'],
    ['cancelled', 'wind'],
  ]);
  expect(await live()).toEqual([]);
  expect(await questions()).toEqual([]);
});

test('a warning that had lapsed before it came raises no question', async () => {
  const old = warning({ sentAt: hours(-200), onsetAt: hours(-200), expiresAt: hours(-176), colour: null, areas: [] });
  expect(await take([{ ...old, severity: 'unknown', hazard: 'other' }])).toMatchObject({
    fresh: 1,
    duty: 0,
    touched: [],
  });
});

test('a warning without a place that the register knows, such as a polygon alone, is for the duty officer', async () => {
  expect(await take([warning({ areas: [] })])).toMatchObject({ fresh: 1, duty: 1, touched: [] });
  expect(await questions()).toMatchObject([{ kind: 'no-area', proposal: { areas: [] } }]);
});
