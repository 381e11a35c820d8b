import { defineCommand } from 'citty';
import { z } from 'zod';
import { deliver as handOver } from '../../actions/ledger/deliver';
import { takeBack } from '../../actions/ledger/returns';
import {
  deliverySent,
  MARKS,
  MISSED,
  OUTCOMES,
  RESTS,
  RETURNS,
  type RowHanded,
  rowHanded,
  WAYS_TO_DELIVER,
} from '../../domain/ledger/delivery';
import { Refused, sentence, tellIn } from '../../domain/text/refusal';
import type { Delivered } from '../../store/ledger/delivery/by-officer';
import { deliveriesOf } from '../../store/ledger/delivery/delivery-list';
import { peopleKey } from '../../store/people/sealed/people-key';
import { wholeNumber } from '../arguments';
import { connected, withCampaigns } from '../connection';
import { contentOf } from '../files-named';
import { terminalLanguage } from '../language';
import { printJson, printTable } from '../output';
import { commandLine } from '../who';
import { booking, bookingOf, campaign, json, printPosted, quantityOf, reason, things, thingsOf } from './things';

/** Deliveries that the command lists. */
const LISTED = 200;
const WHICH = [...OUTCOMES, 'unsigned', 'proxies'] as const;

export const deliver = defineCommand({
  meta: {
    name: 'deliver',
    description: 'Hand over to rows what is due to them, or key in what was handed over on paper',
  },
  args: {
    campaign,
    list: { type: 'positional', description: 'The list', required: true },
    rows: { type: 'string', description: 'Numbers of rows, separated by commas' },
    file: {
      type: 'string',
      description: 'Or a JSON file: [{id, delivery: {how, mark, things, helps, proxy, witnesses …}, missed, reason}]',
    },
    how: { type: 'enum', options: [...WAYS_TO_DELIVER], description: 'How it was handed over', default: 'ceremony' },
    mark: { type: 'enum', options: MARKS.filter((mark) => mark === 'paper'), description: 'They have signed a sheet' },
    cash: { type: 'string', description: 'Yuan; with --goods instead of all that is due' },
    goods: { type: 'string', description: 'ITEM=QUANTITY, separated by commas' },
    rest: { type: 'enum', options: [...RESTS], description: 'Why no more of it follows' },
    helps: { type: 'string', description: 'Ways of the list in which it helps, separated by commas' },
    missed: { type: 'enum', options: [...MISSED], description: 'Nothing was handed over' },
    reason: { type: 'string', description: 'What is to be said of it; a refusal needs it' },
    from: { type: 'string', description: 'Code of the region whose store it comes from; the nearest that holds it' },
    key: booking.key,
    json,
  },
  async run({ args }) {
    const { campaign: of, key: submission, top, via } = bookingOf(args);
    const rows = args.file === undefined ? named(args) : await fromFile(args.file);
    const said = { campaign: of, list: args.list, submission, top, via, from: args.from, rows };
    await withCampaigns(async ({ sql, env, client }) => {
      const delivered = await handOver(
        { sql, by: commandLine(), client },
        { ...said, people: peopleKey(env.PEOPLE_KEY) },
      );
      printDelivered(delivered, args.json);
    });
  },
});

interface Named {
  rows?: string | undefined;
  cash?: string | undefined;
  goods?: string | undefined;
  how: (typeof WAYS_TO_DELIVER)[number];
  mark?: 'paper' | undefined;
  rest?: (typeof RESTS)[number] | undefined;
  helps?: string | undefined;
  missed?: (typeof MISSED)[number] | undefined;
  reason?: string | undefined;
}

/** The same for each row that is named. */
function named({ rows = '', cash, goods, how, mark, rest, helps, missed, reason: why }: Named): RowHanded[] {
  const given = cash === undefined && goods === undefined ? {} : { things: thingsOf({ cash, goods }) };
  const delivery = deliverySent.parse({
    how,
    ...given,
    ...(mark && { mark }),
    ...(rest && { rest }),
    ...(helps && { helps: helps.split(',') }),
  });
  const ids = rows.split(',').flatMap((one) => (one.trim() === '' ? [] : [wholeNumber('rows', one.trim())]));
  if (ids.length === 0) throw new Refused(sentence('deliver-whom'));
  return ids.map((id) => ({ id, ...(missed ? { missed } : { delivery }), ...(why !== undefined && { reason: why }) }));
}

/** Names of proxies and witnesses are not typed: a shell keeps its history. */
async function fromFile(file: string): Promise<RowHanded[]> {
  const text = String(await contentOf(file));
  try {
    return z.array(rowHanded).min(1).parse(JSON.parse(text));
  } catch (cause) {
    // What stands in the file may name somebody, so it is not repeated.
    throw new Refused(sentence('deliver-file', { file }), [], { cause });
  }
}

function printDelivered({ rows, ...delivered }: Delivered, asJson: boolean | undefined): void {
  if (asJson) {
    printJson({ ...delivered, rows });
    return;
  }
  const language = terminalLanguage();
  printTable(
    ['row', 'what', 'why'],
    rows.map((one) => [
      one.id,
      one.is,
      one.is === 'refused' ? one.problems.map((why) => tellIn(language, why)).join(' ') : '',
    ]),
  );
  printPosted({ ...delivered, act: 0 }, false);
}

export const giveBack = defineCommand({
  meta: { name: 'return', description: 'Take back what was handed over to a row, by another hand than handed it over' },
  args: {
    campaign,
    row: { type: 'positional', description: 'Number of the row', required: true },
    to: { type: 'positional', description: 'Code of the region whose store takes it', required: true },
    because: { type: 'enum', options: [...RETURNS], description: 'Why it comes back', required: true },
    cash: things.cash,
    goods: { type: 'string', description: 'ITEM=QUANTITY; all that lies with the row when neither is said' },
    reason,
    ...booking,
  },
  async run({ args }) {
    const { cash, goods, because, to } = args;
    const some = cash === undefined && goods === undefined ? {} : { things: thingsOf({ cash, goods }) };
    const back = { row: wholeNumber('row', args.row), to, because, reason: args.reason, ...some };
    await connected(async ({ sql }) => {
      printPosted(await takeBack({ sql, by: commandLine() }, { ...bookingOf(args), ...back }), args.json);
    });
  },
});

export const deliveries = defineCommand({
  meta: { name: 'deliveries', description: 'What was handed over, the newest first: all, or what is in doubt' },
  args: {
    campaign,
    which: { type: 'enum', options: [...WHICH], description: 'An outcome; unsigned; or proxies who sign for too many' },
    unit: { type: 'string', description: 'Code of a region: rows in it' },
    row: { type: 'string', description: 'Number of a row' },
    json,
  },
  async run({ args }) {
    const wanted = {
      ...{ campaign: args.campaign, top: null, limit: LISTED, which: args.which, unit: args.unit },
      entry: args.row === undefined ? undefined : wholeNumber('row', args.row),
    };
    const found = await connected(({ sql }) => deliveriesOf(sql, wanted));
    if (args.json) return printJson(found);
    printTable(
      ['row', 'who', 'place', 'outcome', 'how', 'mark', 'signed', 'what', 'case'],
      found.map((one) => [
        ...[one.entry, one.shown, one.place, one.outcome, one.how, one.mark, one.signedAt],
        one.things.map(({ item, quantity }) => `${item} ${quantityOf(item, quantity)}`).join(', '),
        one.case,
      ]),
    );
  },
});
