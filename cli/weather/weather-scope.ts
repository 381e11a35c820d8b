import type { CampaignClient } from '../../client/campaigns';
import { Refused, sentence } from '../../domain/text/refusal';
import type { Sql } from '../../store/db/db';
import { type WeatherScope, weatherScope } from '../../store/warning/weather-scope';
import { withCampaigns } from '../connection';
import { commandLine } from '../who';

/** Options for the scope of the weather. */
export const scopeArgs = {
  campaign: { type: 'string', description: 'A rehearsal, which has a weather of its own; the real one when left out' },
  actor: { type: 'string', description: 'Who decides', default: 'administrator' },
  json: { type: 'boolean', description: 'One JSON document on standard output' },
} as const;

/** The running system, and the scope of the weather for a command. */
export interface Weather extends WeatherScope {
  sql: Sql;
  client: CampaignClient;
}

/** Runs `act` in the weather of a rehearsal, or the real weather. @throws Refused when the campaign is no rehearsal */
export const inWeather = <T>(campaign: string | undefined, act: (weather: Weather) => Promise<T>): Promise<T> =>
  withCampaigns(async ({ sql, client }) => {
    const weather = await weatherScope(sql, campaign || undefined);
    if (!weather) throw new Refused(sentence('weather-no-rehearsal', { campaign: campaign ?? '' }));
    return act({ sql, client, ...weather });
  });

/** @returns the scope of the weather, and the deciding user */
export const deciding = (
  { sql, client, ...weather }: Weather,
  { actor, campaign }: { actor: string; campaign?: string | undefined },
) => ({ sql, weather, tell: client.answerWarnings, campaign: campaign || undefined, by: commandLine(), name: actor });

/** @returns the value of an option. @throws Refused with the possible values */
export function oneOf<T extends string>(option: string, word: string, known: readonly T[]): T {
  const found = known.find((one) => one === word);
  if (!found) throw new Refused(sentence('weather-unknown-word', { option, word, known: known.join(', ') }));
  return found;
}
