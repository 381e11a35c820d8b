import type { Contradiction } from '../../figures/given/contradictions';
import type { Names } from '../../figures/names';
import type { ReportContent } from '../content';
import { type Cell, fen, type Table } from '../table';
import type { Word } from '../texts';

const WORDS = {
  ...{ households: 'inHouseholds', persons: 'inPersons', occasions: 'inOccasions' },
  ...{ cash: 'moneyPlain', goods: 'goodsPlain' },
} as const satisfies Record<Contradiction['what'], Word>;

/** Where a summary says another figure than the returns behind it: somebody has to look. */
export function contradictionsTable({ campaign, contradictions }: ReportContent, names: Names): Table {
  const { word } = names;
  const columns = ['region', 'category', 'field', 'bySummary', 'byRecords', 'difference'] as const;
  return {
    title: word('contradictions'),
    columns: columns.map((name, nr) => ({ label: word(name), width: [16, 18, 14][nr] ?? 13 })),
    rows: contradictions.map((one) => {
      const amount = (value: number): Cell => (one.money ? fen(value) : value);
      const { summary, records } = one;
      return [
        ...[one.name, categoryName(campaign, one, names), measureName(one, names)],
        ...[amount(summary), amount(records), amount(summary - records)],
      ];
    }),
  };
}

/** @returns for example 特困群众 */
export const categoryName = (
  { definition }: ReportContent['campaign'],
  { category }: Pick<Contradiction, 'category'>,
  { say }: Names,
): string => say(definition.standards.find((one) => one.category === category)?.name ?? { 'zh-CN': category });

/** @returns for example 户 or 慰问资金（元） */
export const measureName = ({ what, money }: Contradiction, { word }: Names): string =>
  money ? `${word(WORDS[what])}（${word('yuan')}）` : what === 'goods' ? word('inPieces') : word(WORDS[what]);
