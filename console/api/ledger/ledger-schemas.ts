import { z } from 'zod';
import { FINDING_NAMES } from '../../../domain/ledger/findings';
import { TRANSFER_KIND_NAMES } from '../../../domain/ledger/transfers';
import { WHY_NAMES, type Why } from '../../../domain/ledger/undelivered';
import { HAZARDS } from '../../../domain/warning/feed/warning';
import { freeText, someText, text } from '../../shell/text-schema';

const instant = z.iso.datetime();
const MOST_UNITS = 1e12;
/** Kinds of goods in one act. */
const MOST_THINGS = 50;

const region = z.string().min(1).max(40);
const word = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);
const quantity = z.int().min(1).max(MOST_UNITS).describe('Whole units of the item; fen for money');
const number = z.int().positive();

const things = z
  .array(
    z.object({
      item: word.describe('Of the catalogue; `cny` is money'),
      quantity,
      valueFen: z.int().min(0).max(1e15).optional().describe('What came in is worth; by the catalogue when left out'),
    }),
  )
  .min(1)
  .max(MOST_THINGS);

/** What every act says. */
const booking = z.object({
  key: z.uuid().describe('The sender’s key: a second sending gives the first receipt'),
  docNo: someText(60).optional().describe('The number on the paper'),
});

const giver = z.union([
  z.strictObject({ unnamed: z.literal(true) }).describe('爱心人士'),
  z.strictObject({ source: word }).describe('A level of the treasury, an office'),
  z.strictObject({ donor: number }).describe('Known from an earlier gift'),
  z.strictObject({ name: someText(100), phone: freeText(30).optional() }).describe('A new donor; sealed'),
]);

export const gift = booking.extend({ to: region, purse: word, things, from: giver });
export const promised = booking.extend({ to: region, purse: word, things });
export const purchase = booking.extend({ at: region, purse: word, pays: quantity.describe('Fen, in all'), things });
export const sending = booking.extend({ from: region, to: region, purse: word, things, dueAt: instant });
export const allocating = booking.extend({ from: region, purse: word, item: word, quantity, dueAt: instant });
export const arriving = booking.extend({ things, last: z.boolean().describe('No more of it comes') });
export const losing = booking.extend({
  where: z.union([z.strictObject({ dispatch: number }), z.strictObject({ store: region })]),
  ...{ purse: word, things, reason: someText() },
});
export const correcting = booking.extend({ reason: someText() });

export const counting = z.object({
  ...{ region, purse: word, item: word },
  found: z.int().min(0).max(MOST_UNITS).describe('What is there: whole units; fen for money'),
});
const atBooks = z.int().describe('What the books said then');
export const counted = z.object({ count: number, expected: atBooks, found: z.int() });
export const confirming = booking;
export const countsSchema = z.object({
  counts: z.array(
    z.object({
      ...{ id: number, region: z.string(), name: z.string(), item: z.string(), purse: z.string() },
      ...{ expected: atBooks, found: z.int(), at: instant },
    }),
  ),
});

const draftGoods = z
  .array(z.object({ item: word, quantity }))
  .min(1)
  .max(MOST_THINGS);
export const draftsSchema = z.object({
  drafts: z.array(
    z.object({
      ...{ id: number, campaign: z.string(), alert: z.string().describe('Name of the alert'), at: instant },
      hazard: z.enum(HAZARDS).describe('What it warns of'),
      ...{ to: z.string(), toName: z.string(), purse: z.string(), goods: draftGoods },
      minutes: z.int().describe('From the dispatch until it should have arrived'),
    }),
  ),
  lacks: z
    .array(
      z.object({
        ...{ item: z.string(), purse: z.string(), wanted: z.int(), there: z.int(), lacks: z.int() },
      }),
    )
    .describe('Of the store, for all drafts together'),
});
export const draftConfirming = booking.extend({
  from: region.describe('Code of the office whose store sends it'),
  goods: draftGoods.optional().describe('What is sent, where it is not what the rule says'),
});
export const draftDropping = z.object({ reason: someText() });
export const draftDropped = z.object({ draft: number });

const share = {
  total: z.int().describe('Fen, in all'),
  heads: z.int().describe('Households, or persons, as the standards have it'),
  each: z.int().describe('Fen'),
  more: z.int().describe('So many heads get one fen more, so that the parts make the total'),
};
export const proposing = z.object({
  purse: word,
  total: quantity.optional().describe('Fen to divide; all that has come in and is free when left out'),
  each: quantity.optional().describe('Fen for each, instead of a total'),
  unit: region.optional().describe('Code of the unit, where each divides what it has raised itself'),
});
export const proposed = z.object({
  standard: number,
  ...share,
  set: z.boolean().describe('Else another person confirms it'),
});
const noted = z.object({ id: number, purse: z.string(), ...share, at: instant, setAt: instant.nullable() });
export const standardsSchema = z.object({
  standards: z.array(
    z.object({
      ...{ purse: z.string(), categories: z.array(z.string()), names: z.array(text).describe('Of the standards') },
      unit: z.object({ code: z.string(), name: z.string() }).nullable().describe('That divides it by itself'),
      there: z.int().describe('Fen that have come in and that no row is entitled to'),
      heads: z.int().describe('That stand for approval'),
      frozen: z.boolean().describe('A row was approved by the amount, so it stays'),
      would: z.object(share).describe('What dividing all of it would give'),
      ...{ set: noted.nullable(), waits: noted.nullable() },
    }),
  ),
});

export const closing = z.object({
  key: z.string().min(1).max(100).describe('Stage or round of delivery'),
  area: region.optional().describe('Code of one area; all of them when left out'),
  reason: someText(),
});
export const permitted = z.object({ permit: number });

export const posted = z.object({
  act: number,
  receipt: z.string(),
  repeated: z.boolean().describe('This very sending was posted before'),
});
const left = z.object({ item: z.string(), purse: z.string(), sent: z.int(), left: z.int() });
export const dispatched = posted.extend({ dispatch: number.describe('Number of the note') });
export const allocated = posted.extend({
  notes: z.array(z.object({ dispatch: number, to: z.string(), name: z.string(), quantity: z.int() })),
});
export const arrived = posted.extend({
  left: z.array(left).describe('Still on the way'),
  case: number.nullable().describe('The case to the sender about what is missing'),
  workflows: z.array(z.string()).describe('That were started'),
});

export const booksSchema = z.object({
  zone: z.string().describe('Of the campaign'),
  now: instant.describe('Campaign time'),
  items: z.array(z.object({ id: z.string(), name: text, unit: text })).describe('Money first, in fen'),
  purses: z.array(z.object({ id: z.string(), name: text })),
  region: z.object({ code: z.string(), name: z.string() }).describe('The highest that the reader keeps the store of'),
  banks: z.array(z.object({ id: z.string(), name: text })).describe('Whose formats the definition describes'),
  lists: z
    .array(
      z.object({
        ...{ id: z.string(), name: text },
        helps: z.array(z.object({ value: z.string(), label: text })).describe('Ways of helping that a delivery notes'),
      }),
    )
    .describe('Whose rows are handed something'),
  stages: z.array(z.object({ id: z.string(), name: text })).describe('In which rows are handed something'),
});

export const balancesSchema = z.object({
  balances: z.array(
    z.object({
      account: z.string(),
      item: z.string(),
      purse: z.string(),
      quantity: z.int(),
      region: z.string().nullable(),
      name: z.string().nullable(),
    }),
  ),
  next: z.string().nullable().describe('Ask again with ?after='),
});

export const transfersSchema = z.object({
  transfers: z.array(
    z.object({
      id: number,
      kind: z.enum(TRANSFER_KIND_NAMES),
      item: z.string(),
      purse: z.string(),
      quantity: z.int(),
      valueFen: z.int().nullable(),
      from: z.string(),
      to: z.string(),
      reverses: number.nullable(),
      at: instant,
      docNo: z.string().nullable(),
    }),
  ),
  next: number.nullable().describe('Ask again with ?before='),
});

export const waysSchema = z.object({
  ways: z.array(
    left.extend({
      ...{ id: number, campaign: z.string(), from: z.string(), to: z.string(), dueAt: instant },
      ...{ fromName: z.string(), toName: z.string() },
      ...{ closedAt: instant.nullable(), docNo: z.string().nullable(), case: number.nullable() },
    }),
  ),
});

const count = z.int();
export const findingsSchema = z.object({
  findings: z.array(
    z.object({
      finding: z.enum(FINDING_NAMES),
      ...{ name: z.string(), means: z.string() },
      rows: count.describe('Up to 500'),
      more: z.boolean(),
    }),
  ),
});
const places = z.object({
  promised: z.int(),
  stores: z.int(),
  ways: z.int(),
  rows: z.int().describe('Handed over'),
  spent: z.int(),
  lost: z.int(),
  back: z.int().describe('Given back to who gave it'),
});

const levels = z.array(
  z.object({
    ...{ region: z.string(), name: z.string(), kind: z.string(), item: z.string(), purse: z.string() },
    ...{ planned: z.int(), delivered: z.int(), returned: z.int() },
    owed: z.int().describe('Rows that are entitled to some of it'),
    served: z.int().describe('Of these, rows that have got all of it'),
    undelivered: z.partialRecord(z.enum(Object.keys(WHY_NAMES) as [Why, ...Why[]]), z.int()).describe('By reason'),
    ...{ promised: z.int(), stores: z.int(), ways: z.int(), rows: z.int().describe('Handed over') },
    came: z.int().describe('From outside, promises included'),
    into: z.int().describe('From other regions'),
    outOf: z.int().describe('To other regions'),
    ...{ spent: z.int(), lost: z.int(), back: z.int() },
    worth: z
      .object({ planned: z.int(), delivered: z.int(), returned: z.int(), undelivered: z.int() })
      .nullable()
      .describe('The plan in fen; the parts make the whole'),
  }),
);

const ofCount = {
  countedAt: instant.describe('When rows and transfers were counted'),
  counting: z.boolean().describe('They are being counted anew: ask again in some seconds'),
};

export const figuresSchema = z.object({
  whole: levels.describe('The region that is looked at, by purse and item'),
  parts: levels.describe('The region itself, and each region right below it'),
  categories: z.array(
    z.object({
      ...{ list: z.string(), listName: text, category: z.string(), name: text },
      owed: z.int().describe('Rows that are entitled to something'),
      served: z.int().describe('Of these, rows whose delivery is done'),
      things: z.array(z.object({ item: z.string(), purse: z.string(), planned: z.int(), delivered: z.int() })),
    }),
  ),
  days: z
    .array(
      z.object({
        day: z.iso.date().describe('In the campaign’s zone'),
        ...{ item: z.string(), purse: z.string(), quantity: z.int(), rows: z.int() },
      }),
    )
    .describe('What was handed over, by the day of its delivery'),
  ...ofCount,
});

export const seasonBeforeSchema = z.object({
  before: z
    .object({ id: z.string(), name: text, season: z.int() })
    .nullable()
    .describe('The campaign; null when there was none'),
  parts: z.array(z.object({ region: z.string(), item: z.string(), purse: z.string(), delivered: z.int() })),
});

export const reconciliationSchema = z.object({
  ...ofCount,
  whole: levels.describe('The region that is looked at, by purse and item'),
  parts: levels.describe('The region itself, and each region right below it'),
  balanced: z.boolean(),
  differences: z.array(
    z.object({
      code: z.enum([
        ...(['balance-off', 'sum-off', 'on-the-way', 'purse-short', 'count-open', 'bank-silent'] as const),
        ...(['given-short', 'given-too-much', 'given-while-held'] as const),
      ]),
      item: z.string(),
      purse: z.string(),
      expected: z.int(),
      found: z.int(),
      account: z.string().optional(),
      rows: z.int().optional().describe('Of a list'),
      dispatch: number.optional(),
      case: number.nullish(),
      count: number.optional().describe('That waits to be confirmed'),
      batch: number.optional().describe('That a bank has not answered'),
      bank: z.string().optional(),
      ask: z.string().nullable().describe('Code of the region whose office is asked'),
      askName: z.string().nullable(),
      askDuties: z.array(z.string()).describe('Of the register, there'),
    }),
  ),
  places: z.array(
    places.extend({
      ...{ item: z.string(), purse: z.string(), came: z.int(), valueFen: z.int().nullable() },
      worth: places.nullable().describe('The same in fen; the parts make the whole'),
    }),
  ),
});
