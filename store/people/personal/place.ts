import type { Definition } from '../../../domain/campaign/definition/definition';
import type { Bilingual } from '../../../domain/text/refusal';
import type { Queries } from '../../db/db';

/** The known data of a person to erase. */
export interface Forgotten {
  /** Numbers of the contacts that have, or may have, the person's messages and reports. */
  contacts: number[];
  /** True if the register still has that name there: the duty of a former holder belongs to another person. */
  holdsPost: boolean;
  /** Paths of the regions of their duties: a text names the person there, above or below, if anywhere. */
  paths: string[];
  phones: string[];
  /** Numbers in `people`, of somebody who is helped. */
  people: number[];
  /** Words to search in free texts: number, address, and the name unless it is a single character. */
  words: string[];
}

/** An ended campaign at the end of its retention. */
export interface Archived {
  campaign: string;
  definition: Definition;
}

/** A column of the database that has, or may have, personal data. */
export interface Place {
  what: Bilingual;
  /** The retention, and its end. */
  kept: Bilingual;
  /** Erases one person's data. @returns the number of changed rows */
  erase?(sql: Queries, who: Forgotten): Promise<number>;
  /**
   * Erases rows of people who are helped: what the table tells of them, whatever it is.
   * @param people numbers in `people`, without households @returns the number of changed rows
   */
  erasePeople?(sql: Queries, people: readonly number[]): Promise<number>;
  /** Deletes one campaign's data. @returns the number of changed rows */
  archive?(sql: Queries, what: Archived): Promise<number>;
}

export const countOf = async (rows: Promise<{ count: number }>): Promise<number> => (await rows).count;

export const WITH_CAMPAIGN: Bilingual = { 'zh-CN': '活动归档时删除', en: 'until the campaign is archived' };
export const FREE_TEXT: Bilingual = { 'zh-CN': '自由填写的文字，可能提到人', en: 'free text, which may name somebody' };

/** The person's regions, those above them and those below. */
export const related = (sql: Queries, { paths }: Pick<Forgotten, 'paths'>) => sql`
  (select g.code from regions g, unnest(${paths}::text[]) as own(path)
   where starts_with(g.path, own.path) or starts_with(own.path, g.path))`;
