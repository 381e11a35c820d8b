import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { endProcess, isAlive, memberOf } from '../../../services/processes/roster';

/** Heeds no signal to end, and has started another that does not either. */
const STUBBORN = 'trap "" TERM; sh -c \'trap "" TERM; echo $$; exec >&-; sleep 60\' & wait';

test('a process that does not end in order is killed with what it has started', async () => {
  const child = spawn('sh', ['-c', STUBBORN], { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(child, 'exit');
  const [piece] = (await once(child.stdout, 'data')) as [Buffer];
  const started = memberOf('started', Number(piece));
  const stubborn = memberOf('stubborn', child.pid ?? 0);
  if (!stubborn || !started) throw new Error('They do not run');
  await endProcess(stubborn, 'SIGTERM', 50);
  expect([stubborn, started].map(isAlive)).toEqual([false, false]);
  await ended;
});
