import type { Definition } from '../../domain/campaign/definition/definition';
import type { Text } from '../../domain/campaign/definition/words';
import type { Instant } from '../../domain/instant';
import { storeOf } from '../../domain/ledger/accounts';
import {
  isOfUnits,
  lateStandards,
  pursesOfLate,
  type Share,
  shareOut,
  withAmount,
} from '../../domain/ledger/late-standards';
import { sharesOf } from '../../domain/list/entitled';
import type { Fragment, Queries } from '../db/db';
import { json } from '../db/json';
import type { Hand } from '../list/deeds';
import { keepLists, STANDING } from '../list/lists';
import { ledgerOf } from './ledger-of';

/** An amount that somebody has proposed for the late standards of a purse; in fen. */
export interface LateStandard extends Share {
  id: number;
  purse: string;
  /** Code of the unit that divides what it has raised itself; null where all is divided among all. */
  unit: string | null;
  at: Instant;
  /** Null while it waits for another hand. */
  setAt: Instant | null;
}

/** What there is to be divided by now. */
export interface ToDivide {
  /** Fen that have come in, and that no row is entitled to. */
  there: number;
  /** Households and persons who stand for approval. */
  heads: number;
  /** A row was approved by the amount: it stays. */
  frozen: boolean;
}

/** What is divided: a purse, or what of it one unit has raised itself. */
interface Divided {
  campaign: string;
  purse: string;
  unit: string | null;
}

/** @returns what a purse has for the rows of its late standards, and how many heads they are */
export async function toDivide(
  sql: Queries,
  { campaign, definition, purse, unit }: Divided & { definition: Definition },
): Promise<ToDivide> {
  const categories = lateStandards(definition, purse).map(({ category }) => category);
  const late = sharesOf(definition).filter(({ category }) => categories.includes(category));
  const ofUnit = unit === null ? sql`` : sql`and e.unit_code = ${unit}`;
  const [found] = await sql<ToDivide[]>`
    with late as (select * from jsonb_to_recordset(${json(sql, late)}) as s(category text, "perHead" boolean))
    select ${unit === null ? free(sql, { campaign, purse }) : freeOfUnit(sql, { campaign, purse, unit })} as there,
           coalesce((
             select sum(case when "perHead" then e.heads else 1 end) from entries e join late using (category)
             where e.campaign_id = ${campaign} and e.entitled is null and e.state = any(${STANDING}) ${ofUnit}
               and not exists (select from rows_beside r where r.id = e.id)), 0)::bigint as heads,
           exists (
             select from entries e join late using (category)
             where e.campaign_id = ${campaign} and e.entitled is not null ${ofUnit}) as frozen`;
  return found ?? { there: 0, heads: 0, frozen: false };
}

const free = (sql: Queries, { campaign, purse }: Omit<Divided, 'unit'>): Fragment => sql`
  received(${campaign}, 'cny', ${purse}) - coalesce((
    select quantity from entitled_sums where campaign_id = ${campaign} and item = 'cny' and purse = ${purse}), 0)`;

/** What lies in the unit's store, but for what its rows have been promised and have not got yet. */
const freeOfUnit = (
  sql: Queries,
  { campaign, purse, unit }: { campaign: string; purse: string; unit: string },
): Fragment => sql`
  coalesce((
    select sum(quantity) from balances
    where campaign_id = ${campaign} and account = ${storeOf(unit)} and item = 'cny' and purse = ${purse}), 0)::bigint - coalesce((
    select sum(t.quantity - coalesce(b.quantity, 0)) from entries e
    join entitlements t on t.entry_id = e.id and t.item = 'cny' and t.purse = ${purse}
    left join balances b on b.campaign_id = e.campaign_id and b.account = 'with:' || e.id and b.item = t.item and b.purse = t.purse
    where e.campaign_id = ${campaign} and e.unit_code = ${unit}), 0)::bigint`;

/** @returns the units that have rows of a purse's late standards, in the register's order */
export const unitsToDivide = (
  sql: Queries,
  { campaign, definition, purse }: { campaign: string; definition: Definition; purse: string },
): Promise<{ code: string; name: string }[]> => sql`
  select g.code, g.name from regions g
  where g.code in (
    select unit_code from entries
    where campaign_id = ${campaign} and state = any(${STANDING})
      and category = any(${lateStandards(definition, purse).map(({ category }) => category)}))
  order by g.path`;

/** Notes an amount. It replaces one of the same purse that still waits. @returns its number */
export async function addLateStandard(
  tx: Queries,
  proposed: Share & Divided & { apart: boolean; at: Instant; hand: Hand },
): Promise<number> {
  const { campaign, purse, unit, total, heads, apart, at, hand } = proposed;
  const [made] = await tx<{ id: number }[]>`
    insert into late_standards (campaign_id, purse, unit_code, total, heads, apart, at, account_id, by_name)
    values (${campaign}, ${purse}, ${unit}, ${total}, ${heads}, ${apart}, ${at}, ${hand.account ?? null}, ${hand.name ?? null}) returning id`;
  const id = made?.id ?? 0;
  await tx`
    update late_standards set replaced_by = ${id}
    where campaign_id = ${campaign} and purse = ${purse} and unit_code is not distinct from ${unit} and id < ${id} and set_at is null and replaced_by is null`;
  return id;
}

const standards = (sql: Queries) => sql`
  select id, purse, unit_code as unit, total, heads, total / heads as each, total % heads as more, at, set_at as "setAt" from late_standards`;

/** @returns a proposed amount, locked; null when there is none that waits */
export async function lockLateStandard(
  tx: Queries,
  { id, campaign }: { id: number; campaign: string },
): Promise<LateStandard | null> {
  const [found] = await tx<LateStandard[]>`
    ${standards(tx)} where id = ${id} and campaign_id = ${campaign} and set_at is null and replaced_by is null for update`;
  return found ?? null;
}

/**
 * Sets the amount, and writes it into the campaign's definition, where everything else reads it.
 * @throws what `ledgerRefusals` knows, when it needs another hand
 */
export async function setLateStandard(
  tx: Queries,
  { id, purse, unit, each }: Pick<LateStandard, 'id' | 'purse' | 'unit' | 'each'>,
  { campaign, definition, at, hand }: { campaign: string; definition: Definition; at: Instant; hand: Hand },
): Promise<void> {
  await tx`
    update late_standards set replaced_by = ${id}
    where campaign_id = ${campaign} and purse = ${purse} and unit_code is not distinct from ${unit} and id <> ${id} and set_at is not null and replaced_by is null`;
  await tx`
    update late_standards set set_at = ${at}, set_account = ${hand.account ?? null}, set_name = ${hand.name ?? null}
    where id = ${id}`;
  // Amounts of units differ: they stand with each row only.
  if (unit !== null) return;
  const changed = withAmount(definition, purse, each);
  await tx`update campaigns set definition = ${tx.json(changed)} where id = ${campaign}`;
  await keepLists(tx, campaign, changed);
}

/** One late purse: the amount that is set or waits, what there is to divide, and what that would give. */
export interface StandardOf extends ToDivide {
  purse: string;
  /** That divides it by itself; null where all is divided among all. */
  unit: { code: string; name: string } | null;
  categories: string[];
  /** Names of the standards. */
  names: Text[];
  /** By default. */
  would: Share;
  set: LateStandard | null;
  waits: LateStandard | null;
}

/** @returns the late standards of a campaign by purse. @throws Refused when it keeps no accounts */
export async function lateStandardsOf(sql: Queries, campaign: string): Promise<StandardOf[]> {
  const { definition } = await ledgerOf(sql, campaign);
  const known = await sql<LateStandard[]>`
    ${standards(sql)} where campaign_id = ${campaign} and replaced_by is null order by id`;
  const divided = await Promise.all(
    pursesOfLate(definition).map(async (purse) => {
      if (!isOfUnits(definition, purse)) return [{ purse, unit: null }];
      return (await unitsToDivide(sql, { campaign, definition, purse })).map((unit) => ({ purse, unit }));
    }),
  );
  return Promise.all(
    divided.flat().map(async ({ purse, unit }) => {
      const there = await toDivide(sql, { campaign, definition, purse, unit: unit?.code ?? null });
      const mine = known.filter((one) => one.purse === purse && one.unit === (unit?.code ?? null));
      const late = lateStandards(definition, purse);
      return {
        ...{ purse, unit, categories: late.map(({ category }) => category), names: late.map(({ name }) => name) },
        ...there,
        would: shareOut(Math.max(0, there.there), there.heads),
        set: mine.find(({ setAt }) => setAt !== null) ?? null,
        waits: mine.find(({ setAt }) => setAt === null) ?? null,
      };
    }),
  );
}

/** What the rows of a category get when they are approved. */
export interface LateShare {
  category: string;
  /** Code of the unit whose rows get it; null for all. */
  unit: string | null;
  /** Number of the amount. */
  standard: number;
  /** Fen for each head. */
  cash: number;
  perHead: boolean;
  /** Heads that may still get one fen more. */
  more: number;
}

/**
 * @returns what categories with a late standard give now, none where none is set; the amounts are locked, so that none
 *   is set anew while rows are approved by it
 */
export async function lateShares(tx: Queries, campaign: string, definition: Definition): Promise<LateShare[]> {
  const late = lateStandards(definition);
  if (late.length === 0) return [];
  const set = await tx<{ id: number; purse: string; unit: string | null; each: number; left: number }[]>`
    select id, purse, unit_code as unit, total / heads as each, total % heads - given as left from late_standards
    where campaign_id = ${campaign} and set_at is not null and replaced_by is null order by id for update`;
  const shares = sharesOf(definition);
  return late.flatMap(({ category, purse }) => {
    const perHead = shares.some((share) => share.category === category && share.perHead);
    return set
      .filter((one) => one.purse === purse)
      .map(({ id, unit, each, left }) => ({ category, unit, perHead, standard: id, cash: each, more: left }));
  });
}
