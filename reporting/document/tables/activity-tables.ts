import type { ActivityText } from '../../figures/activities';
import type { Names } from '../../figures/names';
import type { LongLists, ReportContent } from '../content';
import { type LongTable, rowsOf } from '../table';

/** What units have written about their activities, each with its receipt. */
export function activityTextsTable({ lengths }: ReportContent, lists: LongLists, names: Names): LongTable {
  const { word } = names;
  const columns = ['round', 'superior', 'unit', 'code', 'receipt', 'activityText'] as const;
  return {
    title: word('activityTexts'),
    columns: columns.map((name, nr) => ({ label: word(name), width: [18, 16, 16, 14, 12, 60][nr] ?? 12 })),
    length: lengths.activityTexts,
    rows: rowsOf(lists.activityTexts(), (one) => [
      ...[names.round(one.key), one.parentName, one.name, one.code, one.receipt],
      toldText(one, names),
    ]),
  };
}

/** @returns the text; in its place a remark where it has a number of a person in it */
export const toldText = ({ text }: ActivityText, { word }: Names): string => text ?? word('textHasNumber');
