import { defineCommand } from 'citty';
import { correct as undo } from '../../actions/ledger/corrections';
import * as act from '../../actions/ledger/dispatches';
import { Refused, sentence } from '../../domain/text/refusal';
import { openDispatches } from '../../store/ledger/dispatches';
import { wholeNumber } from '../arguments';
import { connected, withCampaigns } from '../connection';
import { printJson, printTable } from '../output';
import { commandLine } from '../who';
import {
  booking,
  bookingOf,
  campaign,
  dueIn,
  json,
  printPosted,
  quantityOf,
  reason,
  things,
  thingsOf,
  within,
} from './things';

const number = { type: 'positional', description: 'Number of the dispatch note', required: true } as const;

export const dispatch = defineCommand({
  meta: { name: 'dispatch', description: 'Send goods or money from one office to another; so is money allocated' },
  args: {
    campaign,
    from: { type: 'positional', description: 'Code of the region that sends', required: true },
    to: { type: 'positional', description: 'Code of the region that gets it', required: true },
    ...things,
    within,
    ...booking,
  },
  async run({ args }) {
    await withCampaigns(async ({ sql, client }) => {
      const dueAt = await dueIn(sql, args.campaign, args.within);
      const sent = { from: args.from, to: args.to, purse: args.purse, things: thingsOf(args), dueAt };
      const posted = await act.dispatch({ sql, by: commandLine(), client }, { ...bookingOf(args), ...sent });
      printPosted(posted, args.json, `nuandong ledger arrive ${args.campaign} ${posted.dispatch}`);
    });
  },
});

export const arrive = defineCommand({
  meta: { name: 'arrive', description: 'Take what has come; what is missing after the last of it becomes a case' },
  args: {
    campaign,
    dispatch: number,
    cash: things.cash,
    goods: things.goods,
    last: { type: 'boolean', description: 'No more of it comes' },
    ...booking,
  },
  async run({ args }) {
    const came = { dispatch: wholeNumber('dispatch', args.dispatch), things: thingsOf(args), last: args.last === true };
    await withCampaigns(async ({ sql, client }) => {
      const arrived = await act.arrive({ sql, by: commandLine(), client }, { ...bookingOf(args), ...came });
      const left = arrived.left.map((one) => `${one.item} ${quantityOf(one.item, one.left)}`).join(', ');
      printPosted(arrived, args.json, left && `${left}${arrived.case === null ? '' : ` → case ${arrived.case}`}`);
    });
  },
});

export const lose = defineCommand({
  meta: { name: 'lose', description: 'Write off what is gone, with a reason; what was sent, by another hand' },
  args: {
    campaign,
    ...things,
    dispatch: { type: 'string', description: 'Number of the dispatch note that it was on' },
    store: { type: 'string', description: 'Or the code of the region whose store it was in' },
    reason,
    ...booking,
  },
  async run({ args }) {
    const { dispatch: note, store } = args;
    if ((note === undefined) === (store === undefined)) throw new Refused(sentence('lost-where'));
    const where = note === undefined ? { store: store ?? '' } : { dispatch: wholeNumber('dispatch', note) };
    const lost = { where, purse: args.purse, things: thingsOf(args), reason: args.reason };
    await withCampaigns(async ({ sql, client }) => {
      printPosted(await act.lose({ sql, by: commandLine(), client }, { ...bookingOf(args), ...lost }), args.json);
    });
  },
});

export const correct = defineCommand({
  meta: {
    name: 'correct',
    description: 'Undo a transfer, once and by another hand; `ledger transfers` has the numbers',
  },
  args: {
    campaign,
    transfer: { type: 'positional', description: 'Number of the transfer', required: true },
    reason,
    ...booking,
  },
  async run({ args }) {
    const wrong = { transfer: wholeNumber('transfer', args.transfer), reason: args.reason };
    await withCampaigns(async ({ sql, client }) => {
      printPosted(await undo({ sql, by: commandLine(), client }, { ...bookingOf(args), ...wrong }), args.json);
    });
  },
});

export const ways = defineCommand({
  meta: { name: 'ways', description: 'Dispatch notes that still carry something' },
  args: { campaign, json },
  async run({ args }) {
    const open = await connected(({ sql }) => openDispatches(sql, { campaign: args.campaign, top: null }));
    if (args.json) return printJson(open);
    printTable(
      ['note', 'from', 'to', 'item', 'purse', 'sent', 'left', 'due', 'case'],
      open.map((one) => [
        ...[one.id, one.from, one.to, one.item, one.purse],
        ...[quantityOf(one.item, one.sent), quantityOf(one.item, one.left), one.dueAt, one.case],
      ]),
    );
  },
});
