import type { Queries } from '../../db/db';
import { type AskAddress, askAt } from '../../round/asks';
import type { Delivering, Kept, RowGiven } from './delivering';
import type { RowDue } from './due-rows';

/** All pictures that a row's delivery names, its signature the last. */
export const picturesIn = ({ photos = [], delivery }: Pick<RowGiven, 'photos' | 'delivery'>): string[] => [
  ...photos,
  ...(delivery?.signature === undefined ? [] : [delivery.signature]),
];

/** @returns the round and unit by which the pictures of a row's delivery are kept; null where nobody is asked */
export const askOfRow = (
  { campaign, round, unit }: Pick<Delivering, 'campaign' | 'round' | 'unit'>,
  { asked }: Pick<RowDue, 'asked'>,
): AskAddress | null => {
  if (round !== undefined && unit !== undefined) return { campaign, key: round, unit };
  return asked && { campaign, key: asked.round, unit: asked.unit };
};

/** @returns by number, whether a signature's picture is here: drawn, or something else (a photo). */
export async function picturesOf(
  tx: Queries,
  delivering: Pick<Delivering, 'campaign' | 'round' | 'unit'>,
  rows: readonly RowGiven[],
  due: ReadonlyMap<number, RowDue>,
): Promise<Map<string, 'drawn' | 'photo'>> {
  const named = rows.flatMap(({ id, delivery }) => {
    const row = due.get(id);
    const ask = row && askOfRow(delivering, row);
    return ask && delivery?.signature !== undefined ? [{ ...ask, photo: delivery.signature }] : [];
  });
  if (named.length === 0) return new Map();
  const found = await tx<{ photo: string; drawn: boolean }[]>`
    select p.photo, p.drawn from jsonb_to_recordset(${tx.json(named)}) as n(campaign text, key text, unit text, photo text)
    join asks a on a.campaign_id = n.campaign and a.key = n.key and a.unit_code = n.unit and a.subject_id is null
    join deed_photos p on p.ask_id = a.id and p.photo = n.photo`;
  return new Map(found.map(({ photo, drawn }) => [photo, drawn ? 'drawn' : 'photo']));
}

/** From now on the pictures of deliveries are kept as long as their deeds, also of those that moved no row. */
export async function namePictures(
  tx: Queries,
  delivering: Pick<Delivering, 'campaign' | 'round' | 'unit'>,
  kept: readonly Kept[],
): Promise<void> {
  const named = kept.flatMap(({ given, row }) => {
    const ask = askOfRow(delivering, row);
    return ask ? picturesIn(given).map((photo) => ({ ...ask, photo })) : [];
  });
  if (named.length === 0) return;
  await tx`
    update deed_photos p set named_at = clock_timestamp()
    from jsonb_to_recordset(${tx.json(named)}) as n(campaign text, key text, unit text, photo text)
    join asks a on a.campaign_id = n.campaign and a.key = n.key and a.unit_code = n.unit and a.subject_id is null
    where p.ask_id = a.id and p.photo = n.photo and p.named_at is null`;
}

/** A picture has come: deliveries that name it are signed, and what deeds name is kept. */
export async function noteArrival(
  tx: Queries,
  { photo, drawn, ...ask }: AskAddress & { photo: string; drawn: boolean },
): Promise<void> {
  const { campaign, key, unit } = ask;
  if (drawn)
    await tx`
      update deliveries v set signed_at = campaign_now(${campaign}) from deeds d
      where v.signature = ${photo} and v.signed_at is null and d.id = v.deed_id
        and d.campaign_id = ${campaign} and d.round_key = ${key} and d.unit_code = ${unit}`;
  await tx`
    update deed_photos p set named_at = clock_timestamp()
    where p.ask_id = ${askAt(tx, ask)} and p.photo = ${photo} and p.named_at is null and exists (
      select from deeds d where d.campaign_id = ${campaign} and d.unit_code = ${unit} and d.round_key = ${key}
        and ${photo} = any(d.photos))`;
}

/** @returns whether a delivery waits for this picture as its signature. */
export async function isAwaited(sql: Queries, { campaign, key, unit, photo }: AskAddress & { photo: string }) {
  const [found] = await sql`
    select from deliveries v join deeds d on d.id = v.deed_id
    where v.signature = ${photo} and v.signed_at is null
      and d.campaign_id = ${campaign} and d.round_key = ${key} and d.unit_code = ${unit} limit 1`;
  return found !== undefined;
}
