import { z } from 'zod';
import {
  MARKS,
  MOST_HANDED,
  OUTCOMES,
  PROXY_RELATIONS,
  RESTS,
  RETURNS,
  rowHanded,
  WAYS_TO_DELIVER,
} from '../../../domain/ledger/delivery';
import { someText } from '../../shell/text-schema';

const number = z.int().positive();
const instant = z.iso.datetime();
const word = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);
const part = z.object({ item: z.string(), purse: z.string(), quantity: z.int().describe('Fen for money') });

export const delivering = z.object({
  list: z.string().min(1).max(80),
  key: z.uuid().describe('The sender’s key: a second sending gives the first receipt'),
  from: z
    .string()
    .min(1)
    .max(40)
    .optional()
    .describe('The region whose store it comes from; the nearest that holds it'),
  rows: z.array(rowHanded).min(1).max(MOST_HANDED),
});

export const picturing = z.object({
  list: z.string().min(1).max(80),
  row: number.describe('Number of the row on the list'),
  picture: z.base64().describe('PNG of a drawn signature, or JPEG of a signed sheet'),
});
export const picturedSchema = z.object({ photo: z.string().describe('Its number, by which a delivery names it') });

/** What became of a row that was not refused. */
export const taken = z.enum(['done', 'part', 'missed', 'same']);

export const deliveredSchema = z.object({
  receipt: z.string(),
  repeated: z.boolean(),
  rows: z.array(
    z.object({
      id: number,
      row: z.uuid(),
      is: z.enum([...taken.options, 'refused']),
      version: z.int().optional(),
      problems: z.array(z.object({ field: z.string().nullable(), message: z.string() })).optional(),
    }),
  ),
});

export const returning = z.object({
  key: z.uuid().describe('The sender’s key: a second sending gives the first receipt'),
  docNo: someText(60).optional().describe('The number on the paper'),
  to: z.string().min(1).max(40).describe('The region whose store takes it'),
  because: z.enum(RETURNS),
  reason: someText(),
  things: z
    .array(z.object({ item: word, quantity: z.int().min(1).max(1e12) }))
    .min(1)
    .max(50)
    .optional()
    .describe('All that lies with the row when left out'),
});

export const deliveriesWanted = z.object({
  which: z
    .enum([...OUTCOMES, 'unsigned', 'proxies'])
    .optional()
    .describe('By outcome; whose picture is missing; whose proxy signs for too many'),
  unit: z.string().max(40).optional().describe('Rows in this region'),
  entry: z.coerce.number().int().positive().optional().describe('Number of a row'),
  before: z.coerce.number().int().positive().optional().describe('`next` of a page'),
});

export const deliverySchema = z.object({
  ...{ id: number, entry: number, list: z.string(), shown: z.string(), unit: z.string(), place: z.string() },
  outcome: z.enum(OUTCOMES),
  how: z.enum(WAYS_TO_DELIVER).nullable(),
  ...{ handedAt: instant, at: instant },
  things: z.array(part),
  helps: z.array(z.string()).describe('In which ways of the list it helps'),
  rest: z.enum(RESTS).nullable(),
  returned: z.enum(RETURNS).nullable(),
  mark: z.enum(MARKS).nullable(),
  signedAt: instant.nullable().describe('Since when the picture of the signature is here'),
  relation: z.enum(PROXY_RELATIONS).nullable(),
  proxyFor: z.int().nullable().describe('For how many rows the same proxy has signed'),
  flagged: z.boolean(),
  case: number.nullable(),
  act: number.nullable(),
});

export const deliveriesSchema = z.object({
  deliveries: z.array(deliverySchema),
  counts: z.object({
    outcomes: z.partialRecord(z.enum(OUTCOMES), z.int()),
    ...{ signed: z.int(), unsigned: z.int(), proxies: z.int() },
  }),
  next: number.nullable().describe('Ask again with ?before='),
});
