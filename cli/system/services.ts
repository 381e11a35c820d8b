import { defineCommand } from 'citty';
import { giveWorkToOwnBuild } from '../../client/builds';
import { readDatabaseAddresses, readTemporalSettings } from '../../config/env';
import { endProcess, eraseRoster, isAlive, type Member, readRoster } from '../../services/processes/roster';
import { ensureSearchAttributes } from '../../services/search-attributes';
import { bringUp } from '../../services/stack';
import { prepareDatabase } from '../../store/db/prepare';
import { environment } from '../environment';
import { interruption } from '../interruption';
import { printJson, printTable, progress } from '../output';
import { HOME, withdraw } from './run-file';

const json = { type: 'boolean', description: 'One JSON document on standard output' } as const;

const up = defineCommand({
  meta: {
    name: 'up',
    description: 'Start the services without workers and console, print their settings, stop them on Ctrl-C',
  },
  args: { json },
  async run({ args }) {
    const interrupted = interruption();
    const stack = await bringUp({ home: HOME, env: environment(), log: progress, signal: interrupted.signal });
    if (args.json) printJson(stack.env);
    else for (const [name, value] of Object.entries(stack.env)) process.stdout.write(`export ${name}='${value}'\n`);
    await interrupted.arrived();
    await stack.stop();
  },
});

/** The owner first finishes its work, and then ends its servers. */
const OWNERS_GRACE_MS = 15_000;

const down = defineCommand({
  meta: { name: 'down', description: 'Stop what runs in this checkout, and nothing else' },
  async run() {
    const roster = readRoster(HOME);
    const members = roster ? [roster.owner, ...roster.children].filter(isAlive) : [];
    if (members.length === 0) return progress('Nothing runs here.');
    // The owner ends its services itself, in order; remaining ones belong to a killed owner.
    for (const member of members) {
      if (isAlive(member)) progress(`Stopping ${member.name} (process ${member.pid})`);
      const graceMs = member === roster?.owner ? OWNERS_GRACE_MS : undefined;
      await endProcess(member, member.name === 'postgres' ? 'SIGINT' : 'SIGTERM', graceMs);
    }
    eraseRoster(HOME);
    withdraw();
  },
});

const status = defineCommand({
  meta: { name: 'status', description: 'Which services run in this checkout' },
  args: { json },
  run({ args }) {
    const roster = readRoster(HOME);
    const members = roster && isAlive(roster.owner) ? [roster.owner, ...roster.children] : [];
    const rows = members.map((member: Member) => ({ name: member.name, pid: member.pid, running: isAlive(member) }));
    if (args.json) printJson(rows);
    else if (rows.length > 0)
      printTable(
        ['service', 'process', 'running'],
        rows.map(({ name, pid, running }) => [name, pid, running ? 'yes' : 'no']),
      );
    else progress('Nothing runs here. `npm start` starts everything.');
    if (rows.length === 0 || rows.some(({ running }) => !running)) process.exitCode = 1;
  },
});

const prepare = defineCommand({
  meta: {
    name: 'prepare',
    description:
      'Bring the database to the newest schema, give the roles their rights, register the search attributes with Temporal, and give the running campaigns to this build',
  },
  args: {
    only: {
      type: 'enum',
      options: ['database', 'temporal'],
      description: 'One of the two; Temporal needs its own role in the database before it can start',
    },
  },
  async run({ args: { only } }) {
    if (only !== 'temporal') await prepareOurDatabase();
    if (only === 'database') return;
    await registerSearchAttributes();
    await giveWorkToThisBuild();
  },
});

async function prepareOurDatabase(): Promise<void> {
  const applied = await prepareDatabase(readDatabaseAddresses());
  progress(applied.length > 0 ? `Applied ${applied.join(', ')}` : 'The schema is the newest.');
}

async function registerSearchAttributes(): Promise<void> {
  const { TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE } = readTemporalSettings();
  const added = await ensureSearchAttributes(TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE);
  progress(
    added.length > 0 ? `Registered the search attributes ${added.join(', ')}` : 'All search attributes are registered.',
  );
}

async function giveWorkToThisBuild(): Promise<void> {
  progress(`Campaigns go on under the build ${await giveWorkToOwnBuild(readTemporalSettings())}.`);
}

export default defineCommand({
  meta: { name: 'services', description: 'Temporal, Redis, Postgres and the catchers of mail and SMS on this machine' },
  subCommands: {
    up,
    down,
    status,
    prepare,
    with: () => import('./services-with').then((module) => module.default),
    simulators: () => import('./services-simulators').then((module) => module.default),
  },
});
