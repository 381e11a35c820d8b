import { instant } from '../../domain/instant';
import { tinyDefinition } from '../support/campaigns/tiny';
import { eventually } from '../support/eventually';
import { type Engine, testEngine } from '../support/servers/engine';

let engine: Engine;
beforeAll(async () => {
  engine = await testEngine();
});
afterAll(() => engine.close());

/**
 * A day text of the definition, this many seconds from now; an amended plan of instants makes it exact to the second.
 */
const inSeconds = (seconds: number): string => instant(Date.now() + seconds * 1000);

describe('a campaign on the wall clock', () => {
  test('climbs its rungs in order by real timers, locks and completes', async () => {
    const today = new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10);
    const campaign = await engine.start(
      tinyDefinition({
        season: Number(today.slice(0, 4)),
        quietHours: { from: '00:00', to: '00:00' },
        ladders: {
          default: [
            { id: 'open', kind: 'task', at: { from: 'opens' } },
            { id: 'due', kind: 'reminder', at: { from: 'due', minutes: 0 } },
            { id: 'locked', kind: 'locked', at: { from: 'lock' } },
          ],
        },
        stages: [
          {
            id: 'survey',
            kind: 'survey',
            name: { 'zh-CN': '摸底' },
            opens: `${today} 00:00`,
            due: `${today} 24:00`,
            lock: { after: 'due', days: 1 },
            asks: [{ id: 'villages', of: 'village', form: 'count' }],
          },
        ],
      }),
    );
    await eventually(async () => expect(await rungs(campaign.id)).toEqual(['open']));
    // An extension to instants a few seconds ahead: the timers must be set anew.
    await engine.client.steer({
      campaign: campaign.id,
      verb: 'extend',
      target: { key: 'survey', due: inSeconds(2), lock: inSeconds(4) },
      reason: 'test',
      actor: 'test',
    });
    await eventually(async () => expect((await engine.client.describe(campaign.id)).status).toBe('COMPLETED'));
    expect(await rungs(campaign.id)).toEqual(['open', 'extended', 'due', 'locked']);
    const early =
      await engine.sql`select 1 from rungs g join rounds r on r.id = g.round_id where r.campaign_id = ${campaign.id} and g.climbed_at < g.due_at`;
    expect(early).toHaveLength(0);
  });

  test('refuses to have its clock moved', async () => {
    const campaign = await engine.start(tinyDefinition({ season: 2030 }));
    await expect(engine.client.advance(campaign.root, '2031-01-01T00:00:00.000Z')).rejects.toThrow();
  });

  test('a worker that was away climbs the overdue rungs when it is back, each level told once', async () => {
    const campaign = await engine.start(tinyDefinition({ season: 2020 }));
    await eventually(async () => expect((await engine.client.describe(campaign.id)).status).toBe('COMPLETED'));
    const told = await engine.sql`
      select region_code, count(distinct rung)::int as rungs from messages
      where campaign_id = ${campaign.id} and kind in ('task', 'reminder') group by 1 having count(distinct rung) > 1`;
    expect(told).toEqual([]);
  });
});

const rungs = async (campaign: string): Promise<string[]> =>
  (
    await engine.sql<{ rung: string }[]>`
    select g.rung from rungs g join rounds r on r.id = g.round_id
    where r.campaign_id = ${campaign} and g.outcome = 'climbed' order by g.climbed_at, g.due_at`
  ).map(({ rung }) => rung);
