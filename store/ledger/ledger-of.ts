import type { Definition } from '../../domain/campaign/definition/definition';
import type { Instant } from '../../domain/instant';
import { itemsOf, type LedgerItem } from '../../domain/ledger/items';
import { Refused, sentence } from '../../domain/text/refusal';
import { getCampaign } from '../campaign/campaigns';
import type { Queries } from '../db/db';
import { within } from '../db/scope';

/** What a campaign keeps accounts of. */
export interface Ledger {
  definition: Definition;
  items: LedgerItem[];
  purses: string[];
  /** Campaign time. */
  now: Instant;
}

/** @throws Refused when there is no such campaign, or it keeps no accounts */
export async function ledgerOf(sql: Queries, campaign: string): Promise<Ledger> {
  const { definition } = await getCampaign(sql, campaign);
  const purses = Object.keys(definition.purses ?? {});
  if (purses.length === 0) throw new Refused(sentence('ledger-no-accounts'));
  const [clock] = await sql<{ now: Instant }[]>`select campaign_now(${campaign}) as now`;
  return { definition, items: itemsOf(definition), purses, now: clock?.now ?? '' };
}

/**
 * An office keeps the store of its own region and of those below it, within the campaign.
 * @param top the region of who acts; null for everything
 * @throws Refused for each region that is not theirs
 */
export async function refuseOtherStores(
  sql: Queries,
  { scope, top }: { scope: string; top: string | null },
  regions: readonly string[],
): Promise<void> {
  const own = await sql<{ code: string }[]>`
    select g.code from regions g
    where g.code = any(${[...regions]}::text[]) and ${within(sql, top, 'g.path')}
      and exists (select from regions s where s.code = ${scope} and (starts_with(g.path, s.path) or starts_with(s.path, g.path)))`;
  const known = new Set(own.map(({ code }) => code));
  const other = regions.find((code) => !known.has(code));
  if (other !== undefined) throw new Refused(sentence('ledger-not-yours', { region: other }));
}

/**
 * @param top the region of who looks; null for everything
 * @returns the highest region of the campaign whose store is theirs: its scope, or their own below it
 */
export async function highestOf(
  sql: Queries,
  { scope, top }: { scope: string; top: string | null },
): Promise<{ code: string; name: string }> {
  const [found] = await sql<{ code: string; name: string }[]>`
    select code, name from regions where code in (${scope}, ${top ?? scope}) order by level desc limit 1`;
  return found ?? { code: scope, name: scope };
}
