import type { PreviewLine } from '../../campaign/preview';
import type { Standing } from '../feed/events';
import type { Colour, Hazard, Warning } from '../feed/warning';
import { replayWarnings } from './replay';
import { type WhatIfAlert, whatIfAlerts } from './what-if-alerts';
import type { WhatIfGround } from './what-if-life';

export type { WhatIfAlert } from './what-if-alerts';
export type { WhatIfGround, WhatIfMove } from './what-if-life';

/** An event of the warnings, in its last state. */
export interface WhatIfEvent {
  first: string;
  hazard: Hazard;
  colour: Colour | null;
  headline: string;
  issuer: string;
  messages: number;
  /** Codes of the regions covered. */
  regions: string[];
  /** Why no message goes out; null when messages do. */
  unheard: 'elsewhere' | 'no-area' | 'unknown-hazard' | 'out-of-scope' | 'test' | null;
}

/** The consequences of warnings under a definition and its rules. */
export interface WhatIf {
  events: WhatIfEvent[];
  alerts: WhatIfAlert[];
  totals: Pick<PreviewLine, 'sms' | 'email'> & { alerts: number; patrols: number };
}

/**
 * Computes the consequences of past warnings if no unit had answered: it applies the rules for real warnings to each,
 * as if it had come when it was sent. It sends nothing.
 * @param tests includes tests and exercises, which cause no message unless they become a drill
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
