import { z } from 'zod';
import { type Ladders, ladder, type RungDefinition } from '../../campaign/definition/ladder';
import { as, id, text, time } from '../../campaign/definition/words';
import { COLOURS, type Colour, colourOf, HAZARDS, type Hazard, type Severity } from '../feed/warning';
import { WARNING_ASKS, type WarningAsk } from './steps';

/** A time after the start of the warning, a week at most. */
const within = z
  .strictObject({
    hours: z.number().positive().max(168).optional(),
    minutes: z.int().positive().max(10_080).optional(),
  })
  .refine(({ hours, minutes }) => hours !== undefined || minutes !== undefined, as('hours-and-minutes-ahead'));

const mapTo = <K extends string, S>(keys: readonly K[], schema: S): Record<K, S> =>
  Object.fromEntries(keys.map((key) => [key, schema])) as Record<K, S>;

const ladderNames = z.strictObject(mapTo(WARNING_ASKS, id));

/** The answer to a warning of one hazard and colour. */
export const ruleSchema = z.strictObject({
  /** Messages overtake others, go at any hour, and ignore caps and budgets. */
  urgent: z.boolean(),
  /** The deadlines of 已知晓, 已派人 and 已完成. Ladders count from them by these names. */
  known: within,
  sent: within,
  done: within,
  /** The name of the ladder of each ask. */
  ladders: ladderNames,
  /** Local times of the patrols of a day; twice at least. */
  patrolsAt: z.array(time).min(2).max(12),
  /** Categories whose households are visited, those at most risk first; all reported households when left out. */
  visit: z.array(id).optional(),
  /** Goods that superiors prepare. */
  goods: text.optional(),
  /** What each warned region of a kind is sent from a store, once an office confirms it (应急调运). */
  dispatch: z
    .strictObject({
      /** Kind of the receiving regions: those that are warned, or lie above or below who is. */
      to: id,
      purse: id,
      /** For each of them. */
      goods: z
        .array(z.strictObject({ item: id, quantity: z.int().min(1).max(1e9) }))
        .min(1)
        .max(20),
      /** When it should have arrived, counted from the dispatch. */
      within,
    })
    .optional(),
  /** Whether ordinary reminders to the area wait until it is over. */
  ordinary: z.enum(['wait', 'go']),
  /** Working days by which deadlines in the area during the warning are postponed. */
  extendWorkingDays: z.int().min(0).max(20),
  /** Hours between visits to a person who refused help. */
  revisitEveryHours: z.int().min(1).max(336),
});
export type WarningRule = z.infer<typeof ruleSchema>;

const byColour = <S extends z.ZodType>(schema: S) => z.strictObject(mapTo(COLOURS, schema));

const partOfRule = ruleSchema.extend({ ladders: ladderNames.partial() }).partial();
export type PartOfRule = z.infer<typeof partOfRule>;
const partly = byColour(partOfRule.optional());
const byHazard = z.strictObject(mapTo(HAZARDS, partly.optional()));

/** A campaign's differences, by hazard (or `default` for all) and colour. */
export const ruleOverrides = byHazard.extend({ default: partly.optional() });
export type RuleOverrides = z.infer<typeof ruleOverrides>;

/**
 * Ladders of every table. A campaign uses them, or replaces them by its own of the same name; no definition may rely on
 * other ladders of a table.
 */
export const SHARED_LADDERS = [
  'warning-blue',
  'warning-yellow',
  'warning-orange',
  'warning-red',
  'warning-late',
  'warning-patrol',
  'warning-revisit',
] as const;
export type SharedLadder = (typeof SHARED_LADDERS)[number];

/** The whole table: the ladders, a rule for each colour, and the differences of a hazard. */
export const ruleTable = byHazard.extend({
  ladders: z.strictObject(mapTo(SHARED_LADDERS, ladder)).catchall(ladder),
  default: byColour(ruleSchema),
});
export type RuleTable = z.infer<typeof ruleTable>;

/** @returns the rule for a warning: the hazard's before the default, the campaign's before the shared one. */
export function ruleFor(
  table: RuleTable,
  overrides: RuleOverrides,
  { hazard, colour }: { hazard: Hazard; colour: Colour },
): WarningRule {
  const layers = [table.default, table[hazard], overrides.default, overrides[hazard]].map((layer) => layer?.[colour]);
  const ladders = Object.assign({}, ...layers.map((layer) => layer?.ladders)) as WarningRule['ladders'];
  return { ...(Object.assign({}, ...layers) as WarningRule), ladders };
}

/** @returns the shared ladders, replaced by the campaign's own of the same name. */
export const laddersFor = (table: RuleTable, own: Ladders): Ladders => ({ ...table.ladders, ...own });

/** @throws RangeError for a missing ladder, which the checks of tables and definitions prevent */
export const ladderOf = (ladders: Ladders, rule: WarningRule, ask: WarningAsk): readonly RungDefinition[] =>
  ladderNamed(ladders, rule.ladders[ask]);

/** @throws RangeError for a missing ladder */
export function ladderNamed(ladders: Ladders, name: string): readonly RungDefinition[] {
  const found = ladders[name];
  if (!found) throw new RangeError(`there is no ladder "${name}"`);
  return found;
}

/**
 * @returns the colour whose rule applies. A warning without a colour counts as yellow until the duty officer has
 *   decided
 */
export const ruleColour = ({ colour, severity }: { colour: Colour | null; severity: Severity }): Colour =>
  colour ?? colourOf(severity) ?? 'yellow';

/** @returns below 0 when the first is the weaker one, 0 when they are the same. */
export const compareColours = (one: Colour, other: Colour): number => COLOURS.indexOf(one) - COLOURS.indexOf(other);
