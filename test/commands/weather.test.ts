import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ROOT } from '../../config/root';

/** Runs `nuandong weather read` without any address in the environment. */
async function read(args: string[]) {
  const { DATABASE_URL: _, REDIS_URL: __, TEMPORAL_ADDRESS: ___, ...env } = process.env;
  const command = ['--import', 'tsx', 'cli/main.ts', 'weather', 'read', ...args];
  return promisify(execFile)(process.execPath, command, { cwd: ROOT, env });
}

test('prints the normal forms of several files, and problems beside them', async () => {
  const { stdout, stderr } = await read([
    'test/fixtures/weather/qweather.json',
    '--json',
    'test/fixtures/weather/12379-cold-wave.xml',
  ]);
  expect(JSON.parse(stdout).map(({ source }: { source: string }) => source)).toEqual([
    'qweather',
    'qweather',
    'qweather',
    '12379',
  ]);
  expect(stderr).toContain('qweather.json: alerts[2].eventType.code error feed-bad-field');
});

test('fails for a file that yields nothing, and prints the others', async () => {
  const failure = await read(['README.md', 'test/fixtures/weather/manual.yaml', '--json']).catch((error) => error);
  expect(failure.code).toBe(1);
  expect(JSON.parse(failure.stdout)).toMatchObject([{ source: 'manual' }]);
  expect(failure.stderr).toContain('README.md error feed-unknown-format');
});
