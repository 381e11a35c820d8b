import { type Sentence, sentence } from '../../../text/refusal';
import { isZone } from '../../calendar/calendar';
import { minutesOf } from '../../calendar/days';
import type { Definition } from '../definition';
import type { Finding } from '../definition-problems';

const DAY = 1440;

/** Fewer minutes a day than this are too short for messages at their proper times. */
const LITTLE = 120;

/** @returns findings about a zone or hours that allow no calendar or no message. */
export function hourFindings(definition: Definition): Finding[] {
  const { zone, workingHours, quietHours, digestsAt } = definition;
  const findings: Finding[] = [];
  if (!isZone(zone))
    findings.push({ path: ['zone'], allowed: sentence('a-zone'), said: sentence('no-such-zone', { zone }) });
  if (minutesOf(workingHours.from) >= minutesOf(workingHours.to))
    findings.push({
      path: ['workingHours'],
      allowed: sentence('from-before-to'),
      said: sentence('working-hours-backwards'),
    });
  if (minutesLeft(definition) <= 0)
    findings.push({ path: ['quietHours'], allowed: sentence('hours-left'), said: sentence('always-quiet') });
  else if (digestsAt !== undefined && isQuiet(definition, digestsAt))
    findings.push({
      path: ['digestsAt'],
      allowed: sentence('a-waking-hour', quietHours),
      said: sentence('quiet-digests'),
    });
  return findings;
}

/** @returns a warning when nearly the whole day is quiet. */
export function hourWarnings(definition: Definition): Sentence[] {
  const minutes = minutesLeft(definition);
  return minutes < LITTLE ? [sentence('little-time-left', { ...definition.quietHours, minutes })] : [];
}

function isQuiet({ quietHours }: Definition, time: string): boolean {
  const [from, to, at] = [quietHours.from, quietHours.to, time].map(minutesOf) as [number, number, number];
  return from <= to ? from <= at && at < to : from <= at || at < to;
}

/** Minutes of a day that are not quiet. */
function minutesLeft({ quietHours }: Definition): number {
  const [from, to] = [minutesOf(quietHours.from), minutesOf(quietHours.to)];
  return from <= to ? DAY - (to - from) : from - to;
}
