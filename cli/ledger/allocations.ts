import { defineCommand } from 'citty';
import { allocate as divideBelow } from '../../actions/ledger/allocations';
import { Refused, sentence } from '../../domain/text/refusal';
import { withCampaigns } from '../connection';
import { printJson, printTable } from '../output';
import { commandLine } from '../who';
import { booking, bookingOf, campaign, dueIn, printPosted, quantityOf, things, thingsOf, within } from './things';

export const allocate = defineCommand({
  meta: {
    name: 'allocate',
    description: 'Divide money or goods among the regions below, by what their rows are entitled to',
  },
  args: {
    campaign,
    from: { type: 'positional', description: 'Code of the region that allocates', required: true },
    ...things,
    within,
    ...booking,
  },
  async run({ args }) {
    const [thing, ...more] = thingsOf(args);
    if (!thing || more.length > 0) throw new Refused(sentence('allocate-one'));
    await withCampaigns(async ({ sql, client }) => {
      const dueAt = await dueIn(sql, args.campaign, args.within);
      const parts = { from: args.from, purse: args.purse, item: thing.item, quantity: thing.quantity, dueAt };
      const posted = await divideBelow({ sql, by: commandLine(), client }, { ...bookingOf(args), ...parts });
      if (args.json) return printJson(posted);
      printPosted(posted, false);
      printTable(
        ['note', 'to', 'name', 'quantity'],
        posted.notes.map(({ dispatch, to, name, quantity }) => [dispatch, to, name, quantityOf(thing.item, quantity)]),
      );
    });
  },
});
