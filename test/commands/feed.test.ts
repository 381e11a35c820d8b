import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../config/root';
import { compile } from '../../domain/campaign/compile/compile';
import { withWarningForms } from '../../domain/warning/alert/forms';
import { insertCampaign } from '../../store/campaign/campaigns';
import { regionsUnder } from '../../store/people/regions';
import { takeWarnings } from '../../store/warning/warnings';
import { importTinyRegister, tinyDefinition } from '../support/campaigns/tiny';
import { warning } from '../support/campaigns/warnings';
import { consoleEnv } from '../support/servers/console';
import { testDatabase } from '../support/servers/database';

/** The duty officer's commands, as typed. */
let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
  await importTinyRegister(database.sql);
});
afterAll(() => database.drop());

function weather(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const settings = Object.entries(consoleEnv()).map(([name, value]) => [name, String(value)]);
  const env = { ...Object.fromEntries(settings), ...process.env, DATABASE_URL: database.url };
  return new Promise((resolve) => {
    const command = ['--import', 'tsx', 'cli/main.ts', 'weather', ...args];
    execFile(process.execPath, command, { cwd: ROOT, env }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });
}

test('a warning is raised, shown and ended', async () => {
  const raised = await weather('raise', '--hazard', 'icing', '--colour', 'red', '--areas', '91,92', '--json');
  const { touched } = JSON.parse(raised.stdout);
  expect(touched).toMatchObject([{ change: 'opened', hazard: 'icing', regions: ['91', '92'] }]);
  expect(JSON.parse((await weather('live', '--json')).stdout)).toMatchObject([
    { colour: 'red', headline: '冰冻红色预警' },
  ]);
  expect((await weather('cancel', String(touched[0].event))).stdout).toContain('cancelled: icing in 91, 92');
  const again = await weather('cancel', String(touched[0].event));
  expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('no live event')]);
});

test('a question is shown and answered', async () => {
  await takeWarnings(database.sql, {
    scope: 'live',
    source: 'test',
    read: {
      warnings: [warning({ areas: [{ code: null, name: '某地' }], sentAt: new Date().toISOString() })],
      problems: [],
    },
    raw: { bytes: Buffer.from('as it came') },
    at: new Date().toISOString(),
  });
  const items = JSON.parse((await weather('duty', 'list', '--json')).stdout);
  const noArea = items.find(({ kind }: { kind: string }) => kind === 'no-area');
  const decided = await weather('duty', 'decide', String(noArea.id), '--areas', '9', '--json');
  expect(JSON.parse(decided.stdout).touched).toMatchObject([{ change: 'opened', regions: ['9'] }]);
});

test('a drill shows what the rules make of a file, sends nothing, and is made for a reason only', async () => {
  const { sql } = database;
  const folder = await mkdtemp(join(tmpdir(), 'nuandong-drill-'));
  const file = join(folder, 'last-winter.yaml');
  const [sentAt, endsAt] = ['2025-12-03T16:00:00+08:00', '2025-12-04T20:00:00+08:00'];
  await writeFile(
    file,
    JSON.stringify({ hazard: 'cold-wave', colour: 'orange', areas: ['小县'], sentAt, onsetAt: sentAt, endsAt }),
  );

  const definition = withWarningForms(tinyDefinition({ warnings: { of: 'village' } }));
  const plan = compile({ definition, regions: await regionsUnder(sql, '9') });
  await insertCampaign(sql, { id: plan.campaign, definition, plan, mode: 'live', clockAt: null });
  const before = await sql`select count(*)::int as warnings from warnings`;
  const found = JSON.parse((await weather('drill', file, '--json')).stdout);
  // The survey is due on 3 December of every winter, until midnight.
  expect(found).toMatchObject({
    events: [{ messages: 1, regions: ['9'], unheard: null }],
    alerts: [{ area: '9', units: 5, putOff: [{ key: 'survey', to: '2025-12-04T16:00:00.000Z' }] }],
    totals: { alerts: 1, patrols: 4 },
  });
  const printed = (await weather('drill', file, '--en')).stdout;
  expect(printed).toMatch(/小县 +Cold wave +5 +2025-12-03 16:00 +2025-12-04 20:00 +opened orange, over +within 30 min/);
  expect((await weather('drill', file, '--send', '--campaign', plan.campaign)).stderr).toContain('say why it is made');
  expect(await sql`select count(*)::int as warnings from warnings`).toEqual(before);
  await rm(folder, { recursive: true });
});
