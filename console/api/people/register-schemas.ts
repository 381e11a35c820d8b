import { z } from 'zod';
import { DUTY_WORD } from '../../../domain/people/duties';
import { isKindCode, LONGEST_NAME, LONGEST_WORD, MOST_WORDS, RANKS } from '../../../domain/people/region-kinds';
import { someText } from '../../shell/text-schema';

/** A duty of a region in one word. */
export const dutySchema = z
  .string()
  .regex(DUTY_WORD)
  .describe('`contact`, `deputy`, or a word of the register such as `值班员`, with `:deputy` for who stands in');

const day = z.iso.date().nullable();

export const personSchema = z.object({
  name: z.string().trim().min(1).max(100),
  phone: z.string().trim().max(30).nullable(),
  email: z.string().trim().max(200).nullable(),
  language: z.enum(['zh-CN', 'en']),
  leaveFrom: day.describe('First day of a leave'),
  leaveUntil: day.describe('Last day of it'),
});

const place = z.object({
  ...{ code: z.string(), name: z.string(), kind: z.string(), above: z.array(z.string()) },
  path: z.array(z.string()).describe('Codes of the regions above'),
  closed: z.boolean().describe('It is asked no more'),
});

export const placesSchema = z.object({ places: z.array(place) }).describe('Places');

export const placeSchema = place
  .extend({
    people: z
      .array(
        personSchema.extend({
          id: z.int().describe('By which POST /api/people/reveal shows the person'),
          role: dutySchema,
          optedOut: z.boolean(),
          phoneBad: z.string().nullable().describe('The provider’s word for why the number is bad'),
          emailBad: z.string().nullable().describe('The mail server’s word for why the address is bad'),
          smsStopped: z.boolean(),
        }),
      )
      .describe('Empty where the role may not see people'),
    tags: z.array(z.string()),
    into: z.string().nullable().describe('Name of the region that it was merged into'),
    history: z.array(
      z.object({
        at: z.iso.datetime(),
        what: z.enum(['renamed', 'moved', 'merged', 'closed', 'reopened']),
        before: z.string().nullable(),
        after: z.string().nullable(),
      }),
    ),
    closedBelow: z.array(z.object({ code: z.string(), name: z.string(), into: z.string().nullable() })),
  })
  .describe('A place and its people');

/** The reasons to look at a person. */
export const PURPOSES = ['call', 'correct', 'message', 'other'] as const;

export const shownSchema = z
  .object({
    people: z.array(
      z.object({ id: z.int(), name: z.string(), phone: z.string().nullable(), email: z.string().nullable() }),
    ),
    text: z.string().nullable().describe('Of the message; null when none was asked for, or it was not sent yet'),
    left: z.int().describe('How many more people the account may see now'),
  })
  .describe('In full');

export const erasedSchema = z
  .object({
    rows: z.record(z.string(), z.int()).describe('Rows that were cleaned, by table and column'),
    reasons: z.int().describe('Lines of the audit log whose reason was erased'),
    alsoAt: z.array(z.string()).describe('Other regions that the same number answers for'),
  })
  .describe('Erased');

const leftOut = z
  .array(z.object({ code: z.string(), message: z.string() }))
  .describe('Sheets, rows and columns of the files that are not imported');

export const checkedSchema = z
  .object({
    bad: z.array(
      z.object({
        file: z.string(),
        row: z.int(),
        column: z.string(),
        at: z.int().nullable().describe('Position of the column, from 0, for a correction'),
        value: z.string(),
        code: z.string(),
        reason: z.string(),
      }),
    ),
    wrongRows: z.int().describe('Rows with a bad cell, or that need one which has'),
    tables: z
      .array(
        z.object({
          file: z.string(),
          noun: z.enum(['regions', 'contacts', 'kinds']),
          headingRow: z.int(),
          headings: z.array(z.object({ heading: z.string(), column: z.string().nullable() })),
        }),
      )
      .describe('The tables that were found, and what each heading means'),
    moreBad: z.int().describe('Bad cells that are not listed'),
    leftOut,
    regions: z.int(),
    contacts: z.int(),
    unchanged: z.int(),
    changes: z.array(
      z.object({
        what: z.enum(['region', 'contact', 'kind']),
        how: z.enum(['new', 'changed', 'handed-over']),
        region: z.string(),
        role: dutySchema.optional(),
        name: z.string(),
        fields: z.array(z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
      }),
    ),
    more: z.int().describe('Changes that are not listed'),
  })
  .describe('What an import would do');

export const importedSchema = z
  .object({ regions: z.int(), contacts: z.int(), wrongRows: z.int().describe('Left behind'), leftOut })
  .describe('Imported');

export const layoutSchema = z
  .object({
    columns: z.array(z.object({ key: z.string(), noun: z.string(), 'zh-CN': z.string(), en: z.string() })),
    mapped: z.array(z.object({ heading: z.string(), column: z.string() })).describe('Headings of earlier tables'),
    making: z.array(z.object({ code: z.string(), name: z.string() })).describe('Regions that a roster may be of'),
  })
  .describe('What tables of the register have');

export const firstRowsSchema = z
  .object({
    tables: z.array(
      z.object({ file: z.string(), rows: z.array(z.object({ row: z.int(), cells: z.array(z.string()) })) }),
    ),
  })
  .describe('First rows');

export const importsSchema = z
  .object({
    imports: z.array(
      z.object({
        id: z.int(),
        at: z.iso.datetime(),
        by: z.string().nullable(),
        regions: z.int(),
        contacts: z.int(),
        open: z.boolean().describe('It can be undone'),
        undoneAt: z.iso.datetime().nullable(),
      }),
    ),
  })
  .describe('The last imports');

export const undoneSchema = z.object({ regions: z.int(), contacts: z.int() }).describe('Rows as they were');

export const gapsSchema = z
  .object({
    gaps: z.array(
      z.object({
        ...{ code: z.string(), name: z.string(), kind: z.string(), above: z.string() },
        why: z.enum(['nobody', 'unreachable']),
      }),
    ),
    more: z.int(),
  })
  .describe('Places without a contact who can be reached');

export const peopleOfRegisterSchema = z
  .object({
    people: z.array(
      z.object({
        ...{ code: z.string(), place: z.string(), above: z.string(), role: dutySchema, name: z.string() },
        phone: z.string().nullable(),
        email: z.string().nullable(),
      }),
    ),
  })
  .describe('Masked');

const regionName = z.string().trim().min(1).max(60);
export const newRegionSchema = z.object({
  parent: z.string().nullable(),
  kind: z.string().min(1).max(40),
  name: regionName,
  code: z.string().trim().min(1).max(40).optional().describe('Made from the name when left out'),
});
export const changedRegionSchema = z.object({
  name: regionName,
  kind: z.string().min(1).max(40),
  parent: z.string().nullable(),
});
export const closingSchema = z.object({
  into: z.string().nullable().describe('The region that answers for it now'),
  reason: z.string().trim().min(2).max(200).describe('Names nobody'),
});
export const regionDoneSchema = z.object({ code: z.string() }).describe('Done');

export const kindCode = z.string().refine(isKindCode, 'Small letters, digits and "-"; begins with a letter');

export const kindSchema = z.object({
  code: kindCode,
  name: z.object({ 'zh-CN': someText(LONGEST_NAME['zh-CN']), en: someText(LONGEST_NAME.en) }),
  words: z.array(someText(LONGEST_WORD)).max(MOST_WORDS).describe('Other words that tables use for it'),
  rank: z.int().min(RANKS.from).max(RANKS.to).describe('From wide to narrow'),
  asked: z.boolean().describe('Whether a definition may ask regions of it'),
  fixed: z.boolean().describe('Rules know it: it is always there'),
});

export const kindsSchema = z.object({ kinds: z.array(kindSchema) }).describe('Kinds of region');

export const regionNamesSchema = z
  .object({ regions: z.array(z.object({ code: z.string(), name: z.string() })) })
  .describe('Regions by name');

export const regionListSchema = z
  .object({
    regions: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        kind: z.string(),
        children: z.int().describe('Regions right below it'),
        unreachable: z.boolean().describe('Nobody in the register can be reached there'),
      }),
    ),
  })
  .describe('Regions right below one');
