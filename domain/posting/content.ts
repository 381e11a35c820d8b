import type { Day } from '../campaign/calendar/days';
import type { Definition, Standard } from '../campaign/definition/definition';
import type { Text } from '../campaign/definition/words';
import type { ListDefinition, PostingDefinition } from '../list/list-definition';
import { UNITS_OF } from '../list/list-forms';
import { shownGroup } from './shown-group';

/** A row that stands before its posting, as far as a posting may know it. */
export interface RowToPost {
  entry: number;
  category: string;
  /** The name as others may see it: 王**. */
  shown: string;
  heads: number;
  /** The answer of the field that `posting.group` names. */
  group: unknown;
  /** A child: the name is not shown at all. */
  minor: boolean;
}

/** A row as the public reads it. */
export interface PostedRow {
  /** On this list; what an objection names. */
  number: number;
  name: string;
  group: string | null;
  heads: number;
}

/** The rows of one category; of a category with `publish: count` only how many. */
export interface PostedPart {
  category: string;
  label: Text;
  /** What each gets; null when the definition does not say. */
  standard: Text | null;
  /** 户, 人. */
  unit: Text;
  count: number;
  rows: PostedRow[];
}

/** What a posting freezes: all that the sheet and the page show, and nothing else. */
export interface PostingContent {
  organisation: Text;
  title: Text;
  /** The village with the places above it, within the campaign. */
  village: string;
  from: Day;
  /** The last day, on which objections are still in time. */
  to: Day;
  days: number;
  counted: 'calendar' | 'working';
  medium: PostingDefinition['medium'];
  /** Where and at what number the office takes objections. */
  contact: string | null;
  objections: boolean;
  nominations: boolean;
  parts: PostedPart[];
}

/** What all postings of one act have in common. */
export interface PostingFrame {
  definition: Pick<Definition, 'organisation' | 'standards'>;
  list: ListDefinition & { posting: PostingDefinition };
  from: Day;
  to: Day;
}

/** Stands in the place of a child's name. */
const MINOR = '未成年人';

/**
 * Makes the content of one village's posting. Rows with a name are numbered from 1, category after category.
 * @returns the content, and the number of each row; null for one that is only counted
 */
export function postingContent(
  { definition, list, from, to }: PostingFrame,
  village: string,
  rows: readonly RowToPost[],
): { content: PostingContent; numbers: { entry: number; number: number | null }[] } {
  const { days, counted, medium, objections, nominations, contact = null, labels = {} } = list.posting;
  const numbers: { entry: number; number: number | null }[] = [];
  let last = 0;
  const parts = list.categories.flatMap((category): PostedPart[] => {
    const own = rows.filter((row) => row.category === category);
    if (own.length === 0) return [];
    const named = publishes(list, category) === 'names';
    const shown = own.map(({ entry, ...row }): PostedRow[] => {
      numbers.push({ entry, number: named ? ++last : null });
      const { heads, minor } = row;
      return named ? [{ number: last, name: minor ? MINOR : row.shown, group: shownGroup(row.group), heads }] : [];
    });
    const standard = definition.standards.find((one) => one.category === category);
    const label = labels[category] ?? standard?.name ?? { 'zh-CN': category };
    const given = standard ? standardText(standard) : null;
    return [{ category, label, standard: given, unit: UNITS_OF[list.of], count: own.length, rows: shown.flat() }];
  });
  const { organisation } = definition;
  const frame = { organisation, title: list.name, village, from, to, days, counted, medium, contact };
  return { content: { ...frame, objections, nominations, parts }, numbers };
}

const publishes = ({ publish }: ListDefinition, category: string): 'names' | 'count' =>
  typeof publish === 'string' ? publish : (publish[category] ?? 'count');

/** @returns what one household or person gets: 每户2000元、米2袋. */
function standardText({ per, cash, goods }: Standard): Text | null {
  const zh = [
    ...(cash > 0 ? [`${cash}元`] : []),
    ...goods.map((one) => `${one.name['zh-CN']}${one.quantity}${one.unit['zh-CN']}`),
  ];
  const en = [
    ...(cash > 0 ? [`${cash} yuan`] : []),
    ...goods.map(
      ({ name, unit, quantity }) => `${quantity} ${unit.en ?? unit['zh-CN']} of ${name.en ?? name['zh-CN']}`,
    ),
  ];
  if (zh.length === 0) return null;
  return { 'zh-CN': `每${per === 'household' ? '户' : '人'}${zh.join('、')}`, en: `each ${per}: ${en.join(', ')}` };
}

/** @returns the content without a row whose objection was upheld; the other rows keep their numbers. */
export const withoutRow = (content: PostingContent, category: string, number: number | null): PostingContent => ({
  ...content,
  parts: content.parts
    .map((part) =>
      part.category === category
        ? { ...part, count: part.count - 1, rows: part.rows.filter((row) => row.number !== number) }
        : part,
    )
    .filter(({ count }) => count > 0),
});

/** @returns the content as one text that does not depend on the order of keys; its SHA-256 is the posting's digest. */
export function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const pairs = Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${pairs.map(([key, one]) => `${JSON.stringify(key)}:${canonicalText(one)}`).join(',')}}`;
}
