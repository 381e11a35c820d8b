import { defineCommand } from 'citty';
import { worthOfPlaces } from '../../domain/ledger/reconciliation';
import { balancesOf } from '../../store/ledger/balances';
import { ledgerOf } from '../../store/ledger/ledger-of';
import { reconcile as held } from '../../store/ledger/reconcile';
import { transfersOf } from '../../store/ledger/transfers-of';
import { wholeNumber } from '../arguments';
import { connected } from '../connection';
import { terminalLanguage } from '../language';
import { printJson, printTable } from '../output';
import { campaign, json, quantityOf } from './things';

/** A page of the terminal. */
const AT_ONCE = 500;

export const balance = defineCommand({
  meta: { name: 'balance', description: 'What lies in each account, except those of single rows' },
  args: {
    campaign,
    region: { type: 'string', description: 'Code of a region: only what lies there' },
    after: { type: 'string', description: 'The last account of the page before' },
    json,
  },
  async run({ args }) {
    const { region = null, after = '' } = args;
    const found = await connected(async ({ sql }) => {
      await ledgerOf(sql, args.campaign);
      return balancesOf(sql, { campaign: args.campaign, top: region, after, limit: AT_ONCE });
    });
    if (args.json) return printJson(found);
    printTable(
      ['account', 'place', 'purse', 'item', 'quantity'],
      found.map(({ account, name, purse, item, quantity }) => [account, name, purse, item, quantityOf(item, quantity)]),
    );
  },
});

export const transfers = defineCommand({
  meta: { name: 'transfers', description: 'What was booked, the newest first' },
  args: {
    campaign,
    account: { type: 'string', description: 'Only those of an account, such as store:532626' },
    before: { type: 'string', description: 'Number of the last one of the page before' },
    json,
  },
  async run({ args }) {
    const before = args.before === undefined ? {} : { before: wholeNumber('before', args.before) };
    const wanted = { campaign: args.campaign, top: null, account: args.account, ...before, limit: 50 };
    const found = await connected(({ sql }) => transfersOf(sql, wanted));
    if (args.json) return printJson(found);
    printTable(
      ['number', 'at', 'kind', 'item', 'purse', 'quantity', 'from', 'to', 'paper'],
      found.map((one) => [
        ...[
          one.id,
          one.at,
          one.kind,
          one.item,
          one.purse,
          quantityOf(one.item, one.quantity),
          one.from,
          one.to,
          one.docNo,
        ],
      ]),
    );
  },
});

export const reconcile = defineCommand({
  meta: { name: 'reconcile', description: 'Hold transfers, balances, notes and lists against each other' },
  args: {
    campaign,
    region: { type: 'string', description: 'Code of a region: what its offices are asked about' },
    json,
  },
  async run({ args }) {
    const found = await connected(({ sql }) => held(sql, { campaign: args.campaign, top: args.region ?? null }));
    if (!found.balanced) process.exitCode = 1;
    const places = found.places.map((one) => ({ ...one, worth: worthOfPlaces(one) }));
    if (args.json) return printJson({ ...found, places });
    const english = terminalLanguage() === 'en';
    printTable(
      ['purse', 'item', 'came', 'promised', 'stores', 'ways', 'rows', 'spent', 'lost', 'back'],
      found.places.map((one) => [
        one.purse,
        one.item,
        ...[one.came, one.promised, one.stores, one.ways, one.rows, one.spent, one.lost, one.back].map((quantity) =>
          quantityOf(one.item, quantity),
        ),
      ]),
    );
    for (const {
      code,
      item,
      purse,
      expected,
      found: there,
      account,
      dispatch,
      rows,
      ask,
      askName,
    } of found.differences) {
      const where = account ?? (rows === undefined ? '' : `${rows} rows`);
      const note = dispatch === undefined ? '' : ` (${dispatch})`;
      process.stdout.write(
        `${code}${note} ${where} ${purse} ${item}: ${quantityOf(item, expected)} ≠ ${quantityOf(item, there)} → ${askName ?? ask ?? '–'}\n`,
      );
    }
    if (found.balanced) process.stdout.write(english ? 'It balances.\n' : '账实相符。\n');
  },
});
