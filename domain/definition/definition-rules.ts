import { createCalendar, isZone } from '../calendar/calendar';
import { minutesOf } from '../calendar/days';
import { overlaps } from '../compile/warnings';
import type { Definition, Text } from './definition';
import type { Finding } from './definition-problems';
import { dateFindings } from './rules-of-dates';
import { formFindings } from './rules-of-forms';
import { ladderFindings } from './rules-of-ladders';
import { referenceFindings, unusedParts } from './rules-of-references';
import { warningFindings } from './rules-of-warnings';

/**
 * What a schema cannot say: rules between one part of a definition and another.
 * @returns what forbids its use, and what the administrator should know
 */
export function checkDefinition(definition: Definition): { findings: Finding[]; warnings: Text[] } {
  const clocks = clockFindings(definition);
  const findings = [
    ...clocks,
    ...referenceFindings(definition),
    ...formFindings(definition),
    ...ladderFindings(definition),
  ];
  if (clocks.length > 0) return { findings, warnings: [] };
  const season = { calendar: createCalendar(definition), season: definition.season };
  findings.push(...dateFindings(definition, season), ...warningFindings(definition, season));
  if (findings.length > 0) return { findings, warnings: [] };
  return { findings, warnings: [...overlaps(definition, season), ...unusedParts(definition)] };
}

/** Without these no calendar can be made. */
function clockFindings({ zone, workingHours }: Definition): Finding[] {
  const findings: Finding[] = [];
  if (!isZone(zone)) {
    findings.push({
      path: ['zone'],
      allowed: 'an IANA time zone such as Asia/Shanghai',
      message: `there is no time zone "${zone}"`,
    });
  }
  if (minutesOf(workingHours.from) >= minutesOf(workingHours.to)) {
    findings.push({
      path: ['workingHours'],
      allowed: '"from" earlier than "to"',
      message: 'working hours end before they begin',
    });
  }
  return findings;
}
