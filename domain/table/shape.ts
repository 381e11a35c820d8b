import type { Permission } from '../account/roles';

/** What something is called. */
type Title = Readonly<Record<'zh-CN' | 'en', string>>;

/** A word in Chinese and in English; more may follow, for example a colour. */
type Word = readonly [zh: string, en: string, ...unknown[]];
export type Words = Readonly<Record<string, Word>>;

/**
 * How a column is filtered: `part` of a text · `whole` text · one of some `choice` · a span of `days` · a `range` of
 * numbers.
 */
export type FilterKind = 'part' | 'whole' | 'choice' | 'days' | 'range';

export interface Column {
  /** The row's property with the value. */
  key: string;
  title: Title;
  /** `word`: a value of `words`; `fen`: money. */
  kind: 'text' | 'word' | 'number' | 'fen' | 'time';
  words?: Words;
  filter?: FilterKind;
  sorts?: true;
  /** Only those who have it see the column, or filter by it. */
  needs?: Permission;
  /** Not at first; `never`: it is only filtered by. */
  shown?: 'chosen' | 'never';
  /** What is typed into its filter may name a person: it stands in no address, and is not kept. */
  personal?: true;
}

/** A table that the console lists, sorts, filters and exports: one declaration for the page, the server and Excel. */
export interface Shape {
  /** Its address, `/api/tables/<name>`. */
  name: string;
  title: Title;
  needs: Permission;
  columns: readonly Column[];
  /** Columns that every reading names a value of: rows belong together only within them. */
  of?: readonly string[];
  /** Filters where the address has none for the column; all words of a column show everything. */
  first?: Readonly<Record<string, string>>;
  /** How it is sorted at first: a key, with `-` before it the greatest first. */
  sort: string;
}

/** @returns the columns that a reader may see or filter by */
export const columnsFor = (shape: Shape, may: (permission: Permission) => boolean): Column[] =>
  shape.columns.filter(({ needs }) => needs === undefined || may(needs));

/** @returns those that can be shown */
export const shownColumns = (columns: readonly Column[]): Column[] => columns.filter(({ shown }) => shown !== 'never');

/** @returns the word of a value in a language; the value itself where it has none */
export const wordIn = ({ words }: Pick<Column, 'words'>, value: string, language: string): string =>
  words?.[value]?.[language === 'en' ? 1 : 0] ?? value;
