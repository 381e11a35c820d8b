import type { StandardFigures } from '../../figures/given/standards';
import type { Names } from '../../figures/names';
import type { ReportContent } from '../content';
import { type Cell, fen, isNothing, type Table, withoutEmptyColumns } from '../table';
import type { Word } from '../texts';

/** A figure of a category, as a column of its own. */
interface Measure {
  of: 'households' | 'persons' | 'occasions' | 'cash' | 'goodsPieces' | 'goodsValue';
  unit: Word;
  money?: true;
}

/** A column of figures, over the categories that it adds up. */
interface Sum {
  label: string;
  /** Of the column; a sum of all categories has more digits than each of them. */
  width?: number;
  of(found: readonly StandardFigures[]): Cell;
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
  byRegion('peopleByRegion', byCategory(PEOPLE, content, names), content, names);
/** What money they have given. */
export const moneyByRegionTable = (content: ReportContent, names: Names): Table =>
  byRegion('moneyByRegion', byCategory(MONEY, content, names), content, names);
/** What goods they have given: by item where the accounts know them, by category where forms count them. */
export const goodsByRegionTable = (content: ReportContent, names: Names): Table => {
  const items = itemsGiven(content, names);
  const columns = items.length > 0 ? [...items, ...worthOfAll(names)] : byCategory(GOODS, content, names);
  return byRegion('goodsByRegion', columns, content, names);
};

/** A column for each measure of each category, and of all together. */
function byCategory(measures: readonly Measure[], { campaign }: ReportContent, { word, say }: Names): Sum[] {
  const { standards } = campaign.definition;
  const column = (label: string, measure: Measure, category?: string): Sum => ({
    label: `${label}（${word(measure.unit)}）`,
    of: (found) => sumOver(category ? found.filter((one) => one.category === category) : found, measure),
  });
  return [
    ...standards.flatMap(({ category, name }) => measures.map((measure) => column(say(name), measure, category))),
    // One category is its own sum.
    ...(standards.length > 1 ? measures.map((measure) => ({ ...column(word('total'), measure), width: 18 })) : []),
  ];
}

function itemsGiven({ standards }: ReportContent, { say }: Names): Sum[] {
  const items = new Map(standards.flatMap(({ goods }) => goods.map((one) => [one.item, one])));
  return [...items.values()].map(({ item, name, unit }) => ({
    label: `${say(name)}（${say(unit)}）`,
    of: (found) =>
      found
        .flatMap(({ goods }) => goods)
        .filter((one) => one.item === item)
        .reduce<Cell>((sum, { quantity }) => added(typeof sum === 'number' ? sum : null, quantity), null),
  }));
}

const worthOfAll = ({ word }: Names): Sum[] => [
  {
    label: word('worth'),
    of: (found) => sumOver(found, { of: 'goodsValue', unit: 'yuan', money: true }),
  },
];

function sumOver(found: readonly StandardFigures[], { of, money }: Measure): Cell {
  const sum = found.reduce<number | null>((all, { [of]: { reported } }) => added(all, reported), null);
  return money ? fen(sum) : sum;
}

function byRegion(title: Word, columns: readonly Sum[], content: ReportContent, { word, locale }: Names): Table {
  const { standardsByRegion, campaign } = content;
  const cells = (found: readonly StandardFigures[]): Cell[] => columns.map(({ of }) => of(found));
  const isOffice = (region: string) => region === campaign.plan.scope;
  const itself = locale.language === 'en' ? ' (itself)' : '（本级）';
  const rows = standardsByRegion
    .map(({ region, name, standards: found }) => ({ region, name, own: cells(found) }))
    // The office that leads gives seldom anything by itself, and a row of zeros under its name reads like the sum.
    .filter(({ region, own }) => own.some((cell) => (isOffice(region) ? !isNothing(cell) : cell !== null)));
  return withoutEmptyColumns({
    title: word(title),
    columns: [{ label: word('region'), width: 16 }, ...columns.map(({ label, width = 12 }) => ({ label, width }))],
    rows: rows.map(({ region, name, own }) => [isOffice(region) ? name + itself : name, ...own]),
    total: [word('total'), ...cells(standardsByRegion.flatMap((one) => one.standards))],
  });
}

/** Unknown and unknown stays unknown. */
const added = (one: number | null, other: number | null): number | null =>
  one === null ? other : other === null ? one : one + other;
