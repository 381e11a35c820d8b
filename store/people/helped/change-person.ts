import { type NoId, type PersonDetails, type PersonKind, personDetails, shownOf } from '../../../domain/people/person';
import type { Queries } from '../../db/db';
import type { Keyring } from '../sealed/keyring';
import { sealedColumns } from './make-people';
import { townshipsOf } from './townships';

/**
 * Changes what is known of a person, and seals it anew.
 * @param changes what is given is changed, also to null; the rest stays
 * @param noId why there is still no ID number
 * @returns false when there is no such person, or one who is erased
 */
export async function changePerson(
  sql: Queries,
  keyring: Keyring,
  { person, changes, noId = null }: { person: number; changes: Partial<PersonDetails>; noId?: NoId | null },
): Promise<boolean> {
  const [row] = await sql<{ kind: PersonKind; region: string; sealed: Buffer; keyNo: number }[]>`
    select kind, region_code as region, sealed, key_no as "keyNo" from people
    where id = ${person} and sealed is not null for update`;
  if (!row) return false;
  const details = { ...personDetails.parse(keyring.unseal(row, 'people.sealed')), ...changes };
  const township = (await townshipsOf(sql, [row.region])).get(row.region) ?? row.region;
  const columns = sealedColumns(keyring, details, township);
  await sql`
    update people set shown = ${shownOf(row.kind, details.name)}, sealed = decode(${columns.sealed}, 'hex'),
      key_no = ${columns.key_no}, id_digest = decode(${columns.id_digest}, 'hex'),
      name_digest = decode(${columns.name_digest}, 'hex'), hint_digest = decode(${columns.hint_digest}, 'hex'),
      no_id = case when ${columns.id_digest}::text is null then coalesce(${noId}, no_id) end
    where id = ${person}`;
  return true;
}
