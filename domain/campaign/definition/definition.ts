import { z } from 'zod';
import { SMS_PLATFORMS } from '../../message/sms-platforms';
import { COUNTED, FIELD_TYPES } from '../../report/field-kinds';
import { ruleOverrides } from '../../warning/alert/rules';
import { rehearsedWarning } from '../../warning/what-if/rehearsed-warning';
import { WEEKDAYS } from '../calendar/days';
import { STAGE_KIND_NAMES, stageKind } from '../stage-kinds';
import { ANCHORS } from './anchors';
import { distance, ladder } from './ladder';
import { as, id, type Text, text, time } from './words';

/**
 * The campaign definition: what an administrator writes as YAML in `config/campaigns/`.
 * Calendar words (`12-20`, "3 working days before") stay words here; `compile` turns them into instants.
 */

/**
 * A day of the season. `12-20` is the month and day (in a winter July to December in its first year, January to
 * June in its second), `2026-12-20` is absolute, `lunar 12-23` is the first such lunar day of the season: of a winter
 * it is in the lunar year whose twelfth month falls into it, `lunar 01-15` in the next. Each may carry ` HH:MM`.
 */
const DAY = /(lunar )?(\d{4}-)?(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])( ([01]\d|2[0-3]):[0-5]\d| 24:00)?/;
const day = z.string().regex(new RegExp(`^${DAY.source}$`), as('a-day'));

/**
 * A day, or a distance: from another moment of the same stage, from one of another stage, or from a day, such as the
 * first working day after the Spring Festival.
 */
const moment = z.union([
  day,
  distance.extend({
    after: z.string().regex(new RegExp(`^(${ANCHORS.join('|')}|${DAY.source})$`), as('an-anchor')),
    /** Another stage, of which the anchor is. */
    stage: id.optional(),
  }),
]);

const fieldId = z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/, as('a-field-id'));

const field = z.strictObject({
  id: fieldId,
  label: text,
  hint: text.optional(),
  /** money is in yuan on the form and in fen everywhere else. */
  type: z.enum(FIELD_TYPES),
  unit: text.optional(),
  required: z.boolean().default(true),
  min: z.number().optional(),
  max: z.number().optional(),
  maxLength: z.int().positive().max(5_000).optional(),
  choices: z
    .array(z.strictObject({ value: id, label: text }))
    .max(200)
    .optional(),
  /** The figure counts households or persons of this category, or the money or goods given to it. */
  counts: z.strictObject({ category: id, what: z.enum(COUNTED) }).optional(),
});

const form = z.strictObject({
  name: text,
  fields: z.array(field).min(1).max(500),
  /** May a unit answer "nothing to report" (零报告)? */
  nothingToReport: z.boolean().default(true),
  /** Fields that may be answered by SMS, in the order they are written ("报 12 户 36 人"); no other is required. */
  bySms: z.array(fieldId).min(1).max(5).optional(),
});

/**
 * A round that comes again: one opens on each day of the rhythm, from the opening of the stage or ask until this day.
 * Exactly one of the four rhythms is given; due and lock are then distances.
 */
const repeat = z.strictObject({
  /** Each day at these times. */
  dailyAt: z.array(time).min(1).max(12).optional(),
  /** Each week on these days. */
  weeklyOn: z.array(z.enum(WEEKDAYS)).min(1).max(7).optional(),
  /** Each month on this day; the last one of a month that is too short for it. */
  monthlyOn: z.int().min(1).max(31).optional(),
  /** Each so many months, on the date of the opening: 3 is each quarter. */
  everyMonths: z.int().min(1).max(12).optional(),
  until: day,
  /** On a day on which nobody is at work: opens all the same, falls away, or opens on the next working day. */
  daysOff: z.enum(['keep', 'skip', 'next']).default('keep'),
});

/** Units that an ask names by code: the plan carries them, and a workflow for each area. */
const MOST_NAMED = 50;

const ask = z.strictObject({
  id,
  /** Kind of region that is asked. */
  of: id,
  /** Only these of them, by code; more have a tag in the register. */
  only: z.array(z.string().min(1).max(40)).min(1).max(MOST_NAMED).optional(),
  /** Only those of them that the register gives one of these tags. */
  tagged: z.array(z.string().min(1).max(40)).min(1).max(20).optional(),
  form: id,
  opens: moment.optional(),
  due: moment.optional(),
  lock: moment.optional(),
  ladder: id.optional(),
  /** Instead of the stage's. */
  repeat: repeat.optional(),
});

const writtenStage = z.strictObject({
  id,
  kind: z.enum(STAGE_KIND_NAMES),
  name: text,
  /** Never moves once the campaign runs: an extension of what it is counted from leaves it where it is. */
  opens: moment,
  /** On time until the end of this day unless a time is given. */
  due: moment,
  /** Late but accepted until then; 18:00 unless a time is given. */
  lock: moment,
  /** That of its kind when left out. */
  ladder: id.optional(),
  asks: z.array(ask).min(1).max(20),
  milestones: z
    .array(z.strictObject({ by: day, share: z.number().gt(0).max(1) }))
    .max(50)
    .default([]),
  repeat: repeat.optional(),
});
const stage = writtenStage.transform((written) => ({
  ...written,
  ladder: written.ladder ?? stageKind(written.kind).ladder,
}));

/** Households, persons, yuan or goods: more than any plan names, and far from where numbers lose their last digits. */
const MOST = 1e12;
const amount = z.number().min(0).max(MOST);

const standard = z.strictObject({
  category: id,
  name: text,
  per: z.enum(['household', 'person']),
  /** Yuan per household or person. */
  cash: amount.default(0),
  /** What each household or person gets in goods; `value` is in yuan for that quantity. */
  goods: z
    .array(z.strictObject({ name: text, quantity: amount.positive(), unit: text, value: amount.optional() }))
    .max(100)
    .default([]),
  /** What the plan document expects in all, to hold against what was reported. */
  planned: z
    .strictObject({
      households: z.int().min(0).max(MOST).optional(),
      persons: z.int().min(0).max(MOST).optional(),
      /** Yuan in all. */
      cash: amount.optional(),
      /** Value of all goods, in yuan. */
      value: amount.optional(),
      goods: z
        .array(z.strictObject({ name: text, quantity: amount.positive(), unit: text }))
        .max(100)
        .optional(),
    })
    .optional(),
  /** Where the planned figures belong: the places they were planned for. */
  source: text.optional(),
});

/** What is written; what an SMS becomes once it is filled in is held to what gateways take. */
const messageTexts = z.strictObject({
  sms: z.string().min(1).max(1_000).optional(),
  subject: z.string().min(1).max(300).optional(),
  body: z.string().min(1).max(10_000).optional(),
});

/** A named part for each key, so many at most: names are compared with one another. */
const named = <Part extends z.ZodType>(part: Part) =>
  z.record(id, part).refine((parts) => Object.keys(parts).length <= 200, as('at-most-200-names'));

export const definitionSchema = z.strictObject({
  id,
  name: text,
  /** The year in which the season begins, the first one of a winter; the command line may set another. */
  season: z.int().min(2000).max(2090),
  /** Month with which the season begins: 1 for a calendar year; July when left out, as a winter does. */
  seasonFrom: z.int().min(1).max(12).optional(),
  language: z.enum(['zh-CN', 'en']).default('zh-CN'),
  zone: z.string().max(60).default('Asia/Shanghai'),
  /** Whose public holidays and make-up working days count. */
  holidays: z.enum(['cn', 'none']).default('cn'),
  /** Code of the region at the top. */
  scope: z.string().min(1).max(20),
  /** Signs the messages: the organisation that asks. */
  organisation: text,
  quietHours: z.strictObject({ from: time, to: time }).default({ from: '21:00', to: '07:30' }),
  workingHours: z.strictObject({ from: time, to: time }).default({ from: '08:30', to: '17:30' }),
  /** Yuan for SMS; at the end of it only urgent ones go out. */
  budget: z.strictObject({ sms: z.number().positive().max(MOST) }).optional(),
  /** SMS providers in the order of preference; those of the installation when left out. */
  providers: z.array(z.enum(SMS_PLATFORMS)).min(1).max(SMS_PLATFORMS.length).optional(),
  stages: z.array(stage).min(1).max(60),
  forms: named(form),
  ladders: named(ladder).default({}),
  standards: z.array(standard).max(200).default([]),
  /** Answers cold-weather warnings for its scope: who is asked, and what differs from config/warning-rules.yaml. */
  warnings: z.strictObject({ of: id, rules: ruleOverrides.default({}) }).optional(),
  /** Warnings that arrive in a rehearsal. */
  rehearsal: z.strictObject({ warnings: z.array(rehearsedWarning).max(100).default([]) }).optional(),
  /** Messages that replace or add to the shared ones in `config/messages/`, by name and language. */
  messages: named(z.strictObject({ 'zh-CN': messageTexts.optional(), en: messageTexts.optional() })).default({}),
});

export type Definition = z.infer<typeof definitionSchema>;
export type Language = Definition['language'];
export type { Text } from './words';
export type Stage = z.infer<typeof stage>;
export type Ask = z.infer<typeof ask>;
export type Repeat = z.infer<typeof repeat>;
export type Form = z.infer<typeof form>;
export type Field = z.infer<typeof field>;
export type Standard = z.infer<typeof standard>;
export type Moment = z.infer<typeof moment>;
export type { Anchor } from './anchors';
export type { Distance, RungDefinition } from './ladder';

/** @returns the text in the wanted language, else in Chinese, which is always there. */
export const say = (words: Text, language: Language): string => words[language] ?? words['zh-CN'];
