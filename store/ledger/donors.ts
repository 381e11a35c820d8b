import { Refused, sentence } from '../../domain/text/refusal';
import type { Queries } from '../db/db';
import { makePeople } from '../people/helped/make-people';
import { openKeyring } from '../people/sealed/keyring';
import type { PeopleKey } from '../people/sealed/people-key';

/** Keeps the name of somebody who gives, sealed. @returns the donor's number */
export async function makeDonor(
  tx: Queries,
  key: PeopleKey,
  { name, phone = null, region }: { name: string; phone?: string | null | undefined; region: string },
): Promise<number> {
  const keyring = await openKeyring(tx, key);
  const none = { idNumber: null, born: null, address: null, account: null };
  const [id] = await makePeople(tx, keyring, [
    { kind: 'donor', region, noId: 'unknown', name: name.trim(), phone: phone ?? null, ...none },
  ]);
  return id ?? 0;
}

/** @returns the number, if it is that of a donor. @throws Refused */
export async function donorIn(sql: Queries, id: number): Promise<number> {
  const [found] = await sql`select 1 from people where id = ${id} and kind = 'donor' and merged_into is null`;
  if (!found) throw new Refused(sentence('unknown-donor', { donor: id }));
  return id;
}
