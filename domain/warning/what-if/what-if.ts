import type { PreviewLine } from '../../campaign/preview';
import type { Standing } from '../feed/events';
import type { Colour, Hazard, Warning } from '../feed/warning';
import { replayWarnings } from './replay';
import { type WhatIfAlert, whatIfAlerts } from './what-if-alerts';
import type { WhatIfGround } from './what-if-life';

export type { WhatIfAlert } from './what-if-alerts';
export type { WhatIfGround, WhatIfMove } from './what-if-life';

/** An event that the warnings speak of, as it stood at its end. */
export interface WhatIfEvent {
  first: string;
  hazard: Hazard;
  colour: Colour | null;
  headline: string;
  issuer: string;
  messages: number;
  /** Codes of the regions covered. */
  regions: string[];
  /** Why nobody is told; null when somebody is. */
  unheard: 'elsewhere' | 'no-area' | 'unknown-hazard' | 'out-of-scope' | 'test' | null;
}

/** What a definition and its rules make of warnings. */
export interface WhatIf {
  events: WhatIfEvent[];
  alerts: WhatIfAlert[];
  totals: Pick<PreviewLine, 'sms' | 'email'> & { alerts: number; patrols: number };
}

/**
 * What would have followed from warnings if nobody had answered anything: the same rules that answer a warning, applied
 * to warnings of the past, each as if it had come when it was sent. Sends nothing.
 * @param tests also what is marked as a test or an exercise, which reaches nobody unless it is made a drill
 */
export function whatIf(warnings: readonly Warning[], ground: WhatIfGround, { tests = false } = {}): WhatIf {
  const [actual, silent] = [warnings.filter(isActual), warnings.filter((one) => !isActual(one))];
  const replay = replayWarnings(tests ? warnings : actual, ground.places);
  const alerts = whatIfAlerts(replay.moments, ground);
  const heard = new Set(alerts.flatMap(({ events }) => events));
  const events = replay.events.map(({ messages, standing, elsewhere }) => ({
    ...namesOf(standing),
    messages: messages.length,
    unheard: messages.some(({ identifier }) => heard.has(identifier)) ? null : whyUnheard(standing, elsewhere),
  }));
  const untold = tests ? [] : replayWarnings(silent, ground.places).events;
  return {
    events: [
      ...events,
      ...untold.map(({ messages, standing }) => ({
        ...namesOf(standing),
        messages: messages.length,
        unheard: 'test' as const,
      })),
    ],
    alerts,
    totals: {
      alerts: alerts.length,
      patrols: total(alerts, ({ patrols }) => patrols.reduce((sum, { rounds }) => sum + rounds, 0)),
      sms: total(alerts, ({ totals }) => totals.sms),
      email: total(alerts, ({ totals }) => totals.email),
    },
  };
}

const isActual = ({ status }: Warning): boolean => status === 'actual';

const total = <T>(all: readonly T[], figure: (one: T) => number): number =>
  all.reduce((sum, one) => sum + figure(one), 0);

const namesOf = ({ first, hazard, colour, headline, issuer, paths }: Standing) => ({
  first,
  hazard,
  colour,
  headline,
  issuer,
  regions: paths.map((path) => path.split('/').at(-2) ?? path),
});

function whyUnheard({ hazard, paths }: Standing, elsewhere: boolean): WhatIfEvent['unheard'] {
  if (paths.length === 0) return elsewhere ? 'elsewhere' : 'no-area';
  return hazard === 'other' ? 'unknown-hazard' : 'out-of-scope';
}
