import type { Day } from '../../../domain/campaign/calendar/days';
import type { ListDefinition } from '../../../domain/campaign/definition/definition';
import { minimaAt } from '../../../domain/list/pairs/minima';
import { maskedName } from '../../../domain/people/masks';
import { atomically, type Queries } from '../../db/db';
import { openKeyring } from '../../people/sealed/keyring';
import type { PeopleKey } from '../../people/sealed/people-key';
import type { AskAddress } from '../../round/asks';
import { type LastReport, lastReport, type RowSeen, readRows } from '../unit/rows-seen';
import { type DeedShown, deedsShown, minimaMet, type RowMinima } from './pair-deeds';
import { helpedBy, pairList } from './pair-list';

/** Somebody who is helped, as the unit of the helper sees them. */
export interface PairSeen extends RowMinima {
  /** Number of the row. */
  id: number;
  seen: RowSeen;
  /** The post that helps; and who has it, as 王**. */
  post: string;
  holder: string | null;
  /** Deeds that were entered in this round. */
  entered: number;
}

/** What the page of a unit's pairs shows. */
export interface PairsSeen {
  list: ListDefinition;
  today: Day;
  pairs: PairSeen[];
  /** Deeds of this round for the pair whose page it is. */
  deeds: DeedShown[];
  came: LastReport | null;
  /** Who looks says that these are all: the contact, not a helper. */
  completes: boolean;
}

type Place = AskAddress & { list: string; contact: number };

/**
 * @param row the sender's id of the row whose deeds are shown
 * @returns the pairs of a unit, or those of one helper there
 */
export const pairsOfUnit = (sql: Queries, people: PeopleKey, place: Place, row?: string): Promise<PairsSeen> =>
  atomically(sql, async (tx) => {
    const { campaign, list: id, key, unit, contact } = place;
    const { definition, today } = await pairList(tx, place);
    const own = tx`
      e.campaign_id = ${campaign} and e.list = ${id} and e.state not in ('out', 'twin') and ${helpedBy(tx, { unit, contact })}`;
    const found = await tx<(Omit<PairSeen, 'seen' | 'holder'> & { row: string; name: string | null })[]>`
      select e.id, e.row, h.role as post, k.name, m.minima, m.below, (
               select count(*)::int from deeds d where d.entry_id = e.id and d.round_key = ${key} and d.done_on is not null
                 and not exists (select from deeds x where x.undoes = d.id)) as entered
      from entries e join duties h on h.id = e.helper_id join contacts k on k.id = h.contact_id
      cross join lateral (${minimaMet(tx, minimaAt(definition.minimum, today))}) m
      where ${own} order by h.role, e.id`;
    const keyring = await openKeyring(tx, people);
    const rows = await readRows(tx, { keyring, which: own, order: tx`e.id` });
    const seen = new Map(rows.map((one) => [one.row, one]));
    const pairs = found.flatMap(({ row: of, name, ...pair }) => {
      const known = seen.get(of);
      return known ? [{ ...pair, seen: known, holder: name === null ? null : maskedName(name) }] : [];
    });
    const chosen = pairs.find((one) => one.seen.row === row);
    const deeds = chosen ? await deedsShown(tx, chosen.id, tx`d.round_key = ${key}`) : [];
    return {
      list: definition,
      today,
      pairs,
      deeds,
      came: await lastReport(tx, place),
      completes: await isContact(tx, place),
    };
  });

/** @returns whether somebody is the contact of a unit, or the contact's deputy */
export async function isContact(sql: Queries, { unit, contact }: { unit: string; contact: number }): Promise<boolean> {
  const found = await sql`
    select from duties where region_code = ${unit} and role = 'contact' and contact_id = ${contact}`;
  return found.length > 0;
}
