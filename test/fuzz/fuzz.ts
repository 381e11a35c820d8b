import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { printJson, printTable, progress } from '../../cli/output';
import { TARGETS, targetNamed } from './targets';
import { type Found, watch } from './watch';

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    target: { type: 'string', multiple: true },
    jobs: { type: 'string', default: '2' },
    json: { type: 'boolean', default: false },
    replay: { type: 'string' },
    /** Used by this program itself: one target, in this process. */
    alone: { type: 'boolean', default: false },
  },
});
const [runs, seed, jobs] = [Number(options.runs), Number(options.seed), Number(options.jobs)];

/** Gives a target its inputs in a process of its own, whose memory is that of the target alone. */
async function inProcess(target: string): Promise<Found> {
  const given = ['--alone', '--target', target, '--runs', String(runs), '--seed', String(seed)];
  const child = spawn(process.execPath, ['--import', 'tsx', __filename, ...given], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const said = await text(child.stdout);
  const code = await ended;
  if (code === 0 && said) return JSON.parse(said) as Found;
  const fault = { nth: 0, kind: 'crash' as const, why: `the process ended with ${code}`, file: '' };
  return { target, runs, accepted: 0, refused: 0, crashes: 1, slowestMs: 0, peakMb: 0, faults: [fault] };
}

/** Gives every border its inputs, some at a time, and prints what became of them. */
async function all(names: readonly string[]): Promise<void> {
  const left = [...names];
  const found: Found[] = [];
  const one = async (): Promise<void> => {
    for (let name = left.shift(); name !== undefined; name = left.shift()) {
      const begun = performance.now();
      const result = await inProcess(name);
      found.push(result);
      const { accepted, refused, crashes, slowestMs, peakMb } = result;
      const seconds = Math.round((performance.now() - begun) / 1000);
      const took = `${seconds} s, slowest ${slowestMs} ms, ${peakMb} MB more`;
      progress(`${name}: ${accepted} accepted, ${refused} refused, ${crashes} failed, ${took}`);
      for (const { nth, kind, why, file } of result.faults)
        progress(`  ${kind} at ${nth}: ${why.slice(0, 400)}\n  kept in ${file}`);
    }
  };
  await Promise.all(Array.from({ length: jobs }, one));
  found.sort((a, b) => names.indexOf(a.target) - names.indexOf(b.target));
  if (options.json) printJson({ seed, targets: found });
  else {
    const headers = ['target', 'runs', 'accepted', 'refused', 'crashes', 'slowest ms', 'peak MB'];
    printTable(
      headers,
      found.map((one) => [one.target, one.runs, one.accepted, one.refused, one.crashes, one.slowestMs, one.peakMb]),
    );
  }
  if (found.some(({ crashes }) => crashes > 0)) process.exitCode = 1;
}

/** Gives a target one kept input again. */
async function replay(target: string | undefined, file: string): Promise<void> {
  const border = await targetNamed(target ?? '');
  await border.feed(border.corpus[0] ?? Buffer.alloc(0));
  const begun = performance.now();
  const outcome = await border.feed(readFileSync(file));
  await border.close?.();
  progress(`${outcome} in ${Math.round(performance.now() - begun)} ms`);
}

async function main(): Promise<void> {
  const [first] = options.target ?? [];
  if (options.replay !== undefined) return replay(first, options.replay);
  if (options.alone && first !== undefined) {
    process.stdout.write(JSON.stringify(await watch({ target: first, seed, runs })));
    return process.exit();
  }
  await all(options.target ?? TARGETS);
}

void main();
