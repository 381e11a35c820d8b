import { z } from 'zod';
import { HEAD, RELATIONS, type Relation } from '../../../domain/people/relations';

const id = z.int().positive();
/** Enough for a list of calls; the setting for a day may be lower or higher. */
const MOST_AT_ONCE = 500;
const reason = z.string().trim().min(2).max(200).describe('Names nobody');

export const peopleFoundSchema = z
  .object({
    people: z.array(
      z.object({
        id,
        kind: z.string(),
        region: z.string(),
        regionName: z.string(),
        shown: z.string().describe('Masked: 王**'),
      }),
    ),
  })
  .describe('At most 200');

export const revealSchema = z.object({
  people: z.array(id).min(1).max(MOST_AT_ONCE).describe('Numbers of persons'),
  purpose: z.enum(['visit', 'check', 'correct', 'pay']),
  reason,
});

export const helpedSchema = z
  .object({
    people: z.array(
      z.object({
        id: z.int(),
        name: z.string(),
        idNumber: z.string().nullable(),
        born: z.string().nullable(),
        phone: z.string().nullable(),
        address: z.string().nullable(),
        account: z.string().nullable(),
      }),
    ),
    left: z.int().describe('How many more people the account can be shown within 24 hours'),
  })
  .describe('Those who are helped, in full');

type Other = Exclude<Relation, typeof HEAD>;
/** Relations of those who are not the head. */
const others = Object.keys(RELATIONS).filter((code): code is Other => code !== HEAD);

export const moveSchema = z.object({
  home: z.union([
    z.strictObject({
      with: id.describe('Number of anybody of the household'),
      relation: z.enum(others).describe('To the head, by GB/T 4761'),
    }),
    z.strictObject({ alone: z.string().min(1).max(40).describe('Code of the region of a household of their own') }),
  ]),
  day: z.iso.date().optional().describe('The first day there; today when left out'),
  reason,
});

export const movedSchema = z.object({ household: id.describe('Its number') }).describe('Moved');
