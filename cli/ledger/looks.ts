import { defineCommand } from 'citty';
import { type Difference, worthOfPlaces } from '../../domain/ledger/reconciliation';
import { WHY_NAMES, type Why } from '../../domain/ledger/undelivered';
import { balancesOf } from '../../store/ledger/balances';
import { ledgerOf } from '../../store/ledger/ledger-of';
import { reconcile as held, type NamedLevel } from '../../store/ledger/reconcile';
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
    region: { type: 'string', description: 'Code of a region: it and its parts, and what its offices are asked about' },
    json,
  },
  async run({ args }) {
    const found = await connected(({ sql }) => held(sql, { campaign: args.campaign, top: null, region: args.region }));
    if (!found.balanced) process.exitCode = 1;
    const places = found.places.map((one) => ({ ...one, worth: worthOfPlaces(one) }));
    if (args.json) return printJson({ ...found, places });
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
    printTable(
      ['place', 'purse', 'item', 'planned', 'delivered', 'returned', 'undelivered'],
      [...found.whole, ...found.parts].map((one) => [
        ...[one.name, one.purse, one.item],
        ...[one.planned, one.delivered, one.returned].map((quantity) => quantityOf(one.item, quantity)),
        whyNot(one),
      ]),
    );
    for (const one of found.differences) process.stdout.write(`${differenceText(one)}\n`);
    if (found.balanced) process.stdout.write(terminalLanguage() === 'en' ? 'It balances.\n' : '账实相符。\n');
  },
});

const whyNot = ({ item, undelivered }: NamedLevel): string =>
  Object.entries(undelivered)
    .map(([why, quantity]) => `${WHY_NAMES[why as Why][terminalLanguage()]} ${quantityOf(item, quantity)}`)
    .join(', ');

function differenceText({
  code,
  item,
  purse,
  expected,
  found,
  account,
  dispatch,
  batch,
  rows,
  ask,
  askName,
  askDuties,
}: Difference): string {
  const where = account ?? (rows === undefined ? '' : `${rows} rows`);
  const paper = dispatch ?? batch;
  const note = paper === undefined ? '' : ` (${paper})`;
  const sums = `${quantityOf(item, expected)} ≠ ${quantityOf(item, found)}`;
  return `${code}${note} ${where} ${purse} ${item}: ${sums} → ${[askName ?? ask ?? '–', ...askDuties].join(' ')}`;
}
