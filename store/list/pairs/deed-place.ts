import { Refused, sentence } from '../../../domain/text/refusal';
import type { Queries } from '../../db/db';
import { within } from '../../db/scope';
import type { AskAddress } from '../../round/asks';
import type { ListAddress } from '../quotas';

/** Where a deed for a pair is entered now. */
export interface DeedPlace extends AskAddress {
  /** The sender's id of the row. */
  row: string;
  /** The unit has not said that these are all. */
  begun: boolean;
}

/**
 * @param row number of a row within the region `top`, or with a helper there
 * @returns the ask of its helper's unit in the round that runs
 * @throws Refused when there is no such row, nobody helps, or no round asks now
 */
export async function deedPlace(
  sql: Queries,
  { campaign, list, top, row }: ListAddress & { top: string | null; row: number },
): Promise<DeedPlace> {
  const [found] = await sql<{ row: string; unit: string | null; key: string | null; begun: boolean }[]>`
    select e.row, h.region_code as unit, a.key, a.report_id is null as begun
    from entries e join regions g on g.code = e.unit_code
    left join duties h on h.id = e.helper_id left join regions hg on hg.code = h.region_code
    left join lateral (
      select a.key, a.report_id from asks a join rounds r on r.id = a.round_id
      where a.campaign_id = e.campaign_id and a.unit_code = h.region_code and r.list = e.list and r.does = 'support'
        and r.state = 'open' and r.opens_at <= campaign_now(e.campaign_id) and r.locks_at > campaign_now(e.campaign_id)
      order by r.opens_at desc limit 1) a on true
    where e.campaign_id = ${campaign} and e.list = ${list} and e.id = ${row}
      and (${within(sql, top, 'g.path')} or ${within(sql, top, 'hg.path')})`;
  if (!found) throw new Refused(sentence('row-unknown'));
  const { unit, key, ...place } = found;
  if (unit === null) throw new Refused(sentence('pair-nobody'));
  if (key === null) throw new Refused(sentence('row-not-asked-now'));
  return { ...place, campaign, unit, key };
}
