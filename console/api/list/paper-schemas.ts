import { z } from 'zod';
import { PERSONAL } from '../../../domain/list/personal';
import { ROW_STATES } from '../../../domain/list/row-life';
import { FIELD_TYPES } from '../../../domain/report/field-kinds';
import { text } from '../../shell/text-schema';

const count = z.int().min(0);
const instant = z.iso.datetime();
const hand = z.string().nullable();

const paper = z.object({
  ...{ id: z.int(), campaign: z.string(), list: z.string(), key: z.string(), unit: z.string(), unitName: z.string() },
  receipt: z.string().describe('The number on the slip'),
  ...{ handedOver: instant, takenAt: instant },
  rows: count.describe('As the slip says'),
  ...{ keyed: count, sheets: count },
  differing: count.describe('Rows in which paper and phone differ'),
  state: z.enum(['taken', 'keyed', 'compared', 'void']).describe('`taken`: 已交未录'),
  case: z.int().nullable(),
  closed: z.boolean().describe('The round is locked, and nobody has opened this paper'),
  opened: z.boolean(),
  ...{ takenBy: hand, keyedBy: hand, comparedBy: hand },
});

export const listedPaperSchema = paper;

export const papersSchema = z
  .object({ papers: z.array(paper), next: z.int().nullable() })
  .describe('One page, the latest first');

export const paperTakenSchema = z
  .object({ paper: z.int(), receipt: z.string(), onTime: z.boolean(), repeated: z.boolean() })
  .describe('What stands on the slip');

const value = z.union([z.string(), z.number(), z.boolean()]).nullable();

export const paperSchema = z
  .object({
    paper,
    fields: z.array(
      z.object({
        ...{ id: z.string(), label: text, unit: text.optional(), type: z.enum(FIELD_TYPES), required: z.boolean() },
        personal: z.enum(PERSONAL).nullable(),
        choices: z.array(z.object({ value: z.string(), label: text })),
      }),
    ),
    consent: z.boolean().describe('Each row needs the consent of its person'),
    rows: z.array(
      z.object({
        ...{ row: z.string(), entry: z.int(), shown: z.string(), category: z.string(), heads: count },
        ...{ state: z.enum(ROW_STATES), version: z.int(), sheet: z.int().nullable() },
        later: z.boolean().describe('The village’s phone has sent it after the paper'),
        differs: z
          .array(z.object({ field: z.string(), kept: value, sent: value }))
          .describe('Of personal fields and texts without values'),
      }),
    ),
  })
  .describe('A list on paper, with what is keyed of it');

export const takenOverSchema = z.object({ version: z.int() }).describe('The new version of the row');
