import type { Instant } from '../../domain/instant';
import { storeOf } from '../../domain/ledger/accounts';
import type { Queries } from '../db/db';
import { within } from '../db/scope';
import type { Hand } from '../list/deeds';

/** What somebody has counted in a store. Whole units; fen for money. */
export interface Count {
  id: number;
  /** Code of the region whose store it is. */
  region: string;
  name: string;
  item: string;
  purse: string;
  /** What the books said then, and what was there. */
  expected: number;
  found: number;
  at: Instant;
}

interface Counted extends Pick<Count, 'region' | 'item' | 'purse' | 'found' | 'at'> {
  campaign: string;
  hand: Hand;
}

/**
 * Notes a count against what the books say now, with the balance locked. It replaces an open one of the same thing.
 * @returns its number, and what the books say
 */
export async function addCount(tx: Queries, counted: Counted): Promise<Pick<Count, 'id' | 'expected'>> {
  const { campaign, region, item, purse, found, at, hand } = counted;
  const [there] = await tx<{ quantity: number }[]>`
    select quantity from balances
    where campaign_id = ${campaign} and account = ${storeOf(region)} and item = ${item} and purse = ${purse} for update`;
  const expected = there?.quantity ?? 0;
  const [made] = await tx<{ id: number }[]>`
    insert into counts (campaign_id, region_code, item, purse, expected, found, at, account_id, by_name)
    values (${campaign}, ${region}, ${item}, ${purse}, ${expected}, ${found}, ${at}, ${hand.account ?? null}, ${hand.name ?? null})
    returning id`;
  const id = made?.id ?? 0;
  await tx`
    update counts set replaced_by = ${id}
    where campaign_id = ${campaign} and region_code = ${region} and item = ${item} and purse = ${purse} and id < ${id}
      and act_id is null and replaced_by is null and found <> expected`;
  return { id, expected };
}

const counts = (sql: Queries) => sql`
  select c.id, c.region_code as region, g.name, c.item, c.purse, c.expected, c.found, c.at
  from counts c join regions g on g.code = c.region_code`;

const isOpen = (sql: Queries) => sql`c.act_id is null and c.replaced_by is null and c.found <> c.expected`;

/** @returns an open count, locked against another confirmation; null when there is none */
export async function lockCount(
  tx: Queries,
  { id, campaign }: { id: number; campaign: string },
): Promise<Count | null> {
  const [found] = await tx<Count[]>`
    ${counts(tx)} where c.id = ${id} and c.campaign_id = ${campaign} and ${isOpen(tx)} for update of c`;
  return found ?? null;
}

/** The act that books the difference. */
export const settleCount = async (tx: Queries, { id, act }: { id: number; act: number }): Promise<void> => {
  await tx`update counts set act_id = ${act} where id = ${id}`;
};

/** @returns the counts that differ from the books and that nobody has confirmed, within the reader's region */
export const openCounts = (
  sql: Queries,
  { campaign, top }: { campaign: string; top: string | null },
): Promise<Count[]> => sql<Count[]>`
  ${counts(sql)} where c.campaign_id = ${campaign} and ${isOpen(sql)} and ${within(sql, top, 'g.path')} order by c.id`;
