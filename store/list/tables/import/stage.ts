import type { Listed } from '../../../../domain/list/list-definition';
import { type NoId, type PersonDetails, type PersonKind, shownOf } from '../../../../domain/people/person';
import type { Queries } from '../../../db/db';
import { json } from '../../../db/json';
import { sealedColumns } from '../../../people/helped/make-people';
import type { Keyring } from '../../../people/sealed/keyring';
import { PERSON_KINDS } from '../../subjects';
import type { ReadRow } from './read-row';
import type { ListUnit } from './units';

/**
 * The rows of a file, as they wait in the transaction of an import; what is personal is sealed there as everywhere.
 * Rows of a county's file go in and out by single statements. How many rows there are in its own tables Postgres may
 * not know yet: for thousands of new rows it would read a whole table again and again, so it looks into the indexes.
 */
export async function makeStage(sql: Queries): Promise<void> {
  await sql`select set_config('enable_seqscan', 'off', true)`;
  await sql`
    create temp table staged_rows (
      line int primary key, file text, "row" int, unit text, category text, heads int, figures jsonb, shown text,
      id_digest bytea, name_digest bytea, hint_digest bytea, no_id text, person bytea, sealed bytea, key_no smallint
    ) on commit drop`;
  await sql`
    create temp table staged_members (
      line int, "row" int, unit text, relation text, shown text,
      id_digest bytea, name_digest bytea, hint_digest bytea, person bytea, key_no smallint
    ) on commit drop`;
  // Who the rows are about, as far as it has been written.
  await sql`create temp table staged_people (line int primary key, id bigint) on commit drop`;
  await sql`create temp table staged_subjects (line int primary key, subject bigint) on commit drop`;
}

/** A row with its place. */
export interface PlacedRow {
  read: ReadRow;
  unit: ListUnit;
}

interface Staging {
  keyring: Keyring;
  of: Listed;
}

/** Rows of a file, sealed: what is written of them once the batch before has been. */
export interface SealedRows {
  /** Number of the first of them in the file, and of the last. */
  range: [from: number, to: number];
  rows: StagedRow[];
  members: StagedMember[];
}

type Keys = ReturnType<typeof sealedColumns>;

/** Bytes are in hex. */
interface StagedRow extends Keys {
  file: string;
  row: number;
  unit: string;
  category: string;
  heads: number;
  figures: string;
  shown: string;
  without: NoId | null;
  answers: string;
}

interface StagedMember extends Keys {
  line: number;
  row: number;
  unit: string;
  relation: string;
  shown: string;
}

/** @param first number of the first of the rows in the file */
export function sealRows(
  { keyring, of }: Staging,
  { rows, first }: { rows: readonly PlacedRow[]; first: number },
): SealedRows {
  const kind = PERSON_KINDS[of];
  return {
    range: [first, first + rows.length - 1],
    rows: rows.map((row) => sealedRow(keyring, kind, row)),
    members: rows.flatMap((row, index) => sealedMembers(keyring, row, first + index)),
  };
}

function sealedRow(keyring: Keyring, kind: PersonKind, { read, unit }: PlacedRow): StagedRow {
  const { category, heads, figures, personal, born, noId } = read.checked;
  const { name, 'id-number': idNumber = null, phone = null, address = null, account = null } = personal;
  const keys = sealedColumns(keyring, { name, idNumber, born, phone, address, account }, unit.township);
  return {
    ...keys,
    file: read.file,
    row: read.row,
    unit: unit.code,
    category,
    heads,
    figures: JSON.stringify(figures),
    shown: shownOf(kind, name),
    without: idNumber === null ? (noId ?? 'unknown') : null,
    // By the same key as what is known of the person.
    answers: keyring.seal(personal, 'entries.sealed').sealed.toString('hex'),
  };
}

const sealedMembers = (keyring: Keyring, { read, unit }: PlacedRow, line: number): StagedMember[] =>
  read.members.map(({ row, name, idNumber, born, relation }) => {
    const details: PersonDetails = { name, idNumber, born, phone: null, address: null, account: null };
    const keys = sealedColumns(keyring, details, unit.township);
    return { ...keys, line, row, unit: unit.code, relation, shown: shownOf('person', name) };
  });

/**
 * Adds rows to the stage, by columns: Postgres reads an array of texts in a third of the time of an array of objects.
 */
export async function stageRows(sql: Queries, { range: [first], rows, members }: SealedRows): Promise<void> {
  const all = <Key extends keyof StagedRow>(key: Key) => rows.map((row) => row[key]);
  await sql`
    insert into staged_rows
    select ${first} + nth - 1, file, "row", unit, category, heads, figures::jsonb, shown, decode(id_digest, 'hex'),
           decode(name_digest, 'hex'), decode(hint_digest, 'hex'), no_id, decode(person, 'hex'), decode(sealed, 'hex'), key_no
    from unnest(
      ${all('file')}::text[], ${all('row')}::int[], ${all('unit')}::text[], ${all('category')}::text[], ${all('heads')}::int[],
      ${all('figures')}::text[], ${all('shown')}::text[], ${all('id_digest')}::text[], ${all('name_digest')}::text[],
      ${all('hint_digest')}::text[], ${all('without')}::text[], ${all('sealed')}::text[], ${all('answers')}::text[],
      ${all('key_no')}::smallint[]) with ordinality
      as r(file, "row", unit, category, heads, figures, shown, id_digest, name_digest, hint_digest, no_id, person, sealed, key_no,
           nth)`;
  if (members.length > 0) await stageMembers(sql, members);
}

const stageMembers = (sql: Queries, members: readonly StagedMember[]) => sql`
  insert into staged_members
  select line, "row", unit, relation, shown, decode(id_digest, 'hex'), decode(name_digest, 'hex'),
         decode(hint_digest, 'hex'), decode(sealed, 'hex'), key_no
  from jsonb_to_recordset(${json(sql, members)}) as m(
    line int, "row" int, unit text, relation text, shown text, id_digest text, name_digest text, hint_digest text,
    sealed text, key_no smallint)`;

/** Lets Postgres know how many rows wait, once all have come. */
export async function endStage(sql: Queries): Promise<void> {
  await sql`create index on staged_rows (id_digest) where id_digest is not null`;
  await sql`create index on staged_members (id_digest)`;
  await sql`analyze staged_rows, staged_members, staged_people, staged_subjects`;
}
