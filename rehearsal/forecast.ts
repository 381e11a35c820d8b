import { z } from 'zod';
import { createCalendar } from '../domain/calendar/calendar';
import { resolveDay } from '../domain/calendar/moments';
import type { Definition } from '../domain/definition/definition';
import { epochMs, type Instant } from '../domain/instant';
import type { RehearsedWarning } from '../domain/weather/rehearsed-warning';
import { warningTitle } from '../domain/weather/titles';
import type { Hazard } from '../domain/weather/warning';
import { agenda } from './agenda';

/** The weather office of a rehearsal: its warnings arrive at their instants, as they do from outside. */
export interface Forecast {
  nextAt(): Instant | null;
  /** Pushes what is due. @returns workflow ids of the alerts that were started or told */
  act(at: Instant): Promise<string[]>;
}

const taken = z.object({ workflows: z.array(z.string()) });
const TIMEOUT_MS = 30_000;
/** Beijing time, which China's weather offices write. */
const CHINA_MS = 8 * 3_600_000;

/** Event types of the release system (12379) that speak of these. */
const EVENT_TYPES: Readonly<Record<Hazard, string>> = {
  'cold-wave': '11B05',
  'low-temperature': '11B56',
  frost: '11B16',
  snow: '11B04',
  icing: '11B21',
  wind: '11B06',
  'carbon-monoxide': '11B68',
  other: '11B99',
};

/** @param hook where warnings of the release system are pushed to */
export function createForecast({ definition, hook }: { definition: Definition; hook: string }): Forecast {
  const calendar = createCalendar(definition);
  const season = { calendar, season: definition.season };
  const todo = agenda<string>();
  const first = new Map<string, string>();
  for (const warning of definition.rehearsal?.warnings ?? []) {
    const at = resolveDay(season, warning.at, 'opens');
    const identifier = `${office(warning)}_${chinaTime(at).replace(/\D/g, '')}`;
    const of = first.get(warning.event);
    first.set(warning.event, of ?? identifier);
    const expires = warning.expires ? resolveDay(season, warning.expires, 'opens') : null;
    todo.add(at, written(warning, { identifier, references: of ?? '', at, expires }));
  }
  return {
    nextAt: () => todo.nextAt(),
    async act(at) {
      const started: string[] = [];
      for (const text of todo.take(at)) started.push(...(await push(hook, text)));
      return started;
    },
  };
}

/** Fourteen digits, the first six of which name the area. */
const office = ({ areas }: RehearsedWarning): string =>
  `${(areas[0] ?? '').replace(/\D/g, '').slice(0, 6).padEnd(6, '0')}41600000`;

const chinaTime = (at: Instant): string =>
  new Date(epochMs(at) + CHINA_MS).toISOString().slice(0, 19).replace('T', ' ');

const MESSAGE_TYPES = { alert: 'Alert', update: 'Update', cancel: 'Cancel' } as const;
const VERBS = { alert: '发布', update: '更新', cancel: '解除' } as const;

/** A message as the release system writes it. */
function written(
  { type, hazard, colour, areas }: RehearsedWarning,
  sent: { identifier: string; references: string; at: Instant; expires: Instant | null },
): string {
  const time = (at: Instant) => `${chinaTime(at)}+08:00`;
  const severity = colour.charAt(0).toUpperCase() + colour.slice(1);
  const codes = areas.map((code) => code.padEnd(12, '0')).join(',');
  return `<?xml version="1.0" encoding="UTF-8"?>
<alert>
  <identifier>${sent.identifier}</identifier>
  <sender>演练气象台</sender>
  <senderCode>${sent.identifier.slice(0, 14)}</senderCode>
  <sendTime>${time(sent.at)}</sendTime>
  <status>Actual</status>
  <msgType>${MESSAGE_TYPES[type]}</msgType>
  <references>${sent.references}</references>
  <info>
    <eventType>${EVENT_TYPES[hazard]}</eventType>
    <severity>${severity}</severity>
    <effective>${time(sent.at)}</effective>
    <onset>${time(sent.at)}</onset>
    <expires>${sent.expires ? time(sent.expires) : ''}</expires>
    <headline>演练气象台${VERBS[type]}${warningTitle(hazard, colour)['zh-CN']}</headline>
    <area><areaDesc>${areas.join('、')}</areaDesc><geocode>${codes}</geocode></area>
  </info>
</alert>
`;
}

async function push(hook: string, text: string): Promise<string[]> {
  const response = await fetch(hook, {
    method: 'POST',
    headers: { 'content-type': 'application/xml' },
    body: text,
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok)
    throw new Error(`The console answered ${response.status} to a warning: ${(await response.text()).slice(0, 300)}`);
  return taken.parse(await response.json()).workflows;
}
