import type { Listed } from '../../../../domain/list/list-definition';
import { type PersonDetails, shownOf } from '../../../../domain/people/person';
import type { Queries } from '../../../db/db';
import { json } from '../../../db/json';
import { sealedColumns } from '../../../people/helped/make-people';
import type { Keyring } from '../../../people/sealed/keyring';
import { PERSON_KINDS } from '../../subjects';
import type { ReadRow } from './read-row';
import type { ListUnit } from './units';

/**
 * The rows of a file, as they wait in the transaction of an import; what is personal is sealed there as everywhere.
 * Rows of a county's file go in and out by single statements.
 */
export async function makeStage(sql: Queries): Promise<void> {
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

/** Adds rows to the stage. @param first number of the first of them in the file */
export async function stageRows(
  sql: Queries,
  { keyring, of }: Staging,
  { rows, first }: { rows: readonly PlacedRow[]; first: number },
): Promise<void> {
  if (rows.length === 0) return;
  const staged = rows.map(({ read, unit }, index) => {
    const { category, heads, figures, personal, born, noId } = read.checked;
    const { name, 'id-number': idNumber = null, phone = null, address = null, account = null } = personal;
    const { sealed, keyNo } = keyring.seal(personal, 'entries.sealed');
    const { sealed: person, ...keys } = sealedColumns(
      keyring,
      { name, idNumber, born, phone, address, account },
      unit.township,
    );
    const without = idNumber === null ? (noId ?? 'unknown') : null;
    const shown = shownOf(PERSON_KINDS[of], name);
    const open = {
      line: first + index,
      file: read.file,
      row: read.row,
      unit: unit.code,
      category,
      heads,
      figures,
      shown,
    };
    return { ...open, ...keys, person, no_id: without, sealed: sealed.toString('hex'), key_no: keyNo };
  });
  await sql`
    insert into staged_rows
    select line, file, "row", unit, category, heads, figures, shown, decode(id_digest, 'hex'), decode(name_digest, 'hex'),
           decode(hint_digest, 'hex'), no_id, decode(person, 'hex'), decode(sealed, 'hex'), key_no
    from jsonb_to_recordset(${json(sql, staged)}) as r(
      line int, file text, "row" int, unit text, category text, heads int, figures jsonb, shown text, id_digest text,
      name_digest text, hint_digest text, no_id text, person text, sealed text, key_no smallint)`;
  await stageMembers(sql, keyring, { rows, first });
}

async function stageMembers(
  sql: Queries,
  keyring: Keyring,
  { rows, first }: { rows: readonly PlacedRow[]; first: number },
): Promise<void> {
  const members = rows.flatMap(({ read, unit }, index) =>
    read.members.map(({ row, name, idNumber, born, relation }) => {
      const details: PersonDetails = { name, idNumber, born, phone: null, address: null, account: null };
      const { sealed: person, ...keys } = sealedColumns(keyring, details, unit.township);
      return { line: first + index, row, unit: unit.code, relation, shown: shownOf('person', name), ...keys, person };
    }),
  );
  if (members.length === 0) return;
  await sql`
    insert into staged_members
    select line, "row", unit, relation, shown, decode(id_digest, 'hex'), decode(name_digest, 'hex'),
           decode(hint_digest, 'hex'), decode(person, 'hex'), key_no
    from jsonb_to_recordset(${json(sql, members)}) as m(
      line int, "row" int, unit text, relation text, shown text, id_digest text, name_digest text, hint_digest text,
      person text, key_no smallint)`;
}

/**
 * Lets Postgres know how many rows wait, once all have come. How many there are in its own tables it may not know yet:
 * for thousands of new rows it would read a whole table again and again, so it looks into the indexes.
 */
export async function endStage(sql: Queries): Promise<void> {
  await sql`select set_config('enable_seqscan', 'off', true)`;
  await sql`create index on staged_rows (id_digest) where id_digest is not null`;
  await sql`create index on staged_members (id_digest)`;
  await sql`analyze staged_rows`;
  await sql`analyze staged_members`;
}
