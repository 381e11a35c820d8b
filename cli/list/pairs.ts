import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { defineCommand } from 'citty';
import { z } from 'zod';
import { enterDeed, pairRows, showPlan, writePlan } from '../../actions/list/pairs';
import { PAIR_DEED_NAMES } from '../../domain/list/pairs/deed-kinds';
import { LONGEST_PLAN } from '../../domain/list/pairs/support-plan';
import { Refused, sentence, tellIn } from '../../domain/text/refusal';
import type { Queries } from '../../store/db/db';
import { countPairs, type PairFilter, pairPage } from '../../store/list/pairs/pair-roster';
import type { PairWanted } from '../../store/list/pairs/pair-rows';
import { readPairs } from '../../store/list/pairs/pair-table';
import { peopleKey } from '../../store/people/sealed/people-key';
import { wholeNumber } from '../arguments';
import { type Connection, connected, withCampaigns } from '../connection';
import { contentOf } from '../files-named';
import { languageAsked } from '../language';
import { printJson, printTable, progress } from '../output';
import { commandLine } from '../who';

const json = { type: 'boolean', description: 'One JSON document on standard output' } as const;
const campaign = { type: 'positional', description: 'Id of the campaign', required: true } as const;
const list = { type: 'positional', description: 'Id of the list of pairs', required: true } as const;
const row = { type: 'positional', description: 'Number of the row (list pairs)', required: true } as const;
const why = { type: 'string', description: 'Why; needed where the row has a helper' } as const;
const PAGE = 200;
/** The command line may see and change everything. */
const top = null;

interface Given {
  campaign: string;
  list: string;
  json?: boolean | undefined;
}

/** Who helps whom, and what they have of the minima. */
export const pairs = defineCommand({
  meta: { name: 'pairs', description: 'Pairs (结对): show them, or take a table of who helps whom' },
  args: {
    campaign,
    list,
    file: { type: 'positional', description: 'Table of rows and their helpers, .csv, .xlsx or .xls', required: false },
    write: { type: 'boolean', description: 'Write what the table says; without it only its lines are checked' },
    reason: why,
    helpers: { type: 'string', description: 'Code of a region: helpers of it and below' },
    units: { type: 'string', description: 'Code of a region: rows of it and below' },
    below: { type: 'boolean', description: 'Only pairs that lack something of the minima' },
    without: { type: 'boolean', description: 'Only rows without a helper' },
    unplanned: { type: 'boolean', description: 'Only rows without a plan for one person (一人一策)' },
    on: { type: 'string', description: 'A day: the minima of its week, month and year; today when left out' },
    after: { type: 'string', description: 'Number of a row: the page behind it' },
    language: { type: 'enum', options: ['zh-CN', 'en'], description: 'Language of what the table leaves out' },
    json,
  },
  async run({ args }) {
    const { helpers, units, below, without, unplanned, on, after, file } = args;
    if (file !== undefined)
      return take(args, { path: file, write: args.write === true, reason: args.reason, language: args.language });
    if (on !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(on))
      throw new Refused(sentence('option-not-day', { option: 'on', found: on }));
    const filter: PairFilter = { helpers, units, below, without, unplanned };
    const at = after === undefined ? 'first' : { after: wholeNumber('after', after) };
    await connected((connection) => show(connection.sql, args, { filter, at, on }));
  },
});

async function show(
  sql: Queries,
  given: Given,
  { filter, at, on }: { filter: PairFilter; at: 'first' | { after: number }; on: string | undefined },
): Promise<void> {
  const of = { campaign: given.campaign, list: given.list, top, on };
  const page = await pairPage(sql, of, { filter, at, size: PAGE });
  const counts = await countPairs(sql, of, filter);
  if (given.json) return printJson({ ...counts, ...page });
  printTable(
    ['row', 'unit', 'name', 'helping unit', 'post', 'holder', 'last', 'minima', 'plan', 'version'],
    page.rows.map(({ id, unitName, shown, helper, lastOn, minima, plan, version }) => [
      ...[id, unitName, shown, helper?.unitName ?? '—', helper?.post ?? '', helper?.holder ?? '', lastOn],
      minima.map(({ deed, done, times, per }) => `${deed} ${done}/${times} a ${per}`).join(', '),
      plan?.on ?? '',
      version,
    ]),
  );
  const { rows, paired, below, helpers, planned } = counts;
  process.stdout.write(
    `${page.rows.length} of ${rows}; ${paired} paired with ${helpers} posts, ${below} below a minimum, ${planned} with a plan\n`,
  );
}

async function take(
  given: Given,
  {
    path,
    write,
    reason,
    language,
  }: { path: string; write: boolean; reason: string | undefined; language: string | undefined },
): Promise<void> {
  const file = { file: basename(path), bytes: await contentOf(path) };
  const read: WantedIn = async ({ sql, env }) => {
    const key = peopleKey(env.PEOPLE_KEY);
    const { pairs: wanted, notes } = await readPairs(sql, key, {
      campaign: given.campaign,
      list: given.list,
      top,
      file,
    });
    for (const note of notes) progress(tellIn(languageAsked(language), note));
    return wanted;
  };
  if (write) return give(given, read, reason);
  await connected(async (connection) => {
    const wanted = await read(connection);
    if (given.json) return printJson({ pairs: wanted.length });
    progress(`${wanted.length} pairs. Nothing was written; add --write.`);
  });
}

/** The text comes from a file, or from standard input: a command line stands in histories. */
export const plan = defineCommand({
  meta: { name: 'plan', description: 'Write the plan for one person (一人一策), or show it with --reason' },
  args: {
    campaign,
    list,
    row,
    file: { type: 'positional', description: 'Text file; /dev/stdin reads it', required: false },
    reason: { type: 'string', description: 'Why the plan is shown, for the audit log, naming nobody' },
    version: { type: 'string', description: 'Of the plan that you saw (list pairs); 0 without one', default: '0' },
    json,
  },
  async run({ args }) {
    const { file, reason } = args;
    if ((file === undefined) === (reason === undefined) || reason?.trim() === '')
      throw new Refused(sentence('plan-write-or-show'));
    const of = { campaign: args.campaign, list: args.list, row: wholeNumber('row', args.row), top };
    await connected(async ({ sql, env }) => {
      const [acting, key] = [{ sql, by: commandLine() }, peopleKey(env.PEOPLE_KEY)];
      if (file === undefined) {
        const shown = await showPlan(acting, { ...of, key, reason: reason ?? '' });
        if (args.json) return printJson(shown);
        process.stdout.write(`${shown.text}\n`);
        return;
      }
      const text = String(await contentOf(file)).trim();
      if (text.length < 2 || text.length > LONGEST_PLAN)
        throw new Refused(sentence('plan-length', { most: LONGEST_PLAN }));
      const version = wholeNumber('version', args.version);
      const written = await writePlan(acting, { ...of, key, text, version, via: 'cli' });
      if (args.json) return printJson(written);
      progress(`The plan is stored as version ${written.version}.`);
    });
  },
});

export const pair = defineCommand({
  meta: { name: 'pair', description: 'Give a row its helper, or another one' },
  args: {
    campaign,
    list,
    row,
    unit: { type: 'positional', description: 'Code of the unit that helps', required: true },
    post: { type: 'positional', description: 'The post there, as the register has its duty', required: true },
    reason: why,
    json,
  },
  run: ({ args }) =>
    give(
      args,
      async () => [{ row: wholeNumber('row', args.row), helper: { unit: args.unit, post: args.post } }],
      args.reason,
    ),
});

export const unpair = defineCommand({
  meta: { name: 'unpair', description: 'End the pair of a row' },
  args: { campaign, list, row, reason: why, json },
  run: ({ args }) => give(args, async () => [{ row: wholeNumber('row', args.row), helper: null }], args.reason),
});

export const deed = defineCommand({
  meta: { name: 'deed', description: 'Enter what a helper has done for a row, in the round that runs' },
  args: {
    campaign,
    list,
    row,
    kind: { type: 'enum', options: [...PAIR_DEED_NAMES], description: 'What it was', required: true },
    way: { type: 'string', description: 'contact: phone, sms, wechat or video; visit: home or institution' },
    times: { type: 'string', description: 'How often; once when left out' },
    day: { type: 'string', description: 'The last day on which it was done; today when left out' },
    what: { type: 'string', description: 'What was done; needed for problem and help' },
    cash: { type: 'string', description: 'money: yuan' },
    goods: { type: 'string', description: 'money: value of goods in yuan' },
    submission: { type: 'string', description: 'A UUID made for this deed: under it again, it is the same deed' },
    json,
  },
  async run({ args }) {
    const { way, times, day: on, what, cash, goods, submission = randomUUID() } = args;
    if (!z.uuid().safeParse(submission).success)
      throw new Refused(sentence('option-not-uuid', { option: 'submission' }));
    const given = Object.entries({ way, times, on, what, cash, goods }).filter(([, text]) => text !== undefined);
    await withCampaigns(async ({ sql, client }) => {
      const { round, ...recorded } = await enterDeed(
        { sql, by: commandLine() },
        {
          ...{ campaign: args.campaign, list: args.list, top, row: wholeNumber('row', args.row), via: 'cli' },
          ...{ deed: submission, kind: args.kind, answers: Object.fromEntries(given) },
        },
      );
      if (!recorded.repeated) await client.reportArrived(round);
      if (args.json) return printJson(recorded);
      process.stdout.write(`Receipt ${recorded.receipt}: ${args.kind}, ${recorded.rows?.[0]?.is ?? ''}\n`);
    });
  },
});

/** Finds who is to help whom. */
type WantedIn = (connection: Pick<Connection, 'sql' | 'env'>) => Promise<PairWanted[]>;

async function give(given: Given, wantedIn: WantedIn, reason: string | undefined): Promise<void> {
  await withCampaigns(async ({ sql, env, client }) => {
    const wanted = await wantedIn({ sql, env });
    const paired = await pairRows(
      { sql, by: commandLine(), client },
      { campaign: given.campaign, list: given.list, top, submission: randomUUID(), pairs: wanted, reason, via: 'cli' },
    );
    if (given.json) return printJson(paired);
    const { receipt, rows, same } = paired;
    process.stdout.write(`Receipt ${receipt ?? '—'}: ${rows} paired anew, ${same} as they were\n`);
  });
}
