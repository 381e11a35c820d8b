import { randomUUID } from 'node:crypto';
import { type ArgsDef, defineCommand } from 'citty';
import { z } from 'zod';
import { decideRows } from '../../actions/list/rows';
import { UNDELIVERED_REASONS, type UndeliveredReason } from '../../domain/ledger/undelivered';
import { TOLD_BY } from '../../domain/list/list-names';
import { OUT_REASONS, type OutReason, ROW_STATES } from '../../domain/list/row-life';
import { STEP_NAMES } from '../../domain/list/steps';
import { Refused, sentence } from '../../domain/text/refusal';
import { listTotals, sumOf } from '../../reporting/figures/list/list-totals';
import { getCampaign } from '../../store/campaign/campaigns';
import type { Queries } from '../../store/db/db';
import type { Decision, RowsMeant } from '../../store/list/acts/decide';
import { countRoster, listsOf, type RosterFilter, rosterPage, rosterRow } from '../../store/list/roster/roster';
import { rowStory } from '../../store/list/roster/row-story';
import { wholeNumber } from '../arguments';
import { connected, withCampaigns } from '../connection';
import { thingsOf } from '../ledger/things';
import { printJson, printTable } from '../output';
import { commandLine } from '../who';

const json = { type: 'boolean', description: 'One JSON document on standard output' } as const;
const campaign = { type: 'positional', description: 'Id of the campaign', required: true } as const;
const list = { type: 'positional', description: 'Id of the list in its definition', required: true } as const;
const PAGE = 200;

const filter = {
  units: { type: 'string', description: 'Code of a region: rows of it and below' },
  category: { type: 'string', description: 'Category of the rows' },
  step: { type: 'enum', options: [...STEP_NAMES], description: 'The last step that is done' },
  state: { type: 'enum', options: [...ROW_STATES], description: 'in, held, twin, returned or out' },
} satisfies ArgsDef;

/** Which rows an act is about, and its key. */
const acting = {
  campaign,
  list,
  rows: { type: 'string', description: 'Numbers of rows, as 12,13 (list rows)' },
  all: { type: 'boolean', description: 'All rows that fit --units, --category, --step and --state' },
  count: { type: 'string', description: 'With --all: as many rows as you saw; with another number nothing is done' },
  ...filter,
  submission: {
    type: 'string',
    description: 'A UUID made for this act: under it again, the first receipt is the answer',
  },
  json,
} satisfies ArgsDef;
const reason = { type: 'string', description: 'Why; it stands with the rows', required: true } as const;

export const show = defineCommand({
  meta: { name: 'show', description: 'The lists of a campaign with their counts' },
  args: { campaign, json },
  async run({ args }) {
    await connected(async ({ sql }) => {
      const { definition } = await getCampaign(sql, args.campaign);
      const totals = await listTotals(sql, { campaign: args.campaign });
      const lists = listsOf(definition).map(({ id, track }) => ({
        ...{ id, track },
        ...sumOf(totals.filter((total) => total.list === id)),
      }));
      if (args.json) return printJson(lists);
      printTable(
        ['list', 'slots', 'proposed', 'by step', 'removed', 'burnt', 'returned', 'held'],
        lists.map(({ id, slots, proposed, steps, track, removed, burnt, returned, held }) => [
          ...[
            id,
            slots,
            proposed,
            track
              .slice(1)
              .map((step) => `${step} ${steps[step] ?? 0}`)
              .join(', '),
          ],
          ...[removed, burnt, returned, held],
        ]),
      );
    });
  },
});

export const rows = defineCommand({
  meta: { name: 'rows', description: 'Rows of a list, masked; with --row one row and what was done with it' },
  args: {
    campaign,
    list,
    ...filter,
    row: { type: 'string', description: 'Number of one row' },
    after: { type: 'string', description: 'Number of a row: the page behind it' },
    json,
  },
  async run({ args }) {
    const of = { campaign: args.campaign, list: args.list, top: null };
    await connected(async ({ sql }) => {
      if (args.row !== undefined) return showRow(sql, of, wholeNumber('row', args.row), args.json);
      const at = args.after === undefined ? 'first' : { after: wholeNumber('after', args.after) };
      const page = await rosterPage(sql, of, { filter: filterOf(args), at, size: PAGE });
      const count = await countRoster(sql, of, filterOf(args));
      if (args.json) return printJson({ count, ...page });
      printTable(
        ['row', 'unit', 'name', 'category', 'heads', 'step', 'state', 'because', 'version'],
        page.rows.map(({ id, unitName, shown, category, heads, step, state, because, version }) => [
          ...[id, unitName, shown, category, heads, step, state, because, version],
        ]),
      );
      process.stdout.write(`${page.rows.length} of ${count}\n`);
    });
  },
});

async function showRow(
  sql: Queries,
  of: { campaign: string; list: string; top: null },
  id: number,
  asJson: boolean | undefined,
): Promise<void> {
  const row = await rosterRow(sql, of, id);
  if (!row) throw new Refused(sentence('row-unknown'));
  const deeds = await rowStory(sql, id);
  if (asJson) return printJson({ row, deeds });
  printTable(
    ['at', 'what', 'by', 'unit', 'because', 'reason'],
    deeds.map(({ at, kind, by, via, unitName, because, reason: why }) => [at, kind, by ?? via, unitName, because, why]),
  );
}

export const decide = defineCommand({
  meta: {
    name: 'decide',
    description: 'Decide on rows, all or nothing: a step, hold, release, remove, raise or explain',
  },
  args: {
    ...acting,
    act: {
      type: 'enum',
      options: [
        'appraise',
        'check',
        'approve',
        'tell',
        'deliver',
        'follow',
        'hold',
        'release',
        'remove',
        'raise',
        'explain',
      ],
      description: 'A step of the list, or an act',
      required: true,
    },
    because: {
      type: 'enum',
      options: [...OUT_REASONS, ...UNDELIVERED_REASONS],
      description: 'With remove: why the row leaves; with explain: why it was given nothing, or a part',
    },
    cash: { type: 'string', description: 'With raise: whole yuan for each row' },
    goods: { type: 'string', description: 'With raise: ITEM=QUANTITY for each row, separated by commas' },
    purse: { type: 'string', description: 'With raise of goods: the purse that pays' },
    told: { type: 'enum', options: [...TOLD_BY], description: 'Of `tell`: how the households were told' },
    helps: { type: 'string', description: 'Of `deliver`: ways of the list in which they are helped, by commas' },
    reason: { type: 'string', description: 'Why; it stands with the rows' },
  },
  run: ({ args }) => act(args, decisionOf(args)),
});

export const giveBack = defineCommand({
  meta: { name: 'return', description: 'Return rows to the units that proposed them' },
  args: {
    ...acting,
    reason,
    days: { type: 'string', description: 'Working days for the correction', default: '3' },
  },
  run: ({ args }) =>
    act(args, { act: 'return', reason: said(args.reason), workingDays: wholeNumber('days', args.days) }),
});

export const move = defineCommand({
  meta: { name: 'move', description: 'Move rows to another unit; their slots stay with the first one' },
  args: { ...acting, to: { type: 'string', description: 'Code of the unit', required: true }, reason },
  run: ({ args }) => act(args, { act: 'move', to: args.to, reason: said(args.reason) }),
});

function decisionOf(args: {
  act: string;
  because?: string | undefined;
  cash?: string | undefined;
  goods?: string | undefined;
  purse?: string | undefined;
  told?: string | undefined;
  helps?: string | undefined;
  reason?: string | undefined;
}): Decision {
  switch (args.act) {
    case 'hold':
      return { act: 'hold', reason: said(args.reason) };
    case 'release':
      return { act: 'release' };
    case 'remove':
      return { act: 'remove', because: outReason(args.because), reason: said(args.reason) };
    case 'raise':
      return { act: 'raise', ...raised(args), reason: said(args.reason) };
    case 'explain':
      return { act: 'explain', because: undeliveredReason(args.because), reason: args.reason };
    default:
      return {
        act: 'do',
        step: z.enum(['appraise', 'check', 'approve', 'tell', 'deliver', 'follow']).parse(args.act),
        ...(args.told !== undefined && { told: z.enum(TOLD_BY).parse(args.told) }),
        ...(args.helps && { helps: args.helps.split(',') }),
        ...(args.reason !== undefined && { reason: args.reason }),
      };
  }
}

/** Money, goods or both. @throws Refused when neither is named */
function raised({ cash, goods, purse = '' }: Pick<Parameters<typeof decisionOf>[0], 'cash' | 'goods' | 'purse'>) {
  const things = goods === undefined ? [] : thingsOf({ goods });
  return {
    cash: cash === undefined && things.length > 0 ? 0 : wholeNumber('cash', cash ?? '') * 100,
    goods: things.map(({ item, quantity }) => ({ item, quantity, purse })),
  };
}

function outReason(given: string | undefined): OutReason {
  const found = OUT_REASONS.find((reason) => reason === given);
  if (!found) throw new Refused(sentence('say-why'));
  return found;
}

function undeliveredReason(given: string | undefined): UndeliveredReason {
  const found = UNDELIVERED_REASONS.find((reason) => reason === given);
  if (!found) throw new Refused(sentence('say-why'));
  return found;
}

function said(given: string | undefined): string {
  if (!given?.trim()) throw new Refused(sentence('say-why'));
  return given;
}

interface Given {
  campaign: string;
  list: string;
  rows?: string | undefined;
  all?: boolean | undefined;
  count?: string | undefined;
  submission?: string | undefined;
  json?: boolean | undefined;
  units?: string | undefined;
  category?: string | undefined;
  step?: (typeof STEP_NAMES)[number] | undefined;
  state?: (typeof ROW_STATES)[number] | undefined;
}

const filterOf = ({ units, category, step, state }: Given): RosterFilter => ({ units, category, step, state });

async function act(given: Given, decision: Decision): Promise<void> {
  const by = commandLine();
  const submission = given.submission ?? randomUUID();
  if (!z.uuid().safeParse(submission).success) throw new Refused(sentence('option-not-uuid', { option: 'submission' }));
  await withCampaigns(async ({ sql, client }) => {
    const of = { campaign: given.campaign, list: given.list, top: null };
    const meant = await rowsMeant(sql, of, given);
    const decided = await decideRows({ sql, by, client }, { ...of, submission, decision, meant, via: 'cli' });
    if (given.json) return printJson(decided);
    const again = decided.repeated ? ', done before' : '';
    process.stdout.write(`Receipt ${decided.receipt}: ${decided.kind} of ${decided.rows} rows${again}\n`);
  });
}

/** Rows by number count as seen now: whoever types them has just looked at them. */
async function rowsMeant(
  sql: Queries,
  of: { campaign: string; list: string; top: null },
  given: Given,
): Promise<RowsMeant> {
  if (given.all) return { all: filterOf(given), count: wholeNumber('count', given.count ?? '') };
  const ids = (given.rows ?? '').split(',').map((id) => wholeNumber('rows', id.trim()));
  const seen = await Promise.all(ids.map((id) => rosterRow(sql, of, id)));
  return { rows: ids.map((id, at) => ({ id, version: seen[at]?.version ?? 0 })) };
}
