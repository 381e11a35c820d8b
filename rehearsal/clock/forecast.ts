import { z } from 'zod';
import { resolveDay } from '../../domain/campaign/calendar/moments';
import { seasonOf } from '../../domain/campaign/compile/round-dates';
import type { Definition } from '../../domain/campaign/definition/definition';
import { epochMs, type Instant } from '../../domain/instant';
import { HAZARD_NAMES, warningTitle } from '../../domain/warning/alert/titles';
import type { RehearsedWarning } from '../../domain/warning/what-if/rehearsed-warning';
import { agenda } from './agenda';
import { asking } from './asking';
import { reaching } from './patience';

/** The weather office of a rehearsal: its warnings arrive at their instants, over the same hook as real ones. */
export interface Forecast {
  nextAt(): Instant | null;
  /** Pushes the warnings that are due. @returns workflow ids of the alerts that were started or told */
  act(at: Instant): Promise<string[]>;
}

const taken = z.object({ workflows: z.array(z.string()) });
const TIMEOUT_MS = 30_000;
/** Beijing time, which China's weather offices write. */
const CHINA_MS = 8 * 3_600_000;

/** @param hook address for the warnings, which are in the Common Alerting Protocol (CAP 1.2) */
export function createForecast({ definition, hook }: { definition: Definition; hook: string }): Forecast {
  const season = seasonOf(definition);
  const todo = agenda<string>();
  const first = new Map<string, { identifier: string; at: Instant }>();
  for (const warning of definition.rehearsal?.warnings ?? []) {
    const at = resolveDay(season, warning.at, 'opens');
    const identifier = `${warning.event}-${beijing(at).replace(/\D/g, '').slice(0, DAY_AND_TIME)}`;
    const of = first.get(warning.event);
    first.set(warning.event, of ?? { identifier, at });
    const expires = warning.expires ? resolveDay(season, warning.expires, 'opens') : null;
    todo.add(
      at,
      warningDocument(warning, {
        identifier,
        references: of ? `${SENDER},${of.identifier},${beijing(of.at)}` : '',
        at,
        expires,
      }),
    );
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

const beijing = (at: Instant): string => `${new Date(epochMs(at) + CHINA_MS).toISOString().slice(0, 19)}+08:00`;
/** Digits of 20270108154000. */
const DAY_AND_TIME = 14;

const SENDER = 'rehearsal@weather.example';
const OFFICE = '演练气象台';
const MESSAGE_TYPES = { alert: 'Alert', update: 'Update', cancel: 'Cancel' } as const;
const VERBS = { alert: '发布', update: '更新', cancel: '解除' } as const;
/** CAP's severity of each colour. */
const SEVERITIES = { blue: 'Minor', yellow: 'Moderate', orange: 'Severe', red: 'Extreme' } as const;

/** A warning as an office writes it. Areas are given by code, because the name of an invented place is not unique. */
export function warningDocument(
  { type, hazard, colour, areas }: RehearsedWarning,
  sent: { identifier: string; references: string; at: Instant; expires: Instant | null },
): string {
  const area = (code: string) =>
    `<area><areaDesc>${code}</areaDesc><geocode><valueName>code</valueName><value>${code}</value></geocode></area>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
  <identifier>${sent.identifier}</identifier>
  <sender>${SENDER}</sender>
  <sent>${beijing(sent.at)}</sent>
  <status>Actual</status>
  <msgType>${MESSAGE_TYPES[type]}</msgType>
  <scope>Public</scope>
  ${sent.references && `<references>${sent.references}</references>`}
  <info>
    <language>zh-CN</language>
    <category>Met</category>
    <event>${HAZARD_NAMES[hazard]['zh-CN']}</event>
    <urgency>Expected</urgency>
    <severity>${SEVERITIES[colour]}</severity>
    <certainty>Likely</certainty>
    <effective>${beijing(sent.at)}</effective>
    <onset>${beijing(sent.at)}</onset>
    ${sent.expires ? `<expires>${beijing(sent.expires)}</expires>` : ''}
    <senderName>${OFFICE}</senderName>
    <headline>${OFFICE}${VERBS[type]}${warningTitle(hazard, colour)['zh-CN']}</headline>
    ${areas.map(area).join('')}
  </info>
</alert>
`;
}

async function push(hook: string, text: string): Promise<string[]> {
  const response = await reaching(() =>
    asking(hook, { method: 'POST', headers: { 'content-type': 'application/xml' }, body: text }, TIMEOUT_MS),
  );
  if (!response.ok)
    throw new Error(`The console answered ${response.status} to a warning: ${(await response.text()).slice(0, 300)}`);
  return taken.parse(await response.json()).workflows;
}
