import { readFile } from 'node:fs/promises';
import { defineCommand } from 'citty';
import { connectClient } from '../client/campaigns';
import { readEnv } from '../config/env';
import type { Definition } from '../domain/definition';
import { readDefinition } from '../domain/read-definition';
import { connect, type Sql } from '../register/db';
import { generateRegister } from '../register/generate';
import { importRegister } from '../register/import';
import { readDuration } from '../rehearsal/pace';
import { rehearse } from '../rehearsal/rehearse';
import { printJson, progress } from './output';
import { printSummary } from './rehearsal-print';
import { progressLine } from './rehearsal-progress';
import { type Stack, withStack } from './stack';

export default defineCommand({
  meta: {
    name: 'rehearse',
    description: 'Run a whole campaign with simulated villages, from its first day to its report, and audit what arrived. Nothing reaches a real phone.',
  },
  args: {
    file: { type: 'positional', description: 'Campaign definition (YAML)', required: true },
    in: { type: 'string', description: 'Spread the season over this time, for example 60s; as fast as possible when left out' },
    seed: { type: 'string', description: 'Another number makes other villages; the same gives the same summary', default: '1' },
    villages: { type: 'string', description: 'Rehearse with an invented register of that many villages' },
    season: { type: 'string', description: 'First year of the winter, when not the one in the file' },
    json: { type: 'boolean', description: 'One JSON document on standard output' },
    en: { type: 'boolean', description: 'Tables in English' },
  },
  async run({ args }) {
    const inMs = args.in === undefined ? undefined : readDuration(args.in);
    const seed = wholeNumber('seed', args.seed);
    const definition = await definitionOf(args.file, args.season);
    const interrupted = new AbortController();
    const interrupt = () => interrupted.abort(new Error('The rehearsal was broken off; its campaign has been cancelled.'));
    process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
    const summary = await withStack((stack) =>
      withDatabase(stack, async (sql) => {
        const rehearsed = args.villages ? await overInventedRegister(sql, definition, wholeNumber('villages', args.villages)) : definition;
        const env = readEnv(stack.env);
        const client = await connectClient(env, sql);
        const line = progressLine(process.stderr, args.en ? 'en' : definition.language);
        try {
          return await rehearse({
            env, sql, client, seed, definition: rehearsed, simulators: simulatorsOf(stack), signal: interrupted.signal,
            ...(inMs !== undefined && { inMs }), onStep: line.show,
          });
        } finally {
          line.end();
          await client.close();
        }
      }),
    ).finally(() => process.off('SIGINT', interrupt).off('SIGTERM', interrupt));
    if (args.json) printJson(summary);
    else printSummary(summary, { language: args.en ? 'en' : definition.language, zone: definition.zone });
    if (summary.audit.violations.length > 0) process.exitCode = 1;
  },
});

async function definitionOf(file: string, season: string | undefined): Promise<Definition> {
  const year = season === undefined ? {} : { season: wholeNumber('season', season) };
  const { definition, warnings } = readDefinition(await readFile(file, 'utf8'), { file, ...year });
  for (const warning of warnings) progress(`! ${warning}`);
  return definition;
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`--${name} has to be a whole number, not "${text}".`);
  return Number(text);
}

async function withDatabase<T>({ env }: Stack, work: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = connect(readEnv(env).DATABASE_URL, { max: 4 });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

function simulatorsOf({ pages }: Stack): { sms: string; mail: string } {
  const { sms, mail } = pages;
  if (sms && mail) return { sms, mail };
  throw new Error('A rehearsal needs the SMS simulator and the mail catcher, and this system runs without them. Start one with `npm start`, or stop it: a rehearsal then brings up what it needs.');
}

/** No place has a code that begins with 99; the sizes keep their registers apart. */
async function overInventedRegister(sql: Sql, definition: Definition, villages: number): Promise<Definition> {
  const prefix = `99${String(villages % 10_000).padStart(4, '0')}`;
  const { regions, contacts } = generateRegister({ villages, prefix });
  await importRegister(sql, { regions, contacts });
  return { ...definition, scope: prefix };
}
