import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { readSurroundings } from '../../config/surroundings';
import { type Engine, findCompose, findEngine } from './engine';
import { type Most, watchMemory } from './memory';
import { Project } from './project';
import { obtainImages } from './stand-ins';

/**
 * `npm run compose-check`: the production shape, for real. Builds our image, brings all of docker-compose.yml up with a
 * filled .env, imports a register, rehearses a campaign, kills one container of each kind, runs doctor, backs up,
 * restores into an empty volume, and looks at each service's memory all the time. Ends with 0 and says so where no
 * engine can be had.
 */

/** Images and programs stay there for the next check. */
const FOLDER = join(readSurroundings().XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'nuandong/compose-check');
const REGISTER = ['config/samples/qiubei/regions.csv', 'config/samples/qiubei/contacts.csv'];
const REHEARSAL = ['test/compose/rehearse.ts', 'config/campaigns/qiubei-red-cross.yaml', '12'];
const SCALED = ['--scale', 'delivery=3', '--scale', 'workflows=2'];
/** In the middle of the season. */
const KINDS = ['delivery', 'workflows', 'console', 'redis', 'temporal', 'postgres'];
/** After it: the simulators hold what its people have received, and lose it. */
const KINDS_LATER = ['simulators', 'temporal-ui'];
/** Whose command lines have options for their memory. */
const ROLES = ['workflows', 'delivery', 'console'];
/** Of its limit: a service that has more is soon ended by the kernel. */
const MOST_SHARE = 0.9;

const startedAt = Date.now();
function log(line: string): void {
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  process.stderr.write(`${String(seconds).padStart(4)} s  ${line}\n`);
}

async function check(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const engine = await findEngine(FOLDER, log);
  if (!engine || !(await findCompose(engine, FOLDER))) {
    console.log('No Docker engine can be had on this machine: nothing was checked');
    return;
  }
  try {
    const standIns = await obtainImages({ engine, folder: FOLDER, log });
    const project = new Project(FOLDER, engine);
    await project.setUp();
    await project.compose(['down', '--volumes', '--remove-orphans']);
    const memory = await memoryWhile(engine, () => tryAll(project)).finally(async () => {
      await project.compose(['down', '--volumes', '--remove-orphans']);
      log('All is taken down');
    });
    const killed = [...KINDS, ...KINDS_LATER];
    console.log(JSON.stringify({ healthy: true, rehearsed: true, killed, restored: true, memory, standIns }));
  } finally {
    await engine.stop();
  }
}

/** @returns the most memory of each service meanwhile. @throws Error when one comes near its limit */
async function memoryWhile(engine: Engine, work: () => Promise<void>): Promise<Record<string, Most>> {
  const end = watchMemory(engine);
  const memory = await work().then(end, async (error: unknown) => {
    await end();
    throw error;
  });
  const near = Object.entries(memory).filter(([, { share }]) => share > MOST_SHARE);
  if (near.length > 0) throw new Error(`Near its limit of memory: ${JSON.stringify(near)}`);
  return memory;
}

async function tryAll(project: Project): Promise<void> {
  // One service for all, which have one image: the builder without a plugin would build it once for each, all at once.
  log('docker compose build');
  await project.compose(['build', 'database'], 30);
  log('docker compose up');
  await project.compose(['up', '--detach', '--wait', '--wait-timeout', '300', ...SCALED], 6);
  log('All services are healthy; delivery runs three times, workflows twice');
  for (const role of ROLES) await project.expectCommand(role);
  await project.cli(['register', 'import', ...REGISTER, '--by', 'compose-check']);
  log('A register is imported');
  await rehearseWhileKilling(project);
  for (const kind of KINDS_LATER) await project.kill(kind);
  await project.settled(SCALED);
  log(`${KINDS_LATER.join(' and ')} killed, and all is healthy again`);
  log(await project.cli(['doctor']));

  const before = await campaigns(project);
  await project.shell('docker compose run --rm -T backup > whole.backup');
  await project.compose(['down', '--volumes']);
  await project.shell('docker compose run --rm -T backup restore - < whole.backup');
  await project.settled();
  const after = await campaigns(project);
  if (before !== after) throw new Error(`Restored, the campaigns differ:\n${before}\n${after}`);
  log('A backup is restored into an empty volume: the same campaigns');
  log(await project.cli(['doctor']));
}

const campaigns = (project: Project): Promise<string> => project.cli(['status', '--json']);

/** A line of the rehearsal's progress: a day of the season. */
const A_DAY = /^\d{4}-\d{2}-\d{2} /;
const DAYS_BETWEEN = 5;

/** Rehearses a campaign, and kills one container of each kind, a few days of the season after the other. */
async function rehearseWhileKilling(project: Project): Promise<void> {
  const left = [...KINDS];
  const kills: Promise<void>[] = [];
  let days = 0;
  const said = await project.tsx(REHEARSAL, (line) => {
    if (!A_DAY.test(line) || ++days % DAYS_BETWEEN > 0) return;
    const kind = left.shift();
    if (kind) kills.push(project.kill(kind).then(() => log(`${kind} killed`)));
  });
  await Promise.all(kills);
  const { violations } = (JSON.parse(said) as { audit: { violations: unknown[] } }).audit;
  if (violations.length > 0) throw new Error(JSON.stringify(violations, null, 2));
  if (left.length > 0) throw new Error(`The season was over before all were killed: ${left.join(', ')}`);
  log('A campaign was rehearsed meanwhile: no violation');
}

check().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
