import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../../config/root';

const TEMPLATE = join(ROOT, 'config/campaigns/two-festivals.yaml');

/** Runs `nuandong plan` as an administrator does, without any address in the environment. */
async function plan(args: string[], env: Record<string, string> = {}) {
  const { DATABASE_URL: _, ...rest } = process.env;
  const command = ['--import', 'tsx', 'cli/main.ts', 'plan', ...args];
  return promisify(execFile)(process.execPath, command, { cwd: ROOT, env: { ...rest, ...env }, maxBuffer: 2 ** 26 });
}

test('is the same to the byte in any zone and locale of the host, and without any server', async () => {
  const hosts = [
    { TZ: 'Asia/Shanghai', LC_ALL: 'zh_CN.UTF-8' },
    { TZ: 'America/Los_Angeles', LC_ALL: 'en_US.UTF-8' },
    { TZ: 'Pacific/Kiritimati', LC_ALL: 'ar_EG.UTF-8' },
  ];
  const [here = '', ...elsewhere] = await Promise.all(
    hosts.map(async (env) => (await plan([TEMPLATE, '--json'], env)).stdout),
  );
  for (const printed of elsewhere) expect(printed).toBe(here);
  const { campaign, stages, messages, totals, cost } = JSON.parse(here);
  expect(campaign).toBe('2026-two-festivals-350600');
  expect(stages.map(({ kind }: { kind: string }) => kind)).toEqual([
    'survey',
    'publicity',
    'visits',
    'summary',
    'summary',
  ]);
  expect(messages[0]).toMatchObject({ at: '2026-12-01T01:00:00.000Z', kind: 'task' });
  expect(totals.segments).toBeGreaterThanOrEqual(totals.sms);
  expect(cost).toBeNull();
});

test('prints tables, here in English for another season with a price', async () => {
  const { stdout, stderr } = await plan([TEMPLATE, '--en', '--season', '2027', '--price-per-segment', '0.05']);
  expect(stdout).toMatch(/Preparation +preparation\.county +county +2027-12-01 09:00 +2027-12-20 24:00/);
  const [, segments = ''] = /\((\d+) segments\)/.exec(stdout) ?? [];
  expect(stdout).toContain(`Cost: at most ${(Number(segments) * 0.05).toFixed(2)} yuan`);
  expect(stderr).toContain('Register: sample two-festivals');
});

test('prints several files at once for a season, without their messages', async () => {
  const files = [TEMPLATE, join(ROOT, 'config/campaigns/community-visits.yaml')];
  const plans: { campaign: string }[] = JSON.parse((await plan([...files, '--season', '2014', '--json'])).stdout);
  expect(plans.map(({ campaign }) => campaign)).toEqual([
    '2014-two-festivals-350600',
    '2014-community-visits-990300101',
  ]);
  const { stdout } = await plan([...files, '--season', '2014', '--en']);
  expect(stdout).toMatch(/Summary +summary\.county +county +2015-02-25 09:00 +2015-03-01 24:00 +2015-03-05 18:00/);
  expect(stdout).toContain('2014-community-visits-990300101');
  expect(stdout).not.toContain('opens-task');
});

describe('says what is wrong', () => {
  let dir = '';
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'nuandong-plan-'));
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  test('in the file, in the register, and in the arguments, with exit code 1', async () => {
    const broken = join(dir, 'broken.yaml');
    await writeFile(broken, 'id: x\nsaeson: 2026\n');
    const included = join(dir, 'included.yaml');
    const reminder = `\nmessages: { reminder: { zh-CN: { sms: "{% include 'package.json' %}" } } }\n`;
    await writeFile(included, (await readFile(TEMPLATE, 'utf8')) + reminder);
    await writeFile(join(dir, 'regions.csv'), 'code,parent,kind,name\nR,,county,\n');
    await writeFile(join(dir, 'contacts.csv'), 'region,role,name,phone,email\n');
    const failures: [args: string[], says: RegExp][] = [
      [[broken, '--en'], /broken\.yaml:2:1 saeson: there is no key "saeson" here\. Did you mean "season"\?/],
      [[broken], /broken\.yaml:2:1 saeson: 这里没有“saeson”这一项。您是不是想写“season”？/],
      [[included, '--en'], /included\.yaml:\d+:\d+ messages\.reminder\.zh-CN\.sms: .* cannot use the tag "include"/],
      [[TEMPLATE, '--register', dir], /regions\.csv, row 2/],
      [[TEMPLATE, '--season', 'next'], /--season is the first year of the winter/],
      [[TEMPLATE, '--price-per-segment', 'cheap'], /--price-per-segment is a price in yuan/],
    ];
    await Promise.all(
      failures.map(async ([args, says]) => {
        await expect(plan(args)).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(says) });
      }),
    );
  });

  test('when no register holds the scope', async () => {
    const definition = `id: x
name: { zh-CN: 样例 }
season: 2026
scope: 'nowhere'
organisation: { zh-CN: 会 }
stages:
  - { id: s, kind: survey, name: { zh-CN: 摸底 }, opens: 12-01, due: 12-02, lock: 12-03, asks: [{ id: a, of: village, form: f }] }
forms:
  f: { name: { zh-CN: 表 }, fields: [{ id: n, label: { zh-CN: 数 }, type: integer }] }
`;
    const file = join(dir, 'nowhere.yaml');
    await writeFile(file, definition);
    await expect(plan([file])).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/No sample holds the region nowhere.*--register/s),
    });
  });
});
