import type { z } from 'zod';
import { warningRules } from '../../../config/warning-rules';
import { type Instant, instant } from '../../../domain/instant';
import { raisedWarning } from '../../../domain/warning/feed/manual';
import type { Colour, Hazard } from '../../../domain/warning/feed/warning';
import { whatIf } from '../../../domain/warning/what-if/what-if';
import { getCampaign } from '../../../store/campaign/campaigns';
import type { Sql } from '../../../store/db/db';
import { answeringCampaigns } from '../../../store/warning/alerts';
import {
  type Answers,
  callableKinds,
  silentCampaigns,
  unansweredPlaces,
  whoAnswers,
} from '../../../store/warning/answering';
import { whatIfGround } from '../../../store/warning/drills';
import { placesNamed } from '../../../store/warning/duty-items';
import type { WeatherScope } from '../../../store/warning/weather-scope';
import type { wokenSchema } from './warning-schemas';

interface Entered {
  hazard: Exclude<Hazard, 'other'>;
  colour: Colour;
  areas: readonly string[];
  endsAt: Instant | null;
}

/** @returns who would be woken by a warning before it is entered, and the places that nobody answers for. */
export async function whoIsWoken(
  sql: Sql,
  warning: Entered,
  { scope, at, top }: WeatherScope & { top: string | null },
): Promise<z.input<typeof wokenSchema>> {
  const { areas } = warning;
  const answering = await answeringCampaigns(sql, scope);
  const answers = await whoAnswers(sql, answering, areas);
  const uncovered = scope === 'live' ? await unansweredPlaces(sql, answering, areas) : [];
  const codes = uncovered.map(({ code }) => code);
  const campaigns = [];
  for (const one of answers) campaigns.push(await wokenBy(sql, one, warning, at));
  return {
    units: sum(campaigns, ({ units }) => units),
    sms: sum(campaigns, ({ sms }) => sms),
    email: sum(campaigns, ({ email }) => email),
    campaigns,
    uncovered: uncovered.map(({ code, name }) => ({ code, name })),
    callable: codes.length > 0 ? await callableKinds(sql, codes) : [],
    silent: codes.length > 0 ? await silentCampaigns(sql, codes, top) : [],
  };
}

const sum = <T>(all: readonly T[], figure: (one: T) => number): number =>
  all.reduce((total, one) => total + figure(one), 0);

/** The messages of the areas for which this campaign answers, if nobody does. */
async function wokenBy(
  sql: Sql,
  { campaign, areas }: Answers,
  { hazard, colour, endsAt, ...entered }: Entered,
  at: Instant,
) {
  const { definition, plan, mode } = await getCampaign(sql, campaign.id);
  const named = (await placesNamed(sql, entered.areas)).map(({ code, name }) => ({ code, name }));
  const raised = { hazard, colour, areas: named, endsAt, headline: hazard, issuer: '' };
  const warnings = [raisedWarning(raised, { number: 'forecast', at: instant(Date.parse(at)) })];
  const ground = await whatIfGround(sql, warnings, { definition, plan });
  const { alerts } = whatIf(warnings, { ...ground, table: warningRules() });
  const own = alerts.filter(({ area }) => areas.includes(area));
  return {
    id: campaign.id,
    title: definition.name,
    mode,
    units: sum(own, ({ units }) => units),
    sms: sum(own, ({ totals }) => totals.sms),
    email: sum(own, ({ totals }) => totals.email),
  };
}
