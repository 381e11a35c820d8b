import { z } from 'zod';
import { CASES, POSTINGS } from '../../../../domain/table/shapes/matters';
import { type CaseRow, caseSource, listed, outcomesOf } from '../../../../store/case/case-list';
import { type BoardLine, postingSource } from '../../../../store/posting/posting-board';
import { caseSchema, outcomeSchema as outcome } from '../../case/case-schemas';
import { campaignIn } from '../conditions';
import { tableOf } from '../served-table';

export const caseRowSchema = caseSchema
  .extend({
    posting: z.int().nullable(),
    outcomes: z.array(outcome).describe('What may be answered'),
  })
  .describe('A case');

export const cases = tableOf<CaseRow>(CASES, caseRowSchema, {
  source: (sql, { top }, conditions) => caseSource(sql, { top, ofCampaign: campaignIn(conditions) !== undefined }),
  shown: (row) => ({ ...listed(row), outcomes: outcomesOf(row) }),
});

const count = z.int();
const instant = z.iso.datetime();
export const postingRowSchema = z
  .object({
    ...{ id: count, campaign: z.string(), lot: count, list: z.string(), region: z.string(), name: z.string() },
    ...{ version: count, state: z.string(), opensAt: instant, closesAt: instant, zone: z.string(), rows: count },
    objections: count.describe('Cases about it that came in time'),
    complaints: count.describe('and late ones'),
    nominations: count,
    photosAtStart: count,
    photosAtEnd: count,
  })
  .describe('A posting');

export const postings = tableOf<BoardLine>(POSTINGS, postingRowSchema, {
  source: (sql, { top }) => postingSource(sql, { top }),
  shown: ({ photos, ...posting }) => ({ ...posting, photosAtStart: photos.start, photosAtEnd: photos.end }),
});
