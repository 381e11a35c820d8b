import type { StandardFigures } from '../../figures/given/standards';
import type { Names } from '../../figures/names';
import type { ReportContent } from '../content';
import { type Cell, fen, type Table, withoutEmptyColumns } from '../table';
import type { Word } from '../texts';

/** A figure of a category, as a column of its own. */
interface Measure {
  of: 'households' | 'persons' | 'occasions' | 'cash' | 'goodsPieces' | 'goodsValue';
  unit: Word;
  money?: true;
}

const PEOPLE: readonly Measure[] = [
  { of: 'households', unit: 'inHouseholds' },
  { of: 'persons', unit: 'inPersons' },
  { of: 'occasions', unit: 'inOccasions' },
];
const MONEY: readonly Measure[] = [{ of: 'cash', unit: 'yuan', money: true }];
const GOODS: readonly Measure[] = [
  { of: 'goodsPieces', unit: 'inPieces' },
  { of: 'goodsValue', unit: 'yuan', money: true },
];

/** Whom the regions right below the scope have reached, by category. */
export const peopleByRegionTable = (content: ReportContent, names: Names): Table =>
  byRegion('peopleByRegion', PEOPLE, content, names);
/** What money they have given. */
export const moneyByRegionTable = (content: ReportContent, names: Names): Table =>
  byRegion('moneyByRegion', MONEY, content, names);
/** What goods they have given. */
export const goodsByRegionTable = (content: ReportContent, names: Names): Table =>
  byRegion('goodsByRegion', GOODS, content, names);

function byRegion(title: Word, measures: readonly Measure[], content: ReportContent, names: Names): Table {
  const { standardsByRegion, campaign } = content;
  const { word, say } = names;
  const { standards } = campaign.definition;
  const labelled = (label: string, { unit }: Measure) => ({ label: `${label}（${word(unit)}）`, width: 12 });
  const sumOver = (found: readonly StandardFigures[], { of, money }: Measure): Cell => {
    const sum = found.reduce<number | null>((all, { [of]: { reported } }) => added(all, reported), null);
    return money ? fen(sum) : sum;
  };
  const cells = (found: readonly StandardFigures[]): Cell[] => [
    ...standards.flatMap(({ category }) =>
      measures.map((measure) =>
        sumOver(
          found.filter((one) => one.category === category),
          measure,
        ),
      ),
    ),
    // One category is its own sum.
    ...(standards.length > 1 ? measures.map((measure) => sumOver(found, measure)) : []),
  ];
  const rows = standardsByRegion.map(({ name, standards: found }) => [name, ...cells(found)]);
  const filled = rows.filter((row) => row.slice(1).some((cell) => cell !== null));
  return withoutEmptyColumns({
    title: word(title),
    columns: [
      { label: word('region'), width: 16 },
      ...standards.flatMap(({ name }) => measures.map((measure) => labelled(say(name), measure))),
      ...(standards.length > 1 ? measures.map((measure) => labelled(word('total'), measure)) : []),
    ],
    rows: filled,
    total: [word('total'), ...cells(standardsByRegion.flatMap((one) => one.standards))],
  });
}

/** Unknown and unknown stays unknown. */
const added = (one: number | null, other: number | null): number | null =>
  one === null ? other : other === null ? one : one + other;
