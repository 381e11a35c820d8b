import { Client, Connection } from '@temporalio/client';
import { openFaults } from '../../store/message/faults';
import { checkRungs } from '../../store/round/rung-proof';
import { shanghai, tinyDefinition } from '../support/campaigns/tiny';
import { eventually } from '../support/eventually';
import { type Engine, testEngine } from '../support/servers/engine';

let engine: Engine;
let connection: Connection;
beforeAll(async () => {
  engine = await testEngine();
  connection = await Connection.connect({ address: engine.env.TEMPORAL_ADDRESS });
});
afterAll(async () => {
  await connection.close();
  await engine.close();
});

const OPENS = shanghai('12-01 09:00');

/** Checks at once, at any time after the last check. */
async function missing(campaign: string): Promise<string[] | undefined> {
  await engine.sql`update rung_checks set checked_at = '-infinity'`;
  return (await checkRungs(engine.sql)).find((check) => check.campaign === campaign)?.missing;
}

const faults = async (campaign: string) =>
  (await openFaults(engine.sql))
    .filter(({ scope }) => scope === campaign)
    .map(({ kind, detail }) => [kind, detail.named]);

test('S2: a round that was terminated is a fault that names the rungs it owes; through extension, pause and reopening nothing is missing', async () => {
  const campaign = await engine.start(tinyDefinition(), OPENS);
  const steer = (verb: 'extend' | 'pause' | 'resume' | 'close' | 'reopen', target = {}) =>
    engine.client.steer({ campaign: campaign.id, verb, target, reason: 'because', actor: 'test' });
  for (const at of ['12-01 09:00', '12-02 09:30', '12-03 09:30', '12-03 17:00']) await campaign.stepTo(shanghai(at));
  // Its ladder moves to days that are partly past: those rungs were climbed already, and are recorded as overtaken.
  await steer('extend', { key: 'survey', due: '12-04', lock: '12-12' });
  await campaign.stepTo(shanghai('12-04 09:00'));
  expect(await missing(campaign.id)).toEqual([]);
  await steer('pause');
  await campaign.stepTo(shanghai('12-05 12:00'));
  await eventually(async () => expect(await missing(campaign.id)).toBeUndefined());
  // Paused, so that it does not end with its only stage before that is opened again.
  await steer('close', { key: 'survey' });
  await steer('reopen', { key: 'survey' });
  await steer('resume');
  await campaign.stepTo(shanghai('12-06 13:00'));
  // Whether a campaign runs is noted in Postgres after its answer.
  await eventually(async () => expect(await missing(campaign.id)).toEqual([]));
  expect(await faults(campaign.id)).toEqual([]);

  const { workflow } = new Client({ connection, namespace: engine.env.TEMPORAL_NAMESPACE });
  await workflow.getHandle(`${campaign.root}/survey/9`).terminate('by mistake');
  await engine.sql`update campaigns set clock_at = ${shanghai('12-12 23:00')} where id = ${campaign.id}`;
  expect(await missing(campaign.id)).toEqual(['survey/9 chase-raise', 'survey/9 locked', 'survey/9 lock']);
  expect(await faults(campaign.id)).toEqual([['rungs', 'survey/9 chase-raise, survey/9 locked, survey/9 lock']]);
});

test('S2: a round that never opened is found', async () => {
  const campaign = await engine.start(tinyDefinition(), shanghai('11-30 09:00'));
  await engine.client.terminate(campaign.id);
  await engine.sql`update campaigns set clock_at = ${shanghai('12-02 09:00')} where id = ${campaign.id}`;
  expect(await missing(campaign.id)).toEqual(['survey/9']);
});

test('S2: a campaign whose plan cannot be read is named, and hides nothing of the others', async () => {
  const [broken, other] = [await engine.start(tinyDefinition(), OPENS), await engine.start(tinyDefinition(), OPENS)];
  await engine.client.terminate(other.id);
  await engine.sql`update campaigns set clock_at = ${shanghai('12-12 23:00')} where id = ${other.id}`;
  const [kept] = await engine.sql<{ plan: string }[]>`select plan::text as plan from campaigns where id = ${broken.id}`;
  await engine.sql`update campaigns set plan = '{}' where id = ${broken.id}`;
  await engine.sql`update rung_checks set checked_at = '-infinity'`;
  await expect(checkRungs(engine.sql)).rejects.toThrow(broken.id);
  expect((await faults(other.id)).map(([kind]) => kind)).toContain('rungs');
  await engine.sql`update campaigns set plan = ${kept?.plan ?? ''}::text::jsonb where id = ${broken.id}`;
});
