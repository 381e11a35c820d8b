import type { Day } from '../../domain/campaign/calendar/days';
import type { SaidKind } from '../../domain/posting/objection';
import type { Queries } from '../db/db';
import type { Keyring } from '../people/sealed/keyring';
import type { Posting } from './posted';

/**
 * @returns the row that has the number on the sheets of a village, and whether it still hangs: a row keeps its number
 *   through all versions, also when it has left the board; null when no sheet had the number
 */
export async function entryNumbered(
  sql: Queries,
  { lot, region }: Pick<Posting, 'lot' | 'region'>,
  number: number,
): Promise<{ entry: number; hangs: boolean } | null> {
  const [row] = await sql<{ entry: number; hangs: boolean }[]>`
    select p.entry_id as entry, p.off_at is null and o.state <> 'superseded' as hangs
    from postings o join posted_rows p on p.posting_id = o.id
    where o.lot_id = ${lot} and o.region_code = ${region} and p.number = ${number} order by o.version desc limit 1`;
  return row ?? null;
}

/** @returns what a case about a posting is. */
export async function kindOfCase(sql: Queries, id: number): Promise<SaidKind> {
  const [row] = await sql<{ kind: SaidKind }[]>`select kind from cases where id = ${id}`;
  return row?.kind ?? 'complaint';
}

interface Paper {
  case: number;
  handedOver: Day;
  /** JPEG. */
  photo: Uint8Array;
}

/** Keeps the photo of a paper that was handed over, sealed: it shows who wrote it. */
export async function keepPaper(tx: Queries, keyring: Keyring, { case: of, handedOver, photo }: Paper): Promise<void> {
  const { sealed, keyNo } = keyring.seal({ photo: Buffer.from(photo).toString('base64') }, 'posting_papers.sealed');
  await tx`
    insert into posting_papers (case_id, handed_over, sealed, key_no) values (${of}, ${handedOver}, ${sealed}, ${keyNo})`;
}
