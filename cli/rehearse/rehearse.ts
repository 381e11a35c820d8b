import { join } from 'node:path';
import { defineCommand } from 'citty';
import { connectClient } from '../../client/campaigns';
import { readEnv, reportsDirGiven } from '../../config/env';
import { hookSecret, SIMULATOR } from '../../config/hook-secrets';
import { ROOT } from '../../config/root';
import { platformNamed } from '../../delivery/channels/sms/platforms';
import type { Definition, Language } from '../../domain/campaign/definition/definition';
import { isSmsPlatform, type SmsPlatformName } from '../../domain/message/sms-platforms';
import { Refused, sentence } from '../../domain/text/refusal';
import type { Summary } from '../../rehearsal/audit/summary';
import { readDuration } from '../../rehearsal/clock/pace';
import { inventRegister, overInvented, withSimulated } from '../../rehearsal/ground';
import { SHARE_NAMES, type Shares } from '../../rehearsal/lists/shares';
import { rehearse } from '../../rehearsal/rehearse';
import { connect } from '../../store/db/db';
import { wholeNumber } from '../arguments';
import { loadDefinition } from '../campaign/definition-file';
import { interruption } from '../interruption';
import { printJson, progress } from '../output';
import { type Stack, withStack } from '../system/stack';
import { printSummary } from './rehearsal-print';
import { progressLine } from './rehearsal-progress';
import { readShares } from './shares-option';

/** The report outlives the stack, which may be a temporary one. */
const REPORTS = join(ROOT, '.nuandong/reports');

function simulatedPlatform(name: string): SmsPlatformName {
  const platform = platformNamed(name);
  if (platform.rehearsal && isSmsPlatform(name)) return name;
  throw new Refused(sentence('no-simulator-of', { provider: name }));
}

export default defineCommand({
  meta: {
    name: 'rehearse',
    description:
      'Run a whole campaign with simulated villages, from its first day to its report, and audit what arrived. Nothing reaches a real phone.',
  },
  args: {
    file: { type: 'positional', description: 'Campaign definition (YAML)', required: true },
    in: {
      type: 'string',
      description: 'Spread the season over this time, for example 60s; as fast as possible when left out',
    },
    seed: {
      type: 'string',
      description: 'Another number makes other villages; the same gives the same summary',
      default: '1',
    },
    villages: {
      type: 'string',
      description:
        'Rehearse with an invented register of that many villages (or communities) and whoever else is asked',
    },
    season: { type: 'string', description: 'First year of the winter, when not the one in the file' },
    provider: {
      type: 'string',
      description: 'Speak to the simulator in the shape of this SMS provider: http, aliyun, tencent, smpp',
    },
    gateway: {
      type: 'enum',
      options: ['kind', 'hostile'],
      default: 'kind',
      description:
        'How the SMS gateway behaves; hostile: it throttles, breaks off, and its receipts come late, twice or never',
    },
    shares: {
      type: 'string',
      description: `How often people do what a list must stand, such as returned=0.2,objects=0.5: ${SHARE_NAMES.join(', ')}`,
    },
    json: { type: 'boolean', description: 'One JSON document on standard output' },
    en: { type: 'boolean', description: 'Tables in English' },
  },
  async run({ args }) {
    const language = args.en ? 'en' : undefined;
    const { definition, inFile } = await definitionOf(args.file, args.season);
    const request = {
      definition: withSimulated(definition),
      seed: wholeNumber('seed', args.seed),
      gateway: args.gateway,
      ...(args.provider && { provider: simulatedPlatform(args.provider) }),
      ...(args.in !== undefined && { inMs: readDuration(args.in) }),
      ...(args.villages !== undefined && { villages: wholeNumber('villages', args.villages) }),
      ...(args.shares !== undefined && { shares: readShares(args.shares) }),
      ...(language && { language }),
    } satisfies Request;
    const { scope: top } = definition;
    const summary = await inFile(() => withStack((stack) => rehearseOn(stack, request), { top }));
    if (args.json) printJson(summary);
    else printSummary(summary, { language: language ?? definition.language, zone: definition.zone });
    if (summary.audit.violations.length > 0) process.exitCode = 1;
  },
});

interface Request {
  definition: Definition;
  seed: number;
  gateway: string;
  provider?: SmsPlatformName;
  inMs?: number;
  villages?: number;
  shares?: Partial<Shares>;
  language?: Language;
}

/** Rehearses on a running system. An interrupt cancels the rehearsal's campaign before the system shuts down. */
async function rehearseOn(stack: Stack, { villages, language, ...request }: Request): Promise<Summary> {
  const env = readEnv(stack.env);
  const simulators = simulatorsOf(stack);
  const sql = connect(env.DATABASE_URL, { max: 4 });
  const interrupted = interruption();
  const line = progressLine(process.stderr, language ?? request.definition.language);
  try {
    const client = await connectClient(env, sql);
    try {
      const definition = villages === undefined ? request.definition : overInvented(request.definition, villages);
      if (villages !== undefined) await inventRegister(sql, definition, villages);
      const { signal } = interrupted;
      return await rehearse({
        ...request,
        definition,
        sql,
        client,
        simulators,
        ...(stack.log && { log: stack.log }),
        hooks: { url: env.PUBLIC_URL, secret: hookSecret(env, SIMULATOR) },
        apiToken: env.API_TOKEN,
        redis: { url: env.REDIS_URL, prefix: env.QUEUE_PREFIX },
        caps: { messages: env.SMS_PER_NUMBER_DAY, reminders: env.SMS_REMINDERS_PER_NUMBER_DAY },
        signal,
        reportsDir: reportsDirGiven() ?? REPORTS,
        onStep: line.show,
      });
    } finally {
      await client.close();
    }
  } finally {
    line.end();
    interrupted.forget();
    await sql.end({ timeout: 5 });
  }
}

async function definitionOf(file: string, season: string | undefined) {
  const read = await loadDefinition(file, { season });
  for (const warning of read.warnings) progress(`! ${warning}`);
  return read;
}

function simulatorsOf({ pages }: Stack): { sms: string; mail: string } {
  const { sms, mail } = pages;
  if (sms && mail) return { sms, mail };
  throw new Refused(sentence('stack-without-simulators'));
}
