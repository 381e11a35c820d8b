import type { Day } from '../../domain/campaign/calendar/days';
import type { SaidKind } from '../../domain/posting/objection';
import type { Queries } from '../db/db';
import type { Keyring } from '../people/sealed/keyring';
import type { Posting } from './posted';

/** @returns the row that has the number in a posting and has not left it; null when there is none. */
export async function entryNumbered(sql: Queries, { id }: Pick<Posting, 'id'>, number: number): Promise<number | null> {
  const [row] = await sql<{ entry: number }[]>`
    select entry_id as entry from posted_rows where posting_id = ${id} and number = ${number} and off_at is null`;
  return row?.entry ?? null;
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
