import { type DueLine, dueLines } from '../../../domain/ledger/due-lines';
import type { Entitled } from '../../../domain/list/entitled';
import type { Queries } from '../../db/db';
import { entitledAtDelivery, givenTo, type Meant } from './due-rows';

type Found = { id: number; row: string; category: string; heads: number; entitled: Entitled[] | null; beside: boolean };

/** @returns what is still to be handed over to rows, by their ids; it locks nothing */
export async function dueToShow(
  tx: Queries,
  meant: Pick<Meant, 'campaign' | 'list' | 'definition'>,
  rows: readonly string[],
): Promise<Map<string, DueLine[]>> {
  const { campaign, list } = meant;
  const found = await tx<Found[]>`
    select e.id, e.row, e.category, e.heads, e.entitled,
           e.entitled is null and exists (select from rows_beside b where b.id = e.id) as beside
    from entries e where e.campaign_id = ${campaign} and e.list = ${list} and e.row = any(${[...rows]}::uuid[])`;
  const given = await givenTo(
    tx,
    campaign,
    found.map(({ id }) => id),
  );
  return new Map(
    found.map(({ id, row, entitled, beside, ...of }) => [
      row,
      dueLines(entitled ?? (beside ? [] : entitledAtDelivery(meant, of)), given.get(id) ?? []),
    ]),
  );
}
