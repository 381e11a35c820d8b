import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../config/root';

/** The rooms whose code runs in the processes. */
const ROOMS = ['activities', 'client', 'config', 'console', 'delivery', 'store', 'weather', 'workers'];
/** In the browser there is neither health nor a log. */
const IN_THE_BROWSER = /^console\/(app|village\/form)\//;

const files = execFileSync(
  'git',
  ['ls-files', ...ROOMS.map((room) => `${room}/**/*.ts`), 'workers/*.ts', 'activities/*.ts'],
  {
    cwd: ROOT,
    encoding: 'utf8',
  },
)
  .split('\n')
  .filter((file) => file !== '' && !IN_THE_BROWSER.test(file));

const holding = (pattern: RegExp) =>
  files.filter((file) => pattern.test(readFileSync(join(ROOT, file), 'utf8'))).sort();

test('what is done again and again is a loop with metrics, back-off and health', () => {
  expect(files.length).toBeGreaterThan(200);
  // The heartbeat of an activity's attempt, which ends with the attempt.
  expect(holding(/\bsetInterval\(/)).toEqual(['activities/guard.ts']);
});

test('jobs, and activities, are served where they are counted', () => {
  expect(holding(/\bfrom 'bullmq'/)).toEqual([
    'console/shell/context.ts',
    'delivery/engine/outbox.ts',
    'delivery/engine/paused.ts',
    'delivery/engine/queue-worker.ts',
  ]);
  expect(holding(/\bWorker\.create\(/)).toEqual(['workers/temporal.ts']);
});
