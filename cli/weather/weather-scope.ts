import type { CampaignClient } from '../../client/campaigns';
import { Refused, sentence } from '../../domain/text/refusal';
import type { Sql } from '../../store/db/db';
import { type WeatherScope, weatherScope } from '../../store/warning/weather-scope';
import { withCampaigns } from '../connection';
import { commandLine } from '../who';

/** Options that say whose weather is meant, and who says so. */
export const scopeArgs = {
  campaign: { type: 'string', description: 'A rehearsal, which has a weather of its own; the real one when left out' },
  actor: { type: 'string', description: 'Who decides', default: 'administrator' },
  json: { type: 'boolean', description: 'One JSON document on standard output' },
} as const;

/** The running system, and the weather that a command is about. */
export interface Weather extends WeatherScope {
  sql: Sql;
  client: CampaignClient;
}

/** Does something in the weather of a rehearsal, or the real one. @throws Refused when the campaign is no rehearsal */
export const inWeather = <T>(campaign: string | undefined, act: (weather: Weather) => Promise<T>): Promise<T> =>
  withCampaigns(async ({ sql, client }) => {
    const weather = await weatherScope(sql, campaign || undefined);
    if (!weather) throw new Refused(sentence('weather-no-rehearsal', { campaign: campaign ?? '' }));
    return act({ sql, client, ...weather });
  });

/** @returns whose weather it is, and who decides about it */
export const deciding = (
  { sql, client, ...weather }: Weather,
  { actor, campaign }: { actor: string; campaign?: string | undefined },
) => ({ sql, weather, tell: client.answerWarnings, campaign: campaign || undefined, by: commandLine(), name: actor });

/** @returns the word that an option was given. @throws Refused with those that there are */
export function oneOf<T extends string>(option: string, word: string, known: readonly T[]): T {
  const found = known.find((one) => one === word);
  if (!found) throw new Refused(sentence('weather-unknown-word', { option, word, known: known.join(', ') }));
  return found;
}
