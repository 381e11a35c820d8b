import { defineCommand } from 'citty';
import * as act from '../../actions/ledger/drafts';
import { Refused, sentence } from '../../domain/text/refusal';
import { draftsToConfirm } from '../../store/ledger/dispatch-drafts';
import { ledgerOf } from '../../store/ledger/ledger-of';
import { wholeNumber } from '../arguments';
import { connected, withCampaigns } from '../connection';
import { printJson, printTable } from '../output';
import { commandLine } from '../who';
import { booking, bookingOf, campaign, json, printPosted, reason, thingsOf } from './things';

const draft = { type: 'positional', description: 'Number of the draft', required: true } as const;
const from = { type: 'string', description: 'Code of the region whose store sends; the top of the campaign' } as const;

export const drafts = defineCommand({
  meta: {
    name: 'drafts',
    description: 'What rules of warnings want sent and nobody has confirmed, and what is lacking',
  },
  args: { campaign, from, json },
  async run({ args }) {
    const found = await connected(async ({ sql }) => {
      const { definition } = await ledgerOf(sql, args.campaign);
      return draftsToConfirm(sql, { campaign: args.campaign, from: args.from ?? definition.scope, top: null });
    });
    if (args.json) return printJson(found);
    printTable(
      ['draft', 'alert', 'to', 'purse', 'goods', 'at'],
      found.drafts.map(({ id, alert, toName, purse, goods, at }) => [
        ...[id, alert, toName, purse],
        ...[goods.map(({ item, quantity }) => `${item}=${quantity}`).join(','), at],
      ]),
    );
    for (const { item, purse, wanted, there, lacks } of found.lacks)
      process.stdout.write(`${item} (${purse}): ${there} / ${wanted} → −${lacks}\n`);
  },
});

export const confirmDraft = defineCommand({
  meta: { name: 'confirm-draft', description: 'Send what a rule of warnings wants sent, from a store' },
  args: {
    campaign,
    draft,
    from,
    goods: { type: 'string', description: 'ITEM=QUANTITY, separated by commas, where it is not what the rule says' },
    ...booking,
  },
  async run({ args }) {
    const goods = args.goods === undefined ? {} : { goods: thingsOf({ goods: args.goods }) };
    const posted = await withCampaigns(async ({ sql, client }) => {
      const { definition } = await ledgerOf(sql, args.campaign);
      const confirming = { draft: wholeNumber('draft', args.draft), from: args.from ?? definition.scope, ...goods };
      return act.confirmDraft({ sql, by: commandLine(), client }, { ...bookingOf(args), ...confirming });
    });
    printPosted(posted, args.json, `#${posted.dispatch}`);
  },
});

export const dropDraft = defineCommand({
  meta: { name: 'drop-draft', description: 'Drop what a rule of warnings wants sent' },
  args: { campaign, draft, reason, json },
  async run({ args }) {
    if (!args.reason.trim()) throw new Refused(sentence('say-why'));
    const dropping = {
      campaign: args.campaign,
      top: null,
      draft: wholeNumber('draft', args.draft),
      reason: args.reason,
    };
    const dropped = await connected(({ sql }) => act.dropDraft({ sql, by: commandLine() }, dropping));
    if (args.json) printJson(dropped);
  },
});
