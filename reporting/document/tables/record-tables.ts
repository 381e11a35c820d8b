import type { Field } from '../../../domain/campaign/definition/definition';
import { shown } from '../../../domain/report/field-kinds';
import type { Figure } from '../../../domain/report/report-figures';
import type { Names } from '../../figures/names';
import type { UnitRecord } from '../../figures/records';
import type { LongLists, ReportContent } from '../content';
import { type Cell, type Column, type LongTable, rowsOf } from '../table';

/** @returns one table for each form: a row for every unit and round, with the receipt that the figures come from. */
export const recordTables = ({ recordForms }: ReportContent, lists: LongLists, names: Names): LongTable[] =>
  recordForms.map(({ form, rows: length }) => {
    const fields = names.fields(form).filter(isFigure);
    return {
      title: names.form(form),
      columns: [...recordColumns(names), ...fields.map((field) => fieldColumn(field, names))],
      length,
      rows: rowsOf(lists.records(form), (record) => recordRow(record, fields, names)),
    };
  });

/** Free text may name people; it stays in the database, where the receipt number leads to it. */
const isFigure = ({ type }: Field): boolean => type !== 'text';

function fieldColumn(field: Field, names: Names): Column {
  const measure = names.measure(field);
  return { label: names.say(field.label) + (measure ? `（${measure}）` : ''), width: 14 };
}

const recordColumns = ({ word }: Names): Column[] => [
  { label: word('round'), width: 18 },
  { label: word('superior'), width: 16 },
  { label: word('code'), width: 16 },
  { label: word('unit'), width: 18 },
  { label: word('outcome'), width: 9 },
  { label: word('reportedAt'), width: 17 },
  { label: word('receipt'), width: 12 },
  { label: word('version'), width: 7 },
  { label: word('via'), width: 10 },
  { label: word('nothing'), width: 9 },
];

function recordRow(record: UnitRecord, fields: readonly Field[], names: Names): Cell[] {
  const { word } = names;
  const came = record.late ? 'late' : 'onTime';
  const outcome = record.reportedAt === null ? 'missing' : record.onPaper ? 'notKeyed' : came;
  return [
    names.round(record.key),
    record.parentName,
    record.code,
    record.name,
    word(outcome),
    record.reportedAt && { at: record.reportedAt },
    record.receipt,
    record.version,
    record.via && names.wordFor(`via-${record.via}`),
    record.nothing ? word('yes') : null,
    ...fields.map((field): Cell => figureCell(record.figures?.[field.id], field, names)),
  ];
}

/** @returns a figure of a report as a cell of the table of records. */
export function figureCell(figure: Figure | undefined, field: Field, names: Pick<Names, 'word' | 'say'>): Cell {
  if (figure === undefined) return null;
  const value = shown(field, figure);
  if (typeof value === 'boolean') return names.word(value ? 'yes' : 'no');
  if (typeof value !== 'object' || 'fen' in value) return value;
  // The receipt in the same row leads to the photo; its id would only widen the table.
  return 'photo' in value ? names.word('yes') : names.say(value);
}
