import { z } from 'zod';
import { caseDefinition } from '../../case/case-definition';
import { planned } from '../../ledger/approximate';
import { bankFormat } from '../../ledger/bank/bank-format';
import { deliveryRules, item, late, plannedInAll, purse, writtenGoods } from '../../ledger/ledger-definition';
import { listFormId } from '../../list/list-asked';
import { list } from '../../list/list-definition';
import { PERSONAL } from '../../list/personal';
import { STEP_NAMES } from '../../list/steps';
import { SMS_PLATFORMS } from '../../message/sms-platforms';
import { COUNTED, FIELD_TYPES } from '../../report/field-kinds';
import { ruleOverrides } from '../../warning/alert/rules';
import { rehearsedWarning } from '../../warning/what-if/rehearsed-warning';
import { asTemplate } from '../as-template';
import { WEEKDAYS } from '../calendar/days';
import { STAGE_KIND_NAMES, stageKind } from '../stage-kinds';
import { ANCHORS } from './anchors';
import { distance, ladder } from './ladder';
import { as, id, type Text, text, time } from './words';

/**
 * The campaign definition, which an administrator writes as YAML (see `config/campaigns/`). Calendar words (`12-20`, "3
 * working days before") stay words here; `compile` turns them into instants.
 */

/**
 * A day of the season. `12-20` is the month and day (in a winter July to December in its first year, January to June in
 * its second), `2026-12-20` is absolute, `lunar 12-23` is the first such lunar day of the season: in a winter, it lies
 * in the lunar year whose twelfth month falls into the winter, and `lunar 01-15` in the next. Each may have ` HH:MM`.
 */
const DAY = /(lunar )?(\d{4}-)?(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])( ([01]\d|2[0-3]):[0-5]\d| 24:00)?/;
const day = z.string().regex(new RegExp(`^${DAY.source}$`), as('a-day'));

/**
 * A day, or a distance from another moment of the same stage, from a moment of another stage, or from a day (such as
 * the first working day after the Spring Festival).
 */
const moment = z.union([
  day,
  distance.extend({
    after: z.string().regex(new RegExp(`^(${ANCHORS.join('|')}|${DAY.source})$`), as('an-anchor')),
    /** The stage of the anchor, if it is another one. */
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
  /** Set when the figure counts households or persons of this category, or money or goods given to it. */
  counts: z.strictObject({ category: id, what: z.enum(COUNTED) }).optional(),
  /** Over repeated rounds, a flow adds up (visits made), of a stock the last figure counts (staff taking part). */
  over: z.enum(['sum', 'last']).optional(),
  /** Only in the form of a row: what it tells of a person. It is sealed, and never leaves with a message. */
  personal: z.enum(PERSONAL).optional(),
  /** A kind of case: each person that the figure counts is one, once the round has ended (不愿入站的定期回访). */
  case: id.optional(),
});

const form = z.strictObject({
  name: text,
  fields: z.array(field).min(1).max(500),
  /** May a unit answer "nothing to report" (零报告)? */
  nothingToReport: z.boolean().default(true),
  /** Fields that an SMS may answer, in their order ("报 12 户 36 人"); no other field may be required. */
  bySms: z.array(fieldId).min(1).max(5).optional(),
});

/**
 * A repeated round: one opens on each day of the rhythm, from the opening of the stage or ask until `until`. It has
 * exactly one of the four rhythms; due and lock are then distances.
 */
const repeat = z.strictObject({
  /** Each day at these times. */
  dailyAt: z.array(time).min(1).max(12).optional(),
  /** Each week on these days. */
  weeklyOn: z.array(z.enum(WEEKDAYS)).min(1).max(7).optional(),
  /** Each month on this day, or on the last day of a shorter month. */
  monthlyOn: z.int().min(1).max(31).optional(),
  /** Every so many months, on the date of the opening: 3 means each quarter. */
  everyMonths: z.int().min(1).max(12).optional(),
  until: day,
  /** On a day off: the round opens all the same, is left out, or opens on the next working day. */
  daysOff: z.enum(['keep', 'skip', 'next']).default('keep'),
});

/** Most units that an ask may name by code, because the plan and the workflow of each area carry them. */
const MOST_NAMED = 50;

const writtenAsk = z.strictObject({
  id,
  /** Kind of region that is asked. */
  of: id,
  /** Only these units, by code; for more units use a tag of the register. */
  only: z.array(z.string().min(1).max(40)).min(1).max(MOST_NAMED).optional(),
  /** Only units with one of these tags in the register. */
  tagged: z.array(z.string().min(1).max(40)).min(1).max(20).optional(),
  /** But no units with one of these tags: whom an office leaves out for a season (取消次年补助资格). */
  except: z.array(z.string().min(1).max(40)).min(1).max(20).optional(),
  /** What is asked: a form, or a step of a list. */
  form: id.optional(),
  list: id.optional(),
  does: z.enum(STEP_NAMES).optional(),
  opens: moment.optional(),
  due: moment.optional(),
  lock: moment.optional(),
  ladder: id.optional(),
  /** Instead of the stage's. */
  repeat: repeat.optional(),
});
type WrittenAsk = z.infer<typeof writtenAsk>;

/** A list ask has the form that is made for it. */
const formOf = ({ form, list, does }: WrittenAsk): string => (list && does ? listFormId({ list, does }) : (form ?? ''));
const asksOneThing = ({ form, list, does, ...ask }: WrittenAsk): boolean =>
  list && does
    ? form === undefined || form === formOf({ ...ask, list, does })
    : form !== undefined && list === undefined && does === undefined;

const ask = writtenAsk
  .refine(asksOneThing, { error: as('a-form-or-a-list'), path: ['form'] })
  .transform((written) => ({ ...written, form: formOf(written) }));

const writtenStage = z.strictObject({
  id,
  kind: z.enum(STAGE_KIND_NAMES),
  name: text,
  /** Never moves once the campaign runs, not even when the moment that it is counted from is extended. */
  opens: moment,
  /** On time until the end of this day unless a time is given. */
  due: moment,
  /** Late but accepted until then; 18:00 unless a time is given. */
  lock: moment,
  /** The ladder of its kind when left out. */
  ladder: id.optional(),
  asks: z.array(ask).min(1).max(20),
  milestones: z
    .array(
      z.strictObject({
        by: day,
        share: z.number().gt(0).max(1),
        /** Of the asked units; or of each unit's own quota, rounded up. */
        of: z.enum(['units', 'quota']).optional(),
      }),
    )
    .max(50)
    .default([]),
  repeat: repeat.optional(),
});
const stage = writtenStage.transform((written) => ({
  ...written,
  ladder: written.ladder ?? stageKind(written.kind).ladder,
}));

/** Households, persons, yuan or goods: more than any plan needs, and far below the limit of exact numbers. */
const MOST = 1e12;
const amount = z.number().min(0).max(MOST);

/** Goods that name an item get its words and value from the catalogue ({@link withItems}). */
const goods = writtenGoods
  .refine((one) => one.item !== undefined || (one.name !== undefined && one.unit !== undefined), as('item-or-words'))
  .transform(({ name, unit, ...one }) => {
    const words: Text = { 'zh-CN': one.item ?? '' };
    return { ...one, name: name ?? words, unit: unit ?? words };
  });

const standard = z.strictObject({
  category: id,
  name: text,
  per: z.enum(['household', 'person']),
  /** Yuan per household or person. */
  cash: amount.default(0),
  /** The purse that pays, where the campaign keeps accounts. */
  purse: id.optional(),
  /** Set when the amount follows from what was raised: an office sets it before rows are approved. */
  late: late.optional(),
  /** Goods for each household or person; `value` is in yuan for that quantity. */
  goods: z.array(goods).max(100).default([]),
  /** Totals of the plan document, for comparison with the reports: exact, or as the document says them. */
  planned: z
    .strictObject({
      households: planned(z.int().min(0).max(MOST)).optional(),
      persons: planned(z.int().min(0).max(MOST)).optional(),
      /** 人次, 户次: who is reached twice counts twice. */
      occasions: planned(z.int().min(0).max(MOST)).optional(),
      /** Yuan in all. */
      cash: planned(amount).optional(),
      /** Value of all goods, in yuan. */
      value: planned(amount).optional(),
      goods: z
        .array(z.strictObject({ name: text, quantity: amount.positive(), unit: text }))
        .max(100)
        .optional(),
      /** Why the totals are not what the standard gives; then no warning tells of it. */
      because: text.optional(),
    })
    .optional(),
  /** The places that the planned figures are for. */
  source: text.optional(),
});

/** The texts of a message; another rule checks the filled SMS against the gateways' limit. */
const messageTexts = z.strictObject({
  sms: z.string().min(1).max(1_000).optional(),
  subject: z.string().min(1).max(300).optional(),
  body: z.string().min(1).max(10_000).optional(),
});

/** Named parts, one for each key; limited in number, because all names are compared with one another. */
const named = <Part extends z.ZodType>(part: Part) =>
  z.record(id, part).refine((parts) => Object.keys(parts).length <= 200, as('at-most-200-names'));

export const definitionSchema = z.strictObject({
  id,
  name: text,
  /** The year in which the season begins, the first one of a winter; the command line may set another. */
  season: z.int().min(2000).max(2090),
  /** First month of the season: 1 for a calendar year; left out, July, for a winter. */
  seasonFrom: z.int().min(1).max(12).optional(),
  language: z.enum(['zh-CN', 'en']).default('zh-CN'),
  zone: z.string().max(60).default('Asia/Shanghai'),
  /** The country whose public holidays and make-up working days count. */
  holidays: z.enum(['cn', 'none']).default('cn'),
  /** Code of the region at the top. */
  scope: z.string().min(1).max(20),
  /** The organisation that asks; it signs the messages. */
  organisation: text,
  /** What it is as a template. */
  template: asTemplate.optional(),
  quietHours: z.strictObject({ from: time, to: time }).default({ from: '21:00', to: '07:30' }),
  workingHours: z.strictObject({ from: time, to: time }).default({ from: '08:30', to: '17:30' }),
  /** The hour at which a superior gets the digests of a day, as one message; each at its own time when left out. */
  digestsAt: time.optional(),
  /** Yuan for SMS; when it is spent, only urgent ones go out. */
  budget: z.strictObject({ sms: z.number().positive().max(MOST) }).optional(),
  /** SMS providers in the order of preference; those of the installation when left out. */
  providers: z.array(z.enum(SMS_PLATFORMS)).min(1).max(SMS_PLATFORMS.length).optional(),
  stages: z.array(stage).min(1).max(60),
  forms: named(form).default({}),
  /** Lists of households, persons and others, by name. */
  lists: named(list).default({}),
  ladders: named(ladder).default({}),
  standards: z.array(standard).max(200).default([]),
  /** Totals of the plan document over all standards. */
  planned: plannedInAll.optional(),
  /** Goods that are given, by name: the catalogue of the ledger. Money is always in it. */
  items: named(item).default({}),
  /** Earmarks (专款专用), by name. With them the campaign keeps accounts, and approves no more than its purses hold. */
  purses: named(purse).default({}),
  /** How banks want the files by which rows are paid to their accounts (一卡通), by name. */
  banks: named(bankFormat).optional(),
  /** How things are handed over. */
  delivery: deliveryRules.optional(),
  /**
   * Set when the campaign answers cold-weather warnings in its scope: the asked kind, and the differences from
   * config/warning-rules.yaml.
   */
  warnings: z.strictObject({ of: id, rules: ruleOverrides.default({}) }).optional(),
  /** The kinds of case of the campaign, by name: built-in ones, with their differences, and new ones. */
  cases: named(caseDefinition).optional(),
  /**
   * Only for rehearsals: warnings that arrive; how many households or persons of a category are invented (whichever its
   * standard counts) where the plan names no number; and what the reports of a form add up to, by field.
   */
  rehearsal: z
    .strictObject({
      warnings: z.array(rehearsedWarning).max(100).default([]),
      numbers: z.record(id, z.int().min(0).max(MOST)).optional(),
      figures: z.record(id, z.record(fieldId, z.int().min(0).max(MOST))).optional(),
    })
    .optional(),
  /** Messages that replace or add to the shared ones in `config/messages/`, by name and language. */
  messages: named(z.strictObject({ 'zh-CN': messageTexts.optional(), en: messageTexts.optional() })).default({}),
});

export type Definition = z.infer<typeof definitionSchema>;
export type Language = Definition['language'];
export type { ListDefinition } from '../../list/list-definition';
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

/** @returns the text in the wanted language, else in Chinese, which always exists. */
export const say = (words: Text, language: Language): string => words[language] ?? words['zh-CN'];
