import { defineCommand } from 'citty';
import { allocate } from './allocations';
import { bank } from './bank';
import { letClose } from './closings';
import { confirmCount, count, counts } from './counts';
import { deliver, deliveries, giveBack } from './deliveries';
import { arrive, correct, dispatch, lose, ways } from './dispatches';
import { confirmDraft, drafts, dropDraft } from './drafts';
import { audit } from './findings';
import { buy, pledge, receive } from './gifts';
import { balance, reconcile, transfers } from './looks';
import { confirmStandard, setStandard, standards } from './standards';

/** Goods and money of a campaign, by double entry. */
export default defineCommand({
  meta: {
    name: 'ledger',
    description: 'Goods and money: gifts, purchases, dispatches, deliveries, losses, and whether it balances',
  },
  subCommands: {
    pledge,
    receive,
    buy,
    dispatch,
    allocate,
    arrive,
    deliver,
    return: giveBack,
    deliveries,
    lose,
    correct,
    'let-close': letClose,
    ways,
    balance,
    transfers,
    reconcile,
    bank,
    audit,
    count,
    'confirm-count': confirmCount,
    counts,
    'set-standard': setStandard,
    'confirm-standard': confirmStandard,
    standards,
    drafts,
    'confirm-draft': confirmDraft,
    'drop-draft': dropDraft,
  },
});
