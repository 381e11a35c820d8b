import { z } from 'zod';
import { id, text, time } from '../../campaign/definition/words';
import { CHANNELS } from '../../campaign/plan';
import { COLOURS, type Colour, colourOf, HAZARDS, type Hazard, type Severity } from '../feed/warning';

/** The longest wait that a rule may name: a week. */
const minutes = z.int().min(1).max(10_080);

/** What follows from a warning of one hazard and colour. */
export const ruleSchema = z.strictObject({
  /** Overtakes everything, at any hour, past caps and budgets. */
  urgent: z.boolean(),
  /** Ways to the units, the most preferred first. */
  channels: z.array(z.enum(CHANNELS)).min(1),
  /**
   * 已知晓: minutes from the warning until the deputy is asked too, until it is late, until township and county are told.
   */
  deputyAfter: minutes,
  acknowledgeWithin: minutes,
  townshipAfter: minutes,
  countyAfter: minutes,
  /** 已派人 and 已完成: minutes from the warning until they are late. */
  dispatchWithin: minutes,
  completeWithin: minutes,
  /** Local times of the patrols of a day; twice at least. */
  patrolsAt: z.array(time).min(2).max(12),
  /** Categories whose households are visited, those at most risk first; all that were reported when left out. */
  visit: z.array(id).optional(),
  /** Goods that superiors make ready. */
  goods: text.optional(),
  /** Whether ordinary reminders to the area wait until it is over. */
  ordinary: z.enum(['wait', 'go']),
  /** Working days that deadlines in the area are put off, when they fall into the warning. */
  extendWorkingDays: z.int().min(0).max(20),
  /** Hours between visits to somebody who refused help. */
  revisitEveryHours: z.int().min(1).max(336),
});
export type WarningRule = z.infer<typeof ruleSchema>;

const byColour = <S extends z.ZodType>(schema: S) => z.strictObject(mapTo(COLOURS, schema));
const mapTo = <K extends string, S>(keys: readonly K[], schema: S): Record<K, S> =>
  Object.fromEntries(keys.map((key) => [key, schema])) as Record<K, S>;

const partly = byColour(ruleSchema.partial().optional());
const byHazard = z.strictObject(mapTo(HAZARDS, partly.optional()));

/** What a campaign does otherwise, by hazard (or `default` for all) and colour. */
export const ruleOverrides = byHazard.extend({ default: partly.optional() });
export type RuleOverrides = z.infer<typeof ruleOverrides>;

/** The whole table: a rule for each colour, and what differs for a hazard. */
export const ruleTable = byHazard.extend({ default: byColour(ruleSchema) });
export type RuleTable = z.infer<typeof ruleTable>;

/** @returns the rule for a warning: the hazard's before the default, the campaign's before the shared one. */
export function ruleFor(
  table: RuleTable,
  overrides: RuleOverrides,
  { hazard, colour }: { hazard: Hazard; colour: Colour },
): WarningRule {
  const layers = [table.default, table[hazard], overrides.default, overrides[hazard]];
  return Object.assign({}, ...layers.map((layer) => layer?.[colour])) as WarningRule;
}

/**
 * @returns the colour whose rule holds. It is yellow for a warning without a colour, which is taken seriously until the
 * duty officer has looked at it
 */
export const ruleColour = ({ colour, severity }: { colour: Colour | null; severity: Severity }): Colour =>
  colour ?? colourOf(severity) ?? 'yellow';

/** @returns below 0 when the first is the weaker one, 0 when they are the same. */
export const compareColours = (one: Colour, other: Colour): number => COLOURS.indexOf(one) - COLOURS.indexOf(other);
