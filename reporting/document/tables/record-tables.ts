import type { Field } from '../../../domain/campaign/definition/definition';
import type { RoundPlan } from '../../../domain/campaign/plan';
import { shown } from '../../../domain/report/field-kinds';
import type { Figure } from '../../../domain/report/report-figures';
import type { Names } from '../../figures/names';
import type { UnitRecord } from '../../figures/records';
import type { LongLists, ReportContent } from '../content';
import { type Cell, type Column, type LongTable, rowsOf } from '../table';

/** @returns one table for each form: a row for every unit and round, with the receipt that the figures come from. */
export const recordTables = (content: ReportContent, lists: LongLists, names: Names): LongTable[] =>
  content.recordForms.map(({ form, rows: length }) => {
    const fields = names.fields(form).filter(isFigure);
    // Survey and visits may ask with one form: the same people are not added up twice.
    const addsUp = roundsOf(content, form).every(({ stage }, _, [first]) => stage === first?.stage);
    return {
      title: titleOf(form, content, names),
      columns: [...recordColumns(names), ...fields.map((field) => fieldColumn(field, addsUp, names))],
      length,
      rows: rowsOf(lists.records(form), (record) => recordRow(record, fields, names)),
    };
  });

const roundsOf = ({ campaign: { plan } }: ReportContent, form: string): RoundPlan[] =>
  plan.stages.flatMap(({ rounds }) => rounds).filter((round) => round.form === form);

/** Forms of one name are told apart by who is asked. */
function titleOf(form: string, content: ReportContent, names: Names): string {
  const title = names.form(form);
  if (content.recordForms.filter((one) => names.form(one.form) === title).length === 1) return title;
  const asked = [...new Set(roundsOf(content, form).map(({ of }) => names.kind(of)))];
  return asked.length > 0 ? `${title}（${asked.join('、')}）` : title;
}

/** Free text may name people; it stays in the database, where the receipt number leads to it. */
const isFigure = ({ type }: Field): boolean => type !== 'text';

function fieldColumn(field: Field, addsUp: boolean, names: Names): Column {
  const measure = names.measure(field);
  const summed = field.type === 'money' ? 'fen' : field.type === 'integer' ? 'number' : null;
  return {
    ...{ label: names.say(field.label) + (measure ? `（${measure}）` : ''), width: 14 },
    ...(addsUp && summed !== null && field.over !== 'last' && { summed }),
  };
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
