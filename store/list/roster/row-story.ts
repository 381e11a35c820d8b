import type { Day } from '../../../domain/campaign/calendar/days';
import type { Instant } from '../../../domain/instant';
import { maskedName } from '../../../domain/people/masks';
import type { Relation } from '../../../domain/people/relations';
import type { Queries } from '../../db/db';
import type { Keyring } from '../../people/sealed/keyring';
import { readDeedPhoto } from '../../report/deed-photos';
import type { AskAddress } from '../../round/asks';

/** What was done with a row: by whom, when and why. */
export interface RowDeed {
  id: number;
  /** A step of the track, or: correct return hold release remove move raise and others. */
  kind: string;
  at: Instant;
  unit: string;
  unitName: string;
  /** An officer's name; of a unit's contact only 王**. Null for the system, and for those who are erased. */
  by: string | null;
  via: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  because: string | null;
  /** What somebody wrote. */
  reason: string | null;
  figures: Record<string, unknown> | null;
  /** Numbers of the photos that prove it. */
  photos: string[];
}

/** @param row a row that the reader may see @returns its deeds, the first one first */
export async function rowStory(sql: Queries, row: number): Promise<RowDeed[]> {
  const deeds = await sql<(RowDeed & { contact: string | null })[]>`
    select d.id, d.kind, d.at, d.unit_code as unit, g.name as "unitName", coalesce(a.name, d.by_name) as by, c.name as contact,
           d.via, d.before, d.after, d.because, d.reason, d.figures, coalesce(d.photos, '{}') as photos
    from deeds d join regions g on g.code = d.unit_code
    left join accounts a on a.id = d.account_id left join contacts c on c.id = d.contact_id
    where d.entry_id = ${row} order by d.id`;
  return deeds.map(({ contact, ...deed }) => ({
    ...deed,
    by: deed.by ?? (contact === null ? null : maskedName(contact)),
  }));
}

/**
 * @param row a row that the reader may see
 * @returns the picture (JPEG) of a photo that proves a deed with it; null when none of its deeds names the photo
 */
export async function photoOfRow(
  sql: Queries,
  keyring: Keyring,
  { row, photo }: { row: number; photo: string },
): Promise<Buffer | null> {
  const [deed] = await sql<AskAddress[]>`
    select campaign_id as campaign, round_key as key, unit_code as unit from deeds
    where entry_id = ${row} and ${photo} = any(photos) and round_key is not null order by id limit 1`;
  return deed ? readDeedPhoto(sql, keyring, { ...deed, photo }) : null;
}

/** A member of a household, masked. */
export interface Member {
  /** Number in `people`. */
  person: number;
  shown: string;
  relation: Relation;
  /** The first day. */
  since: Day;
}

/** @param row a row that the reader may see @returns who lives in its household now, the head first */
export const membersOf = (sql: Queries, row: number): Promise<Member[]> =>
  sql<Member[]>`
    select p.id as person, p.shown, m.relation, m.from_day::text as since
    from entries e join memberships m on m.household_id = e.subject_id and m.until_day is null
    join people p on p.id = m.person_id
    where e.id = ${row} order by m.relation, p.id`;
