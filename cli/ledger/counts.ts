import { defineCommand } from 'citty';
import * as act from '../../actions/ledger/counts';
import { Refused, sentence } from '../../domain/text/refusal';
import { openCounts } from '../../store/ledger/counts';
import { wholeNumber } from '../arguments';
import { connected } from '../connection';
import { printJson, printTable } from '../output';
import { commandLine } from '../who';
import { booking, bookingOf, campaign, json, printPosted, quantityOf, things, thingsOf } from './things';

export const count = defineCommand({
  meta: { name: 'count', description: 'Note what somebody has counted in a store; another person confirms it' },
  args: {
    campaign,
    region: { type: 'positional', description: 'Code of the region whose store it is', required: true },
    ...things,
    json,
  },
  async run({ args }) {
    const [thing, ...more] = thingsOf(args);
    if (!thing || more.length > 0) throw new Refused(sentence('count-one'));
    const counted = { region: args.region, purse: args.purse, item: thing.item, found: thing.quantity };
    const of = { campaign: args.campaign, top: null, via: 'cli' as const };
    const told = await connected(({ sql }) => act.count({ sql, by: commandLine() }, { ...of, ...counted }));
    if (args.json) return printJson(told);
    const [expected, found] = [told.expected, told.found].map((one) => quantityOf(thing.item, one));
    const next = told.expected === told.found ? '✓' : `→ nuandong ledger confirm-count ${args.campaign} ${told.count}`;
    process.stdout.write(`${expected} / ${found} ${next}\n`);
  },
});

export const confirmCount = defineCommand({
  meta: { name: 'confirm-count', description: 'Confirm what somebody else has counted: the difference is booked' },
  args: {
    campaign,
    count: { type: 'positional', description: 'Number of the count', required: true },
    ...booking,
  },
  async run({ args }) {
    const confirming = { ...bookingOf(args), count: wholeNumber('count', args.count) };
    const posted = await connected(({ sql }) => act.confirmCount({ sql, by: commandLine() }, confirming));
    printPosted(posted, args.json);
  },
});

export const counts = defineCommand({
  meta: { name: 'counts', description: 'Counts that differ from the books and that nobody has confirmed' },
  args: { campaign, json },
  async run({ args }) {
    const open = await connected(({ sql }) => openCounts(sql, { campaign: args.campaign, top: null }));
    if (args.json) return printJson(open);
    printTable(
      ['count', 'store', 'item', 'purse', 'books', 'counted', 'at'],
      open.map((one) => [
        ...[one.id, one.name, one.item, one.purse],
        ...[quantityOf(one.item, one.expected), quantityOf(one.item, one.found), one.at],
      ]),
    );
  },
});
