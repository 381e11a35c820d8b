import type { Field, Language } from '../../../../domain/campaign/definition/definition';
import type { PersonalAnswers } from '../../../../domain/list/row-check';
import { NO_ID, type NoId, personDetails } from '../../../../domain/people/person';
import { HEAD, RELATIONS, type Relation } from '../../../../domain/people/relations';
import { shown } from '../../../../domain/report/field-kinds';
import { type Figures, yuan } from '../../../../domain/report/report-figures';
import type { Queries } from '../../../db/db';
import { within } from '../../../db/scope';
import type { Keyring } from '../../../people/sealed/keyring';
import { STANDING } from '../../lists';
import { fieldKey, type ListForm } from '../list-columns';

/** A line of a table, by the keys of its columns. */
export type ExportedLine = Readonly<Record<string, string>>;

interface OfList {
  campaign: string;
  list: string;
  /** The reader's region; null for everything. */
  top: string | null;
}

/** @returns how many rows stand on a list, within the reader's region */
export async function countRows(sql: Queries, { campaign, list, top }: OfList): Promise<number> {
  const [counted] = await sql<{ rows: number }[]>`
    select count(*)::int as rows from entries e join regions g on g.code = e.unit_code
    where e.campaign_id = ${campaign} and e.list = ${list} and e.state = any(${STANDING}) and ${within(sql, top, 'g.path')}`;
  return counted?.rows ?? 0;
}

interface Row {
  id: number;
  subject: number;
  path: string;
  code: string;
  village: string;
  township: string | null;
  category: string;
  figures: Figures;
  sealed: Buffer | null;
  keyNo: number | null;
  noId: NoId | null;
}

const BATCH = 1000;
const YES = { 'zh-CN': '是', en: 'yes' } as const;
const NO = { 'zh-CN': '否', en: 'no' } as const;

interface Exporting extends OfList {
  listed: ListForm;
  keyring: Keyring;
  language: Language;
}

/**
 * The rows that stand on a list, as an import reads them: a household with each member in a line below. They name
 * people in full, so the caller has a reason, and a line in the audit log.
 */
export async function* exportedLines(sql: Queries, exporting: Exporting): AsyncGenerator<ExportedLine[]> {
  let number = 0;
  for (let after = { path: '', id: 0 }; ; ) {
    const rows = await rowsAfter(sql, exporting, after);
    const members = await membersOf(sql, exporting, rows);
    yield rows.flatMap((row) => linesOf(row, ++number, exporting, members.get(row.subject) ?? []));
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    after = last;
  }
}

const rowsAfter = (
  sql: Queries,
  { campaign, list, top }: Exporting,
  after: { path: string; id: number },
): Promise<Row[]> => sql<Row[]>`
  select e.id, e.subject_id as subject, g.path, g.code, g.name as village, t.name as township, e.category, e.figures, e.sealed,
         e.key_no as "keyNo", p.no_id as "noId"
  from entries e
  join regions g on g.code = e.unit_code
  left join regions t on t.code = g.parent_code
  join people subject on subject.id = e.subject_id
  join people p on p.id = coalesce(subject.head_id, subject.id)
  where e.campaign_id = ${campaign} and e.list = ${list} and e.state = any(${STANDING}) and ${within(sql, top, 'g.path')}
    and (g.path, e.id) > (${after.path}, ${after.id})
  order by g.path, e.id limit ${BATCH}`;

interface Member {
  name: string;
  idNumber: string | null;
  relation: Relation;
}

/** @returns the members of the rows' households, without their heads */
async function membersOf(
  sql: Queries,
  { keyring, listed }: Exporting,
  rows: readonly Row[],
): Promise<Map<number, Member[]>> {
  const members = new Map<number, Member[]>();
  if (listed.list.of !== 'household' || rows.length === 0) return members;
  const found = await sql<{ household: number; relation: Relation; sealed: Buffer; keyNo: number }[]>`
    select m.household_id as household, m.relation, p.sealed, p.key_no as "keyNo"
    from memberships m join people p on p.id = m.person_id
    where m.household_id = any(${rows.map(({ subject }) => subject)}::bigint[]) and m.until_day is null and m.relation <> ${HEAD}
      and p.sealed is not null
    order by m.id`;
  for (const { household, relation, ...value } of found) {
    const { name, idNumber } = personDetails.parse(keyring.unseal(value, 'people.sealed'));
    members.set(household, [...(members.get(household) ?? []), { name, idNumber, relation }]);
  }
  return members;
}

function linesOf(
  row: Row,
  number: number,
  { listed: { list, form, categories }, keyring, language }: Exporting,
  members: readonly Member[],
): ExportedLine[] {
  const { sealed, keyNo, noId } = row;
  const personal: Partial<PersonalAnswers> =
    sealed && keyNo !== null ? (keyring.unseal({ sealed, keyNo }, 'entries.sealed') as PersonalAnswers) : {};
  const { name = '', 'id-number': idNumber = '' } = personal;
  const isHousehold = list.of === 'household';
  const category = categories.get(row.category);
  const first: ExportedLine = {
    ...{ number: String(number), township: row.township ?? '', village: row.village, code: row.code },
    ...{ head: isHousehold ? name : '', name, id: idNumber, noId: noId ? NO_ID[noId][language] : '' },
    ...(isHousehold && { relation: RELATIONS[HEAD] }),
    category: category?.[language] ?? category?.['zh-CN'] ?? row.category,
    consent: list.consent === 'required' ? YES[language] : '',
    ...Object.fromEntries(
      form.fields.map((field) => [fieldKey(field), answerIn(field, personal, row.figures, language)]),
    ),
  };
  const others = members.map(
    (member): ExportedLine => ({ name: member.name, id: member.idNumber ?? '', relation: RELATIONS[member.relation] }),
  );
  return [first, ...others];
}

function answerIn(field: Field, personal: Partial<PersonalAnswers>, figures: Figures, language: Language): string {
  if (field.personal) return personal[field.personal] ?? '';
  const figure = figures[field.id];
  if (figure === undefined || figure === null) return '';
  const value = shown(field, figure);
  if (typeof value === 'boolean') return (value ? YES : NO)[language];
  if (typeof value !== 'object') return String(value);
  if ('fen' in value) return yuan(value.fen);
  return 'photo' in value ? '' : (value[language] ?? value['zh-CN']);
}
