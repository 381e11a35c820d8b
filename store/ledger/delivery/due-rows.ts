import type { Definition } from '../../../domain/campaign/definition/definition';
import { compare } from '../../../domain/compare';
import { storeOf } from '../../../domain/ledger/accounts';
import {
  dueOf,
  type HandedOut,
  type Handing,
  handOut,
  type Part,
  type PartFrom,
  type Stock,
  stockKey,
} from '../../../domain/ledger/hand-out';
import { MONEY } from '../../../domain/ledger/items';
import { type Entitled, freezingStep, sharesOf } from '../../../domain/list/entitled';
import type { Queries } from '../../db/db';
import { json } from '../../db/json';
import { isAskedOfUnits } from '../../list/acts/act-on-rows';
import { askedFor } from '../../list/acts/care';
import { askedForRows } from '../../list/acts/windows';
import type { Entry } from '../../list/entries';

/** Rows that something is handed over to. */
export interface Meant {
  campaign: string;
  list: string;
  definition: Definition;
  /** Campaign time. */
  at: string;
  /** Code of the unit that acts in its round; without it, an officer acts for who is asked. */
  unit?: string | undefined;
  /** Code of the region whose store it comes from; without it, the nearest store at or above the row that holds it. */
  from?: string | undefined;
}

/** A row as it stands before its delivery. It is locked. */
export interface RowDue extends Pick<Entry, 'id' | 'row' | 'state' | 'because' | 'done' | 'version'> {
  unit: string;
  category: string;
  heads: number;
  /** What it is entitled to of the purses, and what lies with it. */
  due: Part[];
  given: Part[];
  /** What a bank was asked to pay to it, and has not answered. */
  banked: Part[];
  /** Regions whose stores it may come from, the first one first. */
  stores: string[];
  /** The unit that is asked to deliver to it now, and the key of its round; null where nobody is. */
  asked: { unit: string; round: string } | null;
}

type Found = Omit<RowDue, 'due' | 'given' | 'banked' | 'stores' | 'asked'> & {
  entitled: Entitled[] | null;
  beside: boolean;
  path: string;
  askedUnit: string | null;
  key: string | null;
};

/** @returns whether a campaign keeps accounts. */
export const keepsAccounts = ({ purses = {} }: Partial<Pick<Definition, 'purses'>>): boolean =>
  Object.keys(purses).length > 0;

/** Locks rows in the order of their numbers. @returns them by number, with what is due to them */
export async function dueRows(tx: Queries, meant: Meant, rows: readonly number[]): Promise<Map<number, RowDue>> {
  const { campaign, list, definition, at, unit } = meant;
  const asked = isAskedOfUnits(definition, list, 'deliver');
  const window = { campaign, list, step: 'deliver', at, unit, proposers: askedFor(definition, list, 'propose') };
  const found = await tx<Found[]>`
    with chosen as materialized (
      select e.* from entries e where e.id = any(${[...rows]}::bigint[]) and e.campaign_id = ${campaign} and e.list = ${list}
      order by e.id for no key update of e
    ), ${asked ? askedForRows(tx, window) : tx``} known as (
      select c.id, c.row, c.state, c.because, c.done, c.version, c.unit_code as unit, c.category, c.heads, c.entitled, g.path,
             c.entitled is null and exists (select from rows_beside r where r.id = c.id) as beside,
             ${asked ? tx`w.unit as "askedUnit", w.key` : tx`null as "askedUnit", null as key`}
      from chosen c join regions g on g.code = c.unit_code ${asked ? tx`left join windows w on w.of = c.unit_code` : tx``})
    select * from known order by id`;
  const accounts = keepsAccounts(definition);
  const given = accounts ? await givenTo(tx, campaign, rows) : new Map<number, Part[]>();
  const banked = accounts ? await bankedFor(tx, rows) : new Map<number, Part[]>();
  return new Map(
    found.map(({ entitled, beside, path, askedUnit, key, ...row }) => [
      row.id,
      {
        ...row,
        due: accounts ? dueOf(entitled ?? (beside ? [] : entitledAtDelivery(meant, row))) : [],
        given: given.get(row.id) ?? [],
        banked: banked.get(row.id) ?? [],
        stores: meant.from === undefined ? pathUp(path, definition.scope) : [meant.from],
        asked: askedUnit === null || key === null ? null : { unit: askedUnit, round: key },
      },
    ]),
  );
}

/** A track without an approval freezes what a row is entitled to when it is delivered. */
export function entitledAtDelivery(
  { definition, list }: Pick<Meant, 'definition' | 'list'>,
  { category, heads }: Pick<RowDue, 'category' | 'heads'>,
): Entitled[] {
  if (freezingStep(definition.lists[list]?.track ?? []) !== 'deliver') return [];
  const shares = sharesOf(definition).filter((one) => one.category === category);
  return shares.map(({ perHead, ...share }) => {
    const times = perHead ? heads : 1;
    const goods = share.goods.map((one) => ({ ...one, quantity: one.quantity * times }));
    return { ...share, cash: share.cash * times, goods };
  });
}

/** The region of a row and those above it, up to that of the campaign. */
function pathUp(path: string, scope: string): string[] {
  const codes = path.split('/').filter(Boolean);
  const top = codes.indexOf(scope);
  return codes.slice(Math.max(top, 0)).reverse();
}

/** @returns what lies with rows, by their numbers */
export async function givenTo(tx: Queries, campaign: string, rows: readonly number[]): Promise<Map<number, Part[]>> {
  const found = await tx<(Part & { row: number })[]>`
    select w.row, b.item, b.purse, b.quantity
    from unnest(${[...rows]}::bigint[]) w(row) join balances b on b.campaign_id = ${campaign} and b.account = 'with:' || w.row
    where b.quantity > 0`;
  return byRow(found);
}

/** @returns the money that banks were asked to pay to rows, by row (migration 0178 keeps it from being handed over) */
const bankedFor = async (tx: Queries, rows: readonly number[]): Promise<Map<number, Part[]>> =>
  byRow(
    await tx<(Part & { row: number })[]>`
      select l.entry_id as row, ${MONEY}::text as item, l.purse, l.fen as quantity
      from bank_lines l where l.entry_id = any(${[...rows]}::bigint[]) and l.state = 'open'`,
  );

function byRow(found: readonly (Part & { row: number })[]): Map<number, Part[]> {
  const parts = new Map<number, Part[]>();
  for (const { row, ...part } of found) parts.set(row, [...(parts.get(row) ?? []), part]);
  return parts;
}

/**
 * Decides what each row is given. A look finds the stores; only those are locked then, in the order of their accounts,
 * so that a store above them is not waited for by everybody.
 */
export async function decideHandings(
  tx: Queries,
  campaign: string,
  rows: readonly Handing[],
): Promise<Map<number, HandedOut>> {
  const regions = [...new Set(rows.flatMap(({ stores }) => stores))];
  const seen = await stockOf(tx, campaign, regions);
  const wanted = handOut(rows, seen).flatMap((one) => (one.is === 'given' ? one.parts : []));
  const locked = wanted.length === 0 ? new Map<string, number>() : await lockStock(tx, campaign, wanted);
  return new Map(handOut(rows, locked).map((one) => [one.id, one]));
}

interface Held extends Part {
  region: string;
}

const stockFrom = (held: readonly Held[]): Stock =>
  new Map(held.map((one) => [stockKey(one.region, one), one.quantity]));

async function stockOf(tx: Queries, campaign: string, regions: readonly string[]): Promise<Stock> {
  if (regions.length === 0) return new Map();
  return stockFrom(
    await tx<Held[]>`
      select split_part(account, ':', 2) as region, item, purse, quantity from balances
      where campaign_id = ${campaign} and account = any(${regions.map(storeOf)}::text[]) and quantity > 0`,
  );
}

async function lockStock(tx: Queries, campaign: string, parts: readonly PartFrom[]): Promise<Stock> {
  const accounts = [...new Map(parts.map((part) => [stockKey(part.region, part), part])).values()]
    .map(({ region, item, purse }) => ({ account: storeOf(region), item, purse }))
    .sort((one, other) => compare(one.account, other.account));
  return stockFrom(
    await tx<Held[]>`
      select split_part(b.account, ':', 2) as region, b.item, b.purse, b.quantity
      from balances b join jsonb_to_recordset(${json(tx, accounts)}) as a(account text, item text, purse text)
        using (account, item, purse)
      where b.campaign_id = ${campaign} order by b.campaign_id, b.account, b.item, b.purse for update of b`,
  );
}
