import type { Day } from '../../../../domain/campaign/calendar/days';
import type { Field } from '../../../../domain/campaign/definition/definition';
import { checkRow, type RowChecked } from '../../../../domain/list/row-check';
import { readIdNumber } from '../../../../domain/people/id-number';
import type { NoId } from '../../../../domain/people/person';
import { type Relation, relationOf } from '../../../../domain/people/relations';
import { kindOf } from '../../../../domain/report/field-kinds';
import { type Sentence, sentence } from '../../../../domain/text/refusal';
import { plainName } from '../../../people/tables/check/check-cells';
import { type Cell, textOf } from '../../../people/tables/table';
import { fieldKey, type ListForm } from '../list-columns';
import type { RosterColumn } from '../shape/columns';
import type { CellAt, RosterFlaw, RosterPerson, RosterRow } from '../shape/roster';

/** A member of a household whom a table names with a number of their own; the others are only counted. */
export interface ReadMember {
  row: number;
  name: string;
  idNumber: string;
  born: Day;
  relation: Relation;
}

/** A row of a table, checked; its place is not yet a unit. */
export interface ReadRow {
  file: string;
  row: number;
  checked: RowChecked;
  members: ReadMember[];
}

export interface RowReading extends ListForm {
  columns: readonly RosterColumn[];
  /** Nobody is born later. */
  today: Day;
  /** Whoever imports says that all of them know and agree, such as on signed paper. */
  consent: boolean;
}

/** @returns the row, or everything that is wrong with it: where, what, and what to do, but no value */
export function readRow(row: RosterRow, reading: RowReading): { read: ReadRow } | { flaws: RosterFlaw[] } {
  const flaws: RosterFlaw[] = [];
  const refuse = (at: Pick<CellAt, 'row' | 'heading'> | undefined, key: string, said: Sentence): void => {
    const heading = at?.heading ?? reading.columns.find((column) => column.key === key)?.['zh-CN'] ?? '';
    flaws.push({ file: row.file, row: at?.row ?? row.row, column: heading, ...said });
  };
  const [head, ...others] = row.people;
  const cells = new Map([...row.cells, ...head.cells]);
  for (const [key, at] of cells) {
    const damage = damageOf(
      at.cell,
      reading.columns.find((column) => column.key === key),
    );
    if (damage) refuse(at, key, damage);
  }
  const id = cells.get('id');
  const without = withoutNumber(id, cells);
  if (without === 'no-reason') refuse(id, 'id', sentence('no-id-why'));
  const name = cells.get('name') ?? cells.get('head');
  const sent = {
    row: '',
    category: categoryIn(cells.get('category'), reading),
    consent: reading.consent || isYes(cells.get('consent')),
    noId: without ?? undefined,
    figures: Object.fromEntries(
      reading.form.fields.map((field) => [field.id, typedIn(field, { cells, name, hasNumber: without === null })]),
    ),
  };
  if (cells.has('category') && sent.category === undefined)
    refuse(cells.get('category'), 'category', sentence('category-unknown', { categories: namesOf(reading) }));
  const checked = checkRow({ list: reading.list, form: reading.form, today: reading.today }, sent);
  for (const { field, ...said } of checked.ok ? [] : checked.problems) {
    const key = columnOfProblem(field, reading);
    const at = key === 'name' ? name : cells.get(key);
    // A damaged cell, an unknown category and a missing reason have been said.
    if (!flaws.some((flaw) => flaw.row === (at?.row ?? row.row) && flaw.column === at?.heading)) refuse(at, key, said);
  }
  const members = reading.list.of === 'household' ? readMembers(others, reading, refuse) : [];
  if (flaws.length > 0 || !checked.ok) return { flaws };
  return { read: { file: row.file, row: row.row, checked: checked.row, members } };
}

/** A number of a form may stand with its unit: 3人, 1,200元. */
const UNIT = /(?:户|人|口|个|名|元|件|袋|床|瓶|套|份|桶|公斤|斤)$/;

function typedIn(
  field: Field,
  { cells, name, hasNumber }: { cells: ReadonlyMap<string, CellAt>; name: CellAt | undefined; hasNumber: boolean },
): string | undefined {
  if (field.personal === 'name') return plainName(textOf(name?.cell)) || undefined;
  if (field.personal === 'id-number') return hasNumber ? textOf(cells.get('id')?.cell) || undefined : undefined;
  const text = textOf(cells.get(fieldKey(field))?.cell);
  if (text === '') return undefined;
  if (kindOf(field.type).decimals !== undefined) return text.normalize('NFKC').replace(/[\s,]/g, '').replace(UNIT, '');
  if (field.type !== 'choice') return text;
  const choice = field.choices?.find(({ value, label }) => isOneOf([value, label['zh-CN'], label.en], text));
  return choice?.value ?? text;
}

function damageOf(cell: Cell, column: RosterColumn | undefined): Sentence | null {
  if (typeof cell !== 'object') return cell.includes('\ufffd') ? sentence('cell-unreadable') : null;
  if (cell.spoilt === 'date') return column?.holdsDates ? null : sentence('cell-became-date');
  if (cell.spoilt === 'rounded') return sentence(column?.key === 'id' ? 'id-damaged' : 'number-rounded');
  return sentence(cell.spoilt === 'error' ? 'cell-error' : 'cell-not-calculated');
}

const NONE = /^(?:无|没有|暂无|无证|无身份证|没有身份证|none|no)[（(：:,，、;；\s]*(.*?)[)）\s]*$/i;
const REASONS: readonly [why: NoId, words: RegExp][] = [
  ['newborn', /新生|未登记|出生|newborn/i],
  ['unregistered', /户口|未上户|没上户|黑户|unregistered|not registered/i],
  ['lost', /遗失|丢失|丢了|补办|lost/i],
  ['foreign', /境外|国外|外籍|港澳|台湾|foreign|abroad/i],
  ['withheld', /不愿|拒绝|不提供|withheld|not want/i],
  ['unknown', /不掌握|不详|不清楚|未知|unknown|not known/i],
];

/** @returns why there is no number; null when there is one, or none and no word of it */
function withoutNumber(id: CellAt | undefined, cells: ReadonlyMap<string, CellAt>): NoId | 'no-reason' | null {
  const found = NONE.exec(textOf(id?.cell).trim());
  const why = textOf(cells.get('noId')?.cell);
  if (!found && (id || !why)) return null;
  const said = `${found?.[1] ?? ''} ${why}`;
  return REASONS.find(([, words]) => words.test(said))?.[0] ?? 'no-reason';
}

const YES = ['是', '有', '同意', '已同意', '自愿', 'yes', 'true', '1', '√', '✓'];
const isYes = (at: CellAt | undefined): boolean => YES.includes(textOf(at?.cell).normalize('NFKC').toLowerCase());

function categoryIn(at: CellAt | undefined, { categories }: ListForm): string | undefined {
  const word = textOf(at?.cell);
  return [...categories].find(([id, name]) => isOneOf([id, name['zh-CN'], name.en], word))?.[0];
}

/** Words are compared without spaces and full-width forms: 孤儿（含弃婴） is 孤儿(含弃婴). */
const isOneOf = (words: readonly (string | undefined)[], found: string): boolean =>
  words.some((word) => word !== undefined && plainWord(word) === plainWord(found));
const plainWord = (word: string): string => plainName(word.normalize('NFKC'));

const namesOf = ({ categories }: ListForm) => {
  const names = [...categories.values()];
  return {
    'zh-CN': names.map((name) => name['zh-CN']).join('、'),
    en: names.map((name) => name.en ?? name['zh-CN']).join(', '),
  };
};

function columnOfProblem(field: string | null, { form }: ListForm): string {
  const asked = form.fields.find(({ id }) => id === field);
  if (asked?.personal === 'name') return 'name';
  if (asked?.personal === 'id-number') return 'id';
  return asked ? fieldKey(asked) : (field ?? '');
}

/** Members without a number are heads of the household, nobody who could be found again. */
function readMembers(
  people: readonly RosterPerson[],
  { today }: RowReading,
  refuse: (at: CellAt | undefined, key: string, said: Sentence) => void,
): ReadMember[] {
  return people.flatMap(({ cells, relation: said }): ReadMember[] => {
    const [id, name, kin] = [cells.get('id'), cells.get('name'), cells.get('relation')];
    const relation = relationOf(textOf(kin?.cell) || (said ?? '')) ?? '97';
    if (kin && !relationOf(textOf(kin.cell))) refuse(kin, 'relation', sentence('relation-unknown'));
    if (!id || NONE.test(textOf(id.cell).trim())) return [];
    if (!name) {
      refuse(id, 'id', sentence('member-without-name'));
      return [];
    }
    const damage = damageOf(id.cell, undefined);
    const read = readIdNumber(textOf(id.cell), today);
    if (damage) refuse(id, 'id', sentence('id-damaged'));
    else if ('problem' in read) refuse(id, 'id', sentence(read.problem));
    else return [{ row: id.row, name: plainName(textOf(name.cell)), idNumber: read.number, born: read.born, relation }];
    return [];
  });
}
