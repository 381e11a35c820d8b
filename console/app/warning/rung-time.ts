import type { RungDefinition } from '../../../domain/campaign/definition/ladder';
import type { WarningRule } from '../../../domain/warning/alert/rules';
import { minutesIn } from '../../../domain/warning/alert/steps';

/**
 * @returns minutes from the warning to a rung of 已知晓 by day; null for a rung that is counted in days or from the lock
 */
export function minutesTo({ at }: RungDefinition, rule: Pick<WarningRule, 'known' | 'sent' | 'done'>): number | null {
  const { from, days, workingDays, time, ...within } = at;
  if (from === 'lock' || from === 'milestone' || days !== undefined || workingDays !== undefined || time !== undefined)
    return null;
  const begins = from === 'start' || from === 'opens';
  return (begins ? 0 : minutesIn(rule[from === 'due' ? 'known' : from])) + minutesIn(within);
}
