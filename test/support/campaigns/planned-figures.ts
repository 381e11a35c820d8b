import { join } from 'node:path';
import { loadDefinition } from '../../../cli/campaign/definition-file';
import { planRegister } from '../../../cli/plan/plan-register';
import { compile } from '../../../domain/campaign/compile/compile';
import type { Definition } from '../../../domain/campaign/definition/definition';
import type { Plan } from '../../../domain/campaign/plan';
import { numberOf } from '../../../domain/ledger/approximate';
import { CAMPAIGNS } from './seed-figures';

/** What a definition says, and its plans by season, as the `plan` command compiles them over the sample register. */
export interface Planned {
  definition: Definition;
  inSeason(season: string): Promise<Plan>;
}

export async function plannedOf(campaign: string): Promise<Planned> {
  const file = join(CAMPAIGNS, `${campaign}.yaml`);
  const { definition } = await loadDefinition(file);
  const { regions, kinds } = await planRegister({ scope: definition.scope, folder: undefined });
  const plans = new Map<string, Promise<Plan>>();
  const planIn = async (season: string) => {
    const { definition } = await loadDefinition(file, { season });
    return compile({ definition, regions, kinds });
  };
  return {
    definition,
    inSeason(season) {
      const plan = plans.get(season) ?? planIn(season);
      plans.set(season, plan);
      return plan;
    },
  };
}

/**
 * @param place `plan SEASON STAGE|ROUND opens|due|lock|milestone` (a day) or `… share` (of the milestone), `standard
 *   CATEGORY cash|ITEM`, or `planned CATEGORY|all households|persons|occasions|cash|value|total|NAME OF GOODS`
 * @throws Error when there is nothing
 */
export async function plannedFigureAt({ definition, inSeason }: Planned, place: string): Promise<number | string> {
  const [where, first = '', second = '', third = ''] = place.split(' ');
  const found =
    where === 'plan'
      ? dateIn(await inSeason(first), { key: second, which: third, zone: definition.zone })
      : where === 'standard'
        ? standardOf(definition, first, second)
        : plannedIn(definition, first, second);
  if (found === undefined || found === null) throw new Error(`The definition has nothing at "${place}"`);
  return found;
}

function dateIn({ stages }: Plan, { key, which, zone }: { key: string; which: string; zone: string }) {
  const stage = stages.find(({ id }) => id === key);
  const rounds = stages.flatMap((one) => one.rounds);
  const round = rounds.find((one) => one.key === key) ?? stage?.rounds[0];
  const dates = rounds.find((one) => one.key === key) ?? stage;
  switch (which) {
    case 'opens':
      return dates && dayIn(zone, dates.opensAt);
    case 'due':
      return dates && lastDayIn(zone, dates.dueAt);
    case 'lock':
      return dates && lastDayIn(zone, dates.locksAt);
    case 'milestone':
      return round?.milestones[0] && lastDayIn(zone, round.milestones[0].at);
    case 'share':
      return round?.milestones[0]?.share;
    default:
      throw new Error(`"${which}" is no date of a round`);
  }
}

const dayIn = (zone: string, at: string | number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(new Date(at));

/** A moment at midnight ends the day before it. */
const lastDayIn = (zone: string, at: string): string => dayIn(zone, Date.parse(at) - 1);

function standardOf({ standards }: Definition, category: string, what: string): number | undefined {
  const standard = standards.find((one) => one.category === category);
  if (what === 'cash') return standard?.cash;
  return standard?.goods.find(({ item, name }) => item === what || name['zh-CN'] === what)?.quantity;
}

function plannedIn({ standards, planned }: Definition, category: string, what: string): number | null | undefined {
  if (category === 'all' && planned && what in planned) return numberAt(planned, what);
  const own = standards.filter((one) => category === 'all' || one.category === category);
  const sums = own.flatMap(({ planned: plan = {} }) => {
    const goods = plan.goods?.find(({ name }) => name['zh-CN'] === what);
    const number = goods ? numberOf(goods.quantity) : numberAt(plan, what);
    return number === null ? [] : [number];
  });
  return sums.length > 0 ? sums.reduce((sum, one) => sum + one, 0) : null;
}

function numberAt(of: object, name: string): number | null {
  const value = Object.entries(of).find(([key]) => key === name)?.[1];
  return typeof value === 'number' || (typeof value === 'object' && !Array.isArray(value)) ? numberOf(value) : null;
}
