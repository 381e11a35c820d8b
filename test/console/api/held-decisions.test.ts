import { roundsInAreas } from '../../../domain/round/round';
import { Refused, sentence } from '../../../domain/text/refusal';
import { auditLog } from '../../../store/account/audit-log';
import { recordSteering } from '../../../store/campaign/campaigns';
import type { Sql } from '../../../store/db/db';
import { type SignedIn, signIn } from '../../support/accounts';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { shanghai } from '../../support/campaigns/tiny';
import { eventually } from '../../support/eventually';
import { fakeClient, jsonOf, type TestConsole, testConsole } from '../../support/servers/console';
import { testDatabase } from '../../support/servers/database';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;
/** Two processes of the console on one database. */
let webs: TestConsole[];
let officer: SignedIn;
let refuses = false;

const client = fakeClient({
  // As the campaign does it: the decision and its line are recorded once, however often it is sent.
  async steer(request) {
    client.steered.push(request);
    if (refuses) throw new Refused(sentence('remind-while-paused'));
    const { campaign: of, asked, actor } = request;
    await recordSteering(sql, {
      ...{ campaign: of, verb: request.verb, actor, key: `asked-${asked}`, now: shanghai('12-02 10:00') },
      ...(asked !== undefined && { asked }),
    });
    return { warnings: [] };
  },
});

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  campaign = await openCampaign(sql);
  webs = [await testConsole(sql, { client }), await testConsole(sql, { client })];
  officer = await signIn(sql, 'county-officer', '9');
});
beforeEach(() => {
  refuses = false;
  client.steered.length = 0;
});
afterAll(async () => {
  for (const web of webs) await web.close();
  await database.drop();
});

const at = (path: string) => `/api/campaigns/${campaign.id}/${path}`;
const post = async <Body>(path: string, body: object, who = officer) =>
  jsonOf<Body>((webs[0] as TestConsole).send(at(path), body, who.headers));
const get = <Body>(path: string, who = officer) =>
  jsonOf<Body>((webs[0] as TestConsole).get(at(path), { ...who.cookie, accept: 'application/json' }));
const held = async (who = officer) =>
  (await get<{ held: { id: number; own: boolean; refused: string | null }[] }>('held', who)).held;
const remind = (seconds: number) => post<{ id: number }>('held', { verb: 'remind', key: 'survey', seconds });

it('a reminder that is held back is sent once, by whichever console is first, with its line in the log', async () => {
  const { id } = await remind(0);
  await eventually(async () => expect(await held()).toEqual([]));
  expect(client.steered).toEqual([
    expect.objectContaining({
      verb: 'remind',
      target: { key: 'survey' },
      asked: id,
      actor: `account:${officer.account.id}`,
    }),
  ]);
  const lines = (await auditLog(sql, { limit: 100 })).filter(({ verb }) => verb === 'remind');
  expect(lines).toEqual([expect.objectContaining({ account: officer.account.id, target: { key: 'survey' } })]);
});

it('until then it can be taken back by whoever asked, and by nobody else', async () => {
  const { id } = await remind(60);
  const other = await signIn(sql, 'administrator');
  expect([await held(), await held(other)]).toEqual([
    [expect.objectContaining({ id, own: true, refused: null })],
    [expect.objectContaining({ id, own: false })],
  ]);
  expect(await post(`held/${id}/take-back`, {}, other)).toMatchObject({ code: 'decision-on-its-way' });
  expect(await post(`held/${id}/take-back`, {})).toEqual({ id });
  expect(await post(`held/${id}/take-back`, {})).toMatchObject({ code: 'decision-on-its-way' });
  expect([await held(), client.steered]).toEqual([[], []]);
});

it('what cannot be done is refused at once; what the campaign refuses in the end is shown', async () => {
  expect(await post('held', { verb: 'extend', key: 'survey', due: '12-08' })).toMatchObject({ code: 'needs-reason' });
  refuses = true;
  const { id } = await remind(0);
  await eventually(async () => expect((await held()).find((one) => one.id === id)?.refused).toContain('暂停'));
  expect(client.steered).toHaveLength(1);
});

it('the forecast counts who is written to, names who was told last, and moves the lock with the due day', async () => {
  await sql`update asks set reported_at = now() where unit_code in ('911', '912')`;
  await sql`delete from duties where region_code = '913'`;
  const forecast = await get<Record<string, unknown>>('forecast?verb=remind&key=survey');
  expect(forecast).toMatchObject({ units: 3, unreachable: 1, sms: 2, email: 0, dates: [] });
  expect(forecast.segments).toBeGreaterThanOrEqual(2);
  expect(forecast.last).toEqual({ verb: 'remind', at: shanghai('12-02 10:00'), units: 0 });
  const moved = await get<Record<string, unknown>>('forecast?verb=extend&key=survey&due=12-20');
  const [survey] = roundsInAreas(campaign.plan);
  expect(moved.dates).toEqual([
    expect.objectContaining({
      due: { from: survey?.round.dueAt, to: shanghai('12-21 00:00') },
      lock: { from: survey?.round.locksAt, to: expect.any(String) },
    }),
  ]);
  const [{ lock }] = moved.dates as [{ lock: { to: string } }];
  expect(lock.to >= shanghai('12-21 00:00')).toBe(true);
  expect(await get('forecast?verb=extend&key=survey&due=02-30')).toMatchObject({ code: expect.any(String) });
});
