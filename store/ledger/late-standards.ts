import type { Definition } from '../../domain/campaign/definition/definition';
import type { Text } from '../../domain/campaign/definition/words';
import type { Instant } from '../../domain/instant';
import { lateStandards, pursesOfLate, type Share, shareOut, withAmount } from '../../domain/ledger/late-standards';
import { sharesOf } from '../../domain/list/entitled';
import type { Queries } from '../db/db';
import { json } from '../db/json';
import type { Hand } from '../list/deeds';
import { keepLists, STANDING } from '../list/lists';
import { ledgerOf } from './ledger-of';

/** An amount that somebody has proposed for the late standards of a purse; in fen. */
export interface LateStandard extends Share {
  id: number;
  purse: string;
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

/** @returns what a purse has for the rows of its late standards, and how many heads they are */
export async function toDivide(
  sql: Queries,
  { campaign, definition, purse }: { campaign: string; definition: Definition; purse: string },
): Promise<ToDivide> {
  const categories = lateStandards(definition, purse).map(({ category }) => category);
  const late = sharesOf(definition).filter(({ category }) => categories.includes(category));
  const [found] = await sql<ToDivide[]>`
    with late as (select * from jsonb_to_recordset(${json(sql, late)}) as s(category text, "perHead" boolean))
    select received(${campaign}, 'cny', ${purse}) - coalesce((
             select quantity from entitled_sums where campaign_id = ${campaign} and item = 'cny' and purse = ${purse}), 0) as there,
           coalesce((
             select sum(case when "perHead" then e.heads else 1 end) from entries e join late using (category)
             where e.campaign_id = ${campaign} and e.entitled is null and e.state = any(${STANDING})
               and not exists (select from rows_beside r where r.id = e.id)), 0)::bigint as heads,
           exists (select from entries e join late using (category) where e.campaign_id = ${campaign} and e.entitled is not null) as frozen`;
  return found ?? { there: 0, heads: 0, frozen: false };
}

/** Notes an amount. It replaces one of the same purse that still waits. @returns its number */
export async function addLateStandard(
  tx: Queries,
  proposed: Share & { campaign: string; purse: string; apart: boolean; at: Instant; hand: Hand },
): Promise<number> {
  const { campaign, purse, total, heads, apart, at, hand } = proposed;
  const [made] = await tx<{ id: number }[]>`
    insert into late_standards (campaign_id, purse, total, heads, apart, at, account_id, by_name)
    values (${campaign}, ${purse}, ${total}, ${heads}, ${apart}, ${at}, ${hand.account ?? null}, ${hand.name ?? null}) returning id`;
  const id = made?.id ?? 0;
  await tx`
    update late_standards set replaced_by = ${id}
    where campaign_id = ${campaign} and purse = ${purse} and id < ${id} and set_at is null and replaced_by is null`;
  return id;
}

const standards = (sql: Queries) => sql`
  select id, purse, total, heads, total / heads as each, total % heads as more, at, set_at as "setAt" from late_standards`;

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
  { id, purse, each }: Pick<LateStandard, 'id' | 'purse' | 'each'>,
  { campaign, definition, at, hand }: { campaign: string; definition: Definition; at: Instant; hand: Hand },
): Promise<void> {
  await tx`
    update late_standards set replaced_by = ${id}
    where campaign_id = ${campaign} and purse = ${purse} and id <> ${id} and set_at is not null and replaced_by is null`;
  await tx`
    update late_standards set set_at = ${at}, set_account = ${hand.account ?? null}, set_name = ${hand.name ?? null}
    where id = ${id}`;
  const changed = withAmount(definition, purse, each);
  await tx`update campaigns set definition = ${tx.json(changed)} where id = ${campaign}`;
  await keepLists(tx, campaign, changed);
}

/** One late purse: the amount that is set or waits, what there is to divide, and what that would give. */
export interface StandardOf extends ToDivide {
  purse: string;
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
  return Promise.all(
    pursesOfLate(definition).map(async (purse) => {
      const divided = await toDivide(sql, { campaign, definition, purse });
      const mine = known.filter((one) => one.purse === purse);
      const late = lateStandards(definition, purse);
      return {
        ...{ purse, categories: late.map(({ category }) => category), names: late.map(({ name }) => name) },
        ...divided,
        would: shareOut(Math.max(0, divided.there), divided.heads),
        set: mine.find(({ setAt }) => setAt !== null) ?? null,
        waits: mine.find(({ setAt }) => setAt === null) ?? null,
      };
    }),
  );
}

/** What the rows of a category get when they are approved. */
export interface LateShare {
  category: string;
  /** Number of the amount; null while none is set. */
  standard: number | null;
  /** Fen for each head. */
  cash: number;
  perHead: boolean;
  /** Heads that may still get one fen more. */
  more: number;
}

/**
 * @returns what each category with a late standard gives now; the amounts are locked, so that none is set anew while
 * rows are approved by it
 */
export async function lateShares(tx: Queries, campaign: string, definition: Definition): Promise<LateShare[]> {
  const late = lateStandards(definition);
  if (late.length === 0) return [];
  const set = await tx<{ id: number; purse: string; each: number; left: number }[]>`
    select id, purse, total / heads as each, total % heads - given as left from late_standards
    where campaign_id = ${campaign} and set_at is not null and replaced_by is null order by id for update`;
  const shares = sharesOf(definition);
  return late.map(({ category, purse }) => {
    const found = set.find((one) => one.purse === purse);
    const perHead = shares.some((share) => share.category === category && share.perHead);
    return { category, perHead, standard: found?.id ?? null, cash: found?.each ?? 0, more: found?.left ?? 0 };
  });
}
