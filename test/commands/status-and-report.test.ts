import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../config/root';
import { CAMPAIGN, JIUDAOYA, reportedCampaign } from '../support/campaigns/reported-campaign';
import { testDatabase } from '../support/servers/database';

/** A village of the sample that has not reported its visits. */
const SILENT = '532626100702';
let database: Awaited<ReturnType<typeof testDatabase>>;
let folder: string;

beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'nuandong-cli-'));
  await reportedCampaign(database.sql);
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await database.drop();
});

interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs the command against the test's own database, whose campaign has no workflow. */
const nuandong = (...args: string[]): Promise<Outcome> => run(args, {});
/** The same while Temporal is away: no program listens on the port named discard. */
const nuandongAlone = (...args: string[]): Promise<Outcome> => run(args, { TEMPORAL_ADDRESS: '127.0.0.1:9' });

function run(args: string[], settings: Record<string, string>): Promise<Outcome> {
  const env = {
    ...process.env,
    ...settings,
    DATABASE_URL: database.url,
    SMTP_URL: 'smtp://127.0.0.1:9',
    SMS_URL: 'http://127.0.0.1:9',
    PUBLIC_URL: 'http://127.0.0.1:9',
    LINK_SECRET: 'a secret of the tests, of at least 32 characters',
    PEOPLE_KEY: 'a secret of the tests, of at least 32 characters',
    API_TOKEN: 'a token of the tests',
    HOOK_SECRET: 'a secret of the tests',
  };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', 'cli/main.ts', ...args],
      { cwd: ROOT, env },
      (error, stdout, stderr) => resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });
}

describe('nuandong status', () => {
  it('lists the campaigns', async () => {
    const { stdout } = await nuandong('status', '--json');
    expect(JSON.parse(stdout)).toMatchObject([{ id: CAMPAIGN, mode: 'rehearsal', state: 'running' }]);
  });

  it('gives figures, rounds and names of one, as JSON and for people', async () => {
    const [json, shown] = [await nuandong('status', CAMPAIGN, '--json'), await nuandong('status', CAMPAIGN)];
    const { stages, rounds, missing } = JSON.parse(json.stdout);
    expect(stages[0]).toMatchObject({ id: 'survey', late: 2, missing: 3 });
    expect(rounds.map(({ key }: { key: string }) => key)).toEqual(['survey', 'raising', 'visits', 'summary']);
    expect(missing.find(({ stage }: { stage: string }) => stage === 'survey')).toMatchObject({
      parentName: '锦屏镇',
      reason: 'told',
    });
    expect(shown.stdout).toContain('双龙营镇 (1): 雄山村');
  });

  it('says how to find what there is when the campaign is unknown', async () => {
    const { code, stdout, stderr } = await nuandong('status', 'nowhere', '--json');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('There is no campaign "nowhere"; check its id (`nuandong status` lists them).');
  });
});

describe('nuandong report', () => {
  it('writes both files', async () => {
    const { stdout } = await nuandong('report', CAMPAIGN, '--out', folder, '--json');
    const { docx, xlsx } = JSON.parse(stdout);
    expect([docx, xlsx]).toEqual([join(folder, `${CAMPAIGN}.docx`), join(folder, `${CAMPAIGN}.xlsx`)]);
    for (const file of [docx, xlsx]) expect((await stat(file)).size).toBeGreaterThan(5000);
  });
});

describe('nuandong report submit', () => {
  it('takes a report even when Temporal is away, and the same once', async () => {
    const first = await nuandongAlone('report', 'submit', CAMPAIGN, 'visits', SILENT, '--nothing', '--json');
    const again = await nuandong('report', 'submit', CAMPAIGN, 'visits', SILENT, '--nothing', '--json');
    expect([first.code, first.stderr]).toEqual([0, expect.stringContaining('could not be told yet')]);
    const report = JSON.parse(first.stdout);
    expect(report).toMatchObject({ version: 1, onTime: true, repeated: false });
    expect(JSON.parse(again.stdout)).toEqual({ ...report, repeated: true });
    const [row] = await database.sql`
      select receipt, via from reports join asks a on a.id = ask_id where unit_code = ${SILENT} and key = 'visits'`;
    expect(row).toMatchObject({ receipt: report.receipt, via: 'cli' });
  });

  it('corrects one with figures', async () => {
    const figures = '{"leprosyHouseholds":18,"leprosyCash":7200.5,"leprosyGoods":1999.5}';
    const { stdout } = await nuandong('report', 'submit', CAMPAIGN, 'visits', JIUDAOYA, '--figures', figures, '--json');
    expect(JSON.parse(stdout)).toMatchObject({ version: 2, onTime: true });
    const [row] = await database.sql<{ cash: number }[]>`
      select (figures ->> 'leprosyCash')::int as cash 
      from reports join asks a on a.id = ask_id where unit_code = ${JIUDAOYA} and version = 2`;
    expect(row?.cash).toBe(720_050);
  });

  it.each([
    ['a wrong figure', ['visits', SILENT, '--figures', '{"poorHouseholds":"many"}'], 'poorHouseholds'],
    ['no JSON', ['visits', SILENT, '--figures', 'households=3'], 'JSON object'],
    ['neither figures nor nothing', ['visits', SILENT], 'either --figures or --nothing'],
    ['a locked round', ['survey', SILENT, '--nothing'], 'locked'],
    ['a round that has not begun', ['summary', '532626100', '--nothing'], 'not begun'],
  ])('refuses %s', async (_, args, says) => {
    const { code, stdout, stderr } = await nuandong('report', 'submit', CAMPAIGN, ...args);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(says);
  });
});
