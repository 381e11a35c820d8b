import pino from 'pino';
import { register } from 'prom-client';
import { errorInLog } from '../../../config/error-in-log';
import { every } from '../../../config/loops/loop';
import { standingStill } from '../../../config/loops/pulse';
import { sparing } from '../../../config/loops/sparing-log';
import { timed } from '../../../config/loops/timed';
import { eventually } from '../../support/eventually';

/** Loops of the processes, and their log lines while a service is down. */
function written() {
  const lines: { level: number; msg: string; times?: number; err?: { stack: string } }[] = [];
  const log = pino(
    { serializers: { err: errorInLog } },
    { write: (line: string) => void lines.push(JSON.parse(line)) },
  );
  return { log, lines };
}

test('L12: an outage is told once with all there is, then once a minute with a count, and at its end', () => {
  const { log, lines } = written();
  let now = 0;
  const tell = sparing(log, () => now);
  const outage = () => tell.warn('feeder: will try again', { err: new Error('gone') });
  for (now = 0; now < 150_000; now += 200) outage();
  tell.over('feeder: will try again');
  tell.over('feeder: will try again');
  expect(lines.map(({ msg, times, err }) => [msg, times, err !== undefined])).toEqual([
    ['feeder: will try again', undefined, true],
    ['feeder: will try again, and goes on', 300, false],
    ['feeder: will try again, and goes on', 300, false],
    ['feeder: will try again: over', 149, false],
  ]);
  outage();
  expect(lines.at(-1)).toMatchObject({
    msg: 'feeder: will try again',
    err: { stack: expect.stringContaining(' at ') },
  });
});

test('S22: a loop logs under its own name, goes on after a failure, and is never at work twice at once', async () => {
  const { log, lines } = written();
  let turns = 0;
  let atOnce = 0;
  const loop = every({ name: 'corrections', ms: 1, log, firstAfterMs: 0 }, async () => {
    atOnce += 1;
    expect(atOnce).toBe(1);
    turns += 1;
    await new Promise((resolve) => setImmediate(resolve));
    atOnce -= 1;
    if (turns === 1) throw new Error('first');
  });
  for (let wish = 0; wish < 20; wish++) loop.now();
  await eventually(() => expect(turns).toBeGreaterThan(3));
  await loop.stop();
  const ended = turns;
  loop.now();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(turns).toBe(ended);
  expect(lines.map(({ msg }) => msg)).toEqual(['corrections: will try again', 'corrections: will try again: over']);
});

test('S22: what is wished while it is at work is done right after, however long it would rest', async () => {
  const { log } = written();
  const began: number[] = [];
  let release = () => {};
  const loop = every({ name: 'feeder', ms: 3_600_000, log, firstAfterMs: 0 }, async () => {
    began.push(began.length);
    if (began.length === 1)
      await new Promise<void>((resolve) => {
        release = resolve;
      });
  });
  await eventually(() => expect(began).toHaveLength(1));
  loop.now();
  loop.now();
  release();
  await eventually(() => expect(began).toHaveLength(2));
  loop.now();
  await eventually(() => expect(began).toHaveLength(3));
  await loop.stop();
});

test('a turn says how soon there is more to do; wishes that come in a burst are one turn, after its rest', async () => {
  jest.useFakeTimers({ now: 0 });
  try {
    const { log } = written();
    const at: number[] = [];
    const how = { name: 'seals', ms: 5000, restMs: 1000, log, firstAfterMs: 0 };
    const loop = every(how, async () => (at.push(Date.now()) === 1 ? 200 : undefined));
    await jest.advanceTimersByTimeAsync(300);
    expect(at).toEqual([0, 200]);
    for (let wish = 0; wish < 20; wish++) loop.now();
    await jest.advanceTimersByTimeAsync(2000);
    expect(at).toEqual([0, 200, 1200]);
    await jest.advanceTimersByTimeAsync(5000);
    expect(at).toEqual([0, 200, 1200, 6200]);
    loop.now();
    await jest.advanceTimersByTimeAsync(1);
    await loop.stop();
  } finally {
    jest.useRealTimers();
  }
});

test('a loop that fails waits longer each time, up to a limit, and not at all once it works again', async () => {
  jest.useFakeTimers({ now: 0 });
  try {
    const { log } = written();
    const at: number[] = [];
    let away = true;
    const loop = every({ name: 'sweeper', ms: 1000, longestMs: 6000, log, firstAfterMs: 0 }, async () => {
      at.push(Date.now());
      if (away) throw new Error('away');
    });
    await jest.advanceTimersByTimeAsync(18_500);
    expect(at).toEqual([0, 2000, 6000, 12_000, 18_000]);
    // News make it faster, but a pause remains.
    for (let news = 0; news < 20; news++) {
      loop.now();
      await jest.advanceTimersByTimeAsync(10);
    }
    expect(at.slice(5)).toEqual([18_500, 18_700]);
    away = false;
    await jest.advanceTimersByTimeAsync(8000);
    expect(at.slice(7, 9)).toEqual([24_700, 25_700]);
    await loop.stop();
  } finally {
    jest.useRealTimers();
  }
});

test('each turn is counted with its outcome, and so is every other piece of work', async () => {
  const { log } = written();
  let turns = 0;
  const loop = every({ name: 'counted', ms: 1, log, firstAfterMs: 0 }, async () => {
    turns += 1;
    if (turns === 1) throw new Error('first');
  });
  await eventually(() => expect(turns).toBeGreaterThan(3));
  await loop.stop();
  await expect(timed({ kind: 'job', name: 'live-email' }, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await timed({ kind: 'activity', name: 'climbRung' }, async () => 7)).toBe(7);
  const series = (await register.metrics()).split('\n').filter((line) => line.includes('work_seconds_count'));
  expect(series).toContain('nuandong_work_seconds_count{kind="loop",name="counted",outcome="failed"} 1');
  expect(series).toContain(`nuandong_work_seconds_count{kind="loop",name="counted",outcome="done"} ${turns - 1}`);
  expect(series).toContain('nuandong_work_seconds_count{kind="job",name="live-email",outcome="failed"} 1');
  expect(series).toContain('nuandong_work_seconds_count{kind="activity",name="climbRung",outcome="done"} 1');
});

test('L3: of an error only name, code, cleaned message and frames are logged, with its causes', () => {
  const postgres = Object.assign(new Error('invalid input syntax for type integer: "13812345678"'), {
    name: 'PostgresError',
    code: '22P02',
    detail: 'Failing row contains (王小明)',
    parameters: ['13812345678'],
  });
  const logged = errorInLog(new Error('Migration failed', { cause: postgres }));
  expect(JSON.stringify(logged)).not.toMatch(/13812345678|王小明/);
  expect(logged).toMatchObject({
    type: 'Error',
    message: 'Migration failed',
    cause: { code: '22P02', message: 'invalid input syntax for type integer: "…"' },
  });
});

test('a turn that takes long and says that it goes on is not taken for one that hangs', async () => {
  jest.useFakeTimers();
  try {
    const { log } = written();
    const long = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    const turn = (name: string, work: (goesOn: () => void) => Promise<void>) =>
      every({ name, ms: 1, log, firstAfterMs: 0 }, work);
    const loops = [
      turn('hangs', async () => void (await long(450_000))),
      turn('goes on', async (goesOn) => {
        await long(225_000);
        goesOn();
        await long(225_000);
      }),
    ];
    await jest.advanceTimersByTimeAsync(400_000);
    expect(standingStill()).toEqual(['hangs']);
    const stopped = Promise.all(loops.map((loop) => loop.stop()));
    await jest.advanceTimersByTimeAsync(100_000);
    await stopped;
    expect(standingStill()).toEqual([]);
  } finally {
    jest.useRealTimers();
  }
});
