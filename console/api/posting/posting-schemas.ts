import { z } from 'zod';
import { PHOTO_MOMENTS } from '../../../store/posting/posting-photos';
import { text } from '../../shell/text-schema';

const instant = z.iso.datetime();
const count = z.int();
const moment = z.enum(PHOTO_MOMENTS);
const clock = { now: instant.describe('Campaign time'), zone: z.string().describe('Of the campaign') };

const said = {
  objections: count.describe('Cases about it that came in time'),
  complaints: count.describe('and late ones'),
  nominations: count,
};

export const photoBody = z.object({ moment, photo: z.base64().describe('JPEG, base64') });

/** Which rows are posted. */
export const toPostBody = z.object({
  campaign: z.string(),
  list: z.string(),
  region: z.string().describe('Code: all villages in it, each with a posting of its own'),
  entries: z
    .array(z.int().positive())
    .min(1)
    .max(500)
    .optional()
    .describe('Only these rows, for example ones that have changed after their posting'),
});

export const postBody = toPostBody.extend({
  submission: z.uuid().optional().describe('The sender’s key: sent again under it, the first receipt is the answer'),
});

export const postedSchema = z
  .object({
    lot: count,
    postings: count,
    rows: count,
    closesAt: instant,
    repeated: z.boolean().describe('This very sending was taken before'),
    workflows: z.array(z.string()).describe('Started workflows'),
  })
  .describe('Posted');

const content = z
  .object({
    organisation: text,
    title: text,
    village: z.string(),
    from: z.iso.date(),
    to: z.iso.date(),
    days: count,
    counted: z.enum(['calendar', 'working']),
    medium: z.string(),
    contact: z.string().nullable(),
    objections: z.boolean(),
    nominations: z.boolean(),
    parts: z.array(
      z.object({
        category: z.string(),
        label: text,
        standard: text.nullable(),
        unit: text,
        count,
        rows: z.array(z.object({ number: count, name: z.string(), group: z.string().nullable(), heads: count })),
      }),
    ),
  })
  .describe('What hangs: masked');

export const postingSchema = z.object({
  id: count,
  lot: count,
  campaign: z.string(),
  list: z.string(),
  region: z.string(),
  name: z.string(),
  version: count,
  state: z.enum(['open', 'closed', 'superseded', 'withdrawn']),
  opensAt: instant,
  closesAt: instant,
  supersededBy: count.nullable(),
  digest: z.string(),
  address: z.url().describe('Of the public page'),
  content,
  ...said,
  photos: z
    .array(z.object({ id: z.string(), moment, at: instant }))
    .describe('Of the board, those of its other versions too'),
  ...clock,
});

export const previewSchema = z.object({
  region: z.string(),
  villages: count,
  rows: count,
  content,
  leaks: z.array(text).describe('What this sheet would show and must not: nothing can be posted'),
  sheet: z.string().describe('HTML'),
});

export const postingsWanted = z.object({
  campaign: z.string(),
  list: z.string().optional(),
  state: z.enum(['open', 'closed', 'superseded', 'withdrawn']).optional(),
  region: z.string().optional().describe('Code; only villages in it'),
  lot: z.coerce.number().int().positive().optional().describe('Number of an act of posting; only its own'),
  after: z.coerce.number().int().min(0).default(0).describe('Number of the last posting of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const postingsSchema = z.object({
  postings: z.array(
    z.object({
      id: count,
      lot: count,
      list: z.string(),
      region: z.string(),
      name: z.string(),
      version: count,
      state: postingSchema.shape.state,
      opensAt: instant,
      closesAt: instant,
      rows: count,
      ...said,
      photos: z.record(moment, count).describe('Of the board'),
    }),
  ),
  more: z.boolean(),
  figures: z
    .object({
      posted: count,
      objections: count,
      late: count,
      nominations: count,
      upheld: count,
      confirmed: count,
      boards: count.describe('Villages of each act of posting'),
      boardsAtStart: count.describe('with a photo of the start'),
      boardsAtEnd: count.describe('with a photo of the end'),
    })
    .describe('Of the whole campaign within the reader’s region: numbers that are never one'),
  ...clock,
});

export const heardSchema = z.object({
  case: count,
  kind: z.enum(['objection', 'nomination', 'complaint']),
  receipt: z.string(),
  repeated: z.boolean(),
  workflows: z.array(z.string()),
});

export const movedPostingSchema = z.object({ posting: count, workflows: z.array(z.string()) });
