import type { Definition, ListDefinition } from '../../../domain/campaign/definition/definition';
import type { Instant } from '../../../domain/instant';
import { type RoundInArea, roundsInAreas } from '../../../domain/round/round';
import { Refused, sentence } from '../../../domain/text/refusal';
import { getCampaign } from '../../campaign/campaigns';
import type { Fragment, Queries } from '../../db/db';
import { isAskedBy } from '../../round/asks';
import { askedFor } from '../acts/care';
import type { ListAddress } from '../quotas';

/** A list of pairs. */
export interface PairList extends ListAddress {
  row: { id: string; definition: Definition };
  definition: ListDefinition;
  /** Campaign time, and its day in the campaign's zone. */
  now: Instant;
  today: string;
  /** Rounds that ask for the deeds of its helpers. */
  rounds: RoundInArea[];
}

/** @throws Refused when there is no such list, or its rows have no helpers */
export async function pairList(sql: Queries, { campaign, list }: ListAddress): Promise<PairList> {
  const { id, definition: whole, plan, state } = await getCampaign(sql, campaign);
  if (state === 'cancelled') throw new Refused(sentence('cancelled'));
  const definition = whole.lists?.[list];
  if (!definition) throw new Refused(sentence('unknown-list'));
  if (definition.of !== 'pair') throw new Refused(sentence('not-a-pair-list'));
  const [clock] = await sql<{ now: Instant; today: string }[]>`
    select campaign_now(${campaign}) as now, (campaign_now(${campaign}) at time zone ${whole.zone})::date::text as today`;
  const rounds = roundsInAreas(plan).filter(({ round }) => round.list === list && round.does === 'support');
  const { now = '', today = '' } = clock ?? {};
  return { campaign, list, row: { id, definition: whole }, definition, now, today, rounds };
}

/**
 * Whether a list asks a region for the deeds of its helpers. A list that asks nobody takes helpers of any unit.
 * @returns the condition on the region `u`, as SQL
 */
export const asksOf = (sql: Queries, { row: { definition }, list }: Pick<PairList, 'row' | 'list'>): Fragment => {
  const { asked } = askedFor(definition, list, 'support');
  if (asked.length === 0) return sql`true`;
  const meant = asked.map((units) => sql`(${isAskedBy(sql, units)})`).reduce((one, other) => sql`${one} or ${other}`);
  return sql`(${meant})`;
};

/**
 * Whose pairs somebody sees in a unit: its contact and an officer all, a helper their own, and so does the helper's
 * deputy.
 * @returns the condition that the helper of row `e` is one of them, as SQL
 */
export const helpedBy = (
  sql: Queries,
  { unit, contact }: { unit: string; contact?: number | undefined },
): Fragment => sql`
  exists (select from duties h where h.id = e.helper_id and h.region_code = ${unit} and ${
    contact === undefined
      ? sql`true`
      : sql`exists (select from duties d where d.contact_id = ${contact} and d.region_code = h.region_code
                    and d.role in ('contact', h.role))`
  })`;
