import { randomUUID } from 'node:crypto';
import type { Definition } from '../../domain/campaign/definition/definition';
import type { Plan } from '../../domain/campaign/plan';
import { Refused, sentence } from '../../domain/text/refusal';
import { coverage } from '../../domain/warning/feed/areas';
import { indexOf } from '../../domain/warning/feed/place-index';
import type { Warning } from '../../domain/warning/feed/warning';
import { drillOf } from '../../domain/warning/what-if/drill';
import type { WhatIfGround } from '../../domain/warning/what-if/what-if';
import { planInWinter, winterOf } from '../../domain/warning/what-if/winter';
import { getCampaign } from '../campaign/campaigns';
import type { Queries } from '../db/db';
import { scopeOf } from '../message/outbox/sending-campaign';
import { reachByRegion } from '../people/reach';
import { regionsUnder, within } from '../people/regions';
import { answeringCampaigns } from './alerts';
import { warnablePlaces } from './warning-rows';
import { type Taken, takeWarnings } from './warnings';

/**
 * @param plan of a running campaign; compiled when left out
 * @returns the definition with the register's data, for the what-if of warnings
 */
export async function whatIfGround(
  sql: Queries,
  warnings: readonly Warning[],
  { definition, plan }: { definition: Definition; plan?: Plan },
): Promise<Omit<WhatIfGround, 'table'>> {
  const { scope } = definition;
  const regions = await regionsUnder(sql, scope);
  return {
    definition,
    plan: planInWinter({ definition, regions, ...(plan && { plan }) }, winterOf(warnings, definition)),
    places: await warnablePlaces(sql),
    regions,
    reach: await reachByRegion(sql, scope),
  };
}

interface Drill {
  campaign: string;
  warnings: readonly Warning[];
  /** The original document of the warnings. */
  bytes: Buffer;
  /** The maker, by number. */
  by: string;
}

/**
 * Makes a drill from warnings for one campaign: within its scope they are answered like real ones, on real phones, and
 * every text says that it is an exercise.
 * @returns the taken warnings, and the scope for telling the alerts
 * @throws Refused when the campaign does not answer warnings now, or none of these is for its scope
 */
export async function makeDrill(
  sql: Queries,
  { campaign: id, warnings, bytes, by }: Drill,
): Promise<Taken & { scope: string }> {
  const campaign = await getCampaign(sql, id);
  const scope = scopeOf(campaign);
  const answering = (await answeringCampaigns(sql, scope)).find((one) => one.id === id);
  if (!answering) throw new Refused(sentence('campaign-answers-no-warnings', { campaign: id }));
  const places = await warnablePlaces(sql);
  const warned = new Map<Warning, string[]>();
  for (const warning of warnings)
    warned.set(warning, await within(sql, answering.scope, coverage(places, warning).regions));
  const areasOf = (warning: Warning) =>
    (warned.get(warning) ?? []).flatMap((code) => {
      const place = indexOf(places).byCode(code);
      return place ? [{ code, name: place.name }] : [];
    });
  const drill = drillOf(warnings, { number: `drill-${randomUUID()}`, at: answering.now, areasOf });
  if (drill.length === 0) throw new Refused(sentence('drill-elsewhere', { campaign: id, scope: answering.scope }));
  const intake = {
    scope,
    source: 'drill',
    read: { warnings: drill, problems: [] },
    raw: { bytes },
    at: answering.now,
    drill: { by },
  };
  return { ...(await takeWarnings(sql, intake)), scope };
}
