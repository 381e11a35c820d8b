import { z } from 'zod';
import { freeText, someText } from '../../shell/text-schema';

/** What a filter holds: some states, two days, part of a name. */
const LONGEST_FILTER = 400;
const LONGEST_QUERY = 2000;

export const askedSchema = z.object({
  where: z
    .record(z.string().max(40), freeText(LONGEST_FILTER))
    .default({})
    .describe('By column: `failed,unknown`, `2026-11-01..2026-11-30`, part of a name'),
  sort: z.string().max(40).optional().describe('A column; with - before it, the greatest first'),
  zone: z.string().max(60).default('Asia/Shanghai').describe('IANA zone in which days are meant'),
});

export const pageAskedSchema = askedSchema.extend({
  after: z.string().max(1000).optional().describe('`next` of the page before'),
  limit: z.int().min(1).max(200).default(50),
});

export const exportAskedSchema = askedSchema.extend({
  columns: z.array(z.string().max(40)).max(60).optional().describe('In this order; all that are shown when left out'),
});

/** @returns the answer with a page of a table */
export const pageSchema = (row: z.ZodType, name: string) =>
  z
    .object({
      rows: z.array(row),
      next: z.string().nullable().describe('Where the next page begins; null: this is the last'),
      total: z.int().nullable().describe('Number of rows, at most 10,001; only with the first page'),
    })
    .describe(`A page of ${name}`);

/** A page of any table, as the app reads it. */
export const tablePageSchema = pageSchema(z.record(z.string(), z.unknown()), 'a table');

const view = z.object({ id: z.int(), table: z.string(), name: z.string(), query: z.string() });
export const viewsSchema = z.object({ views: z.array(view) }).describe('Own views of a table');
export const keptViewSchema = z.object({
  table: z.string().max(40),
  name: someText(40),
  query: z.string().max(LONGEST_QUERY).describe('As an address has it'),
});
