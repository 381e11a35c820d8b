import { randomUUID } from 'node:crypto';
import type { Booking } from '../../actions/ledger/book';
import { MONEY, type Thing } from '../../domain/ledger/items';
import { Refused, sentence } from '../../domain/text/refusal';
import type { Queries } from '../../store/db/db';
import { ledgerOf } from '../../store/ledger/ledger-of';
import type { Posted } from '../../store/ledger/post';
import { wholeNumber } from '../arguments';
import { terminalLanguage } from '../language';
import { printJson } from '../output';

export const json = { type: 'boolean', description: 'One JSON document on standard output' } as const;
export const campaign = { type: 'positional', description: 'Id of the campaign', required: true } as const;
export const reason = { type: 'string', description: 'Why, for the audit log', required: true } as const;

/** What every act may be given. */
export const booking = {
  doc: { type: 'string', description: 'The number on the paper' },
  key: { type: 'string', description: 'A UUID: a second sending with it gives the first receipt' },
  json,
} as const;

/** What moves. */
export const things = {
  purse: { type: 'string', description: 'The purse (专款) that it belongs to', required: true },
  cash: { type: 'string', description: 'Yuan, such as 12900 or 600.50' },
  goods: { type: 'string', description: 'ITEM=QUANTITY, with @YUAN for the value of all of it; separated by commas' },
} as const;

/** Days until a dispatch should have arrived, when nobody says. */
const USUAL_DAYS = '3';
export const within = {
  type: 'string',
  description: 'Days until it should have arrived',
  default: USUAL_DAYS,
} as const;

/** @returns so many days after now, by the campaign's clock */
export async function dueIn(sql: Queries, of: string, days: string): Promise<string> {
  const { now } = await ledgerOf(sql, of);
  return new Date(Date.parse(now) + wholeNumber('within', days) * 86_400_000).toISOString();
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** @returns what every act says, from the command line: it may do everything */
export function bookingOf(args: { campaign: string; doc?: string | undefined; key?: string | undefined }): Booking {
  const { key = randomUUID(), doc } = args;
  if (!UUID.test(key)) throw new Refused(sentence('ledger-key'));
  return { campaign: args.campaign, key, docNo: doc?.slice(0, 60), top: null, via: 'cli' };
}

/** @returns what `--cash` and `--goods` say, money in fen. @throws Refused when neither says anything */
export function thingsOf({ cash, goods }: { cash?: string | undefined; goods?: string | undefined }): Thing[] {
  const found = [
    ...(cash === undefined ? [] : [{ item: MONEY, quantity: fenOf(cash) }]),
    ...(goods ?? '').split(',').flatMap((part) => (part.trim() === '' ? [] : [goodsOf(part.trim())])),
  ];
  if (found.length === 0) throw new Refused(sentence('ledger-things'));
  return found;
}

function goodsOf(written: string): Thing {
  const [, item = '', quantity = '', yuan] = /^([a-z][a-z0-9-]*)=(\d{1,12})(?:@(.+))?$/.exec(written) ?? [];
  if (item === '') throw new Refused(sentence('ledger-things'));
  return { item, quantity: Number(quantity), ...(yuan !== undefined && { valueFen: fenOf(yuan) }) };
}

/** @returns the fen of an amount in yuan, with at most two decimals. @throws Refused */
export function fenOf(yuan: string): number {
  const [, whole, part = ''] = /^(\d{1,10})(?:\.(\d{1,2}))?$/.exec(yuan) ?? [];
  if (whole === undefined) throw new Refused(sentence('ledger-things'));
  return Number(whole) * 100 + Number(part.padEnd(2, '0'));
}

/** @returns a quantity for people: money in yuan */
export const quantityOf = (item: string, quantity: number): string =>
  item === MONEY ? (quantity / 100).toFixed(2) : String(quantity);

/** Prints what became of an act. */
export function printPosted(posted: Posted, asJson: boolean | undefined, more = ''): void {
  if (asJson) {
    printJson(posted);
    return;
  }
  const { receipt, repeated } = posted;
  const said =
    terminalLanguage() === 'en'
      ? `${repeated ? 'Posted before' : 'Posted'}; receipt ${receipt}.`
      : `${repeated ? '此前已记账' : '已记账'}，回执号 ${receipt}。`;
  process.stdout.write(`${said}${more && ` ${more}`}\n`);
}
