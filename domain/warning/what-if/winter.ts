import { monthsOf } from '../../campaign/calendar/season-months';
import { CompileError, compile } from '../../campaign/compile/compile';
import type { Definition } from '../../campaign/definition/definition';
import type { Plan } from '../../campaign/plan';
import type { RegionView } from '../../people/regions';
import type { Warning } from '../feed/warning';

/** @returns the first year of the season (for a winter: July to June) of the first warning; null without warnings. */
export function winterOf(
  warnings: readonly Warning[],
  definition: Pick<Definition, 'season' | 'seasonFrom'>,
): number | null {
  const first = Math.min(...warnings.map(({ sentAt }) => Date.parse(sentAt)));
  if (!Number.isFinite(first)) return null;
  const day = new Date(first);
  return day.getUTCMonth() + 1 >= monthsOf(definition).seasonFrom ? day.getUTCFullYear() : day.getUTCFullYear() - 1;
}

/**
 * Moves a campaign to the winter of the warnings, so that its deadlines meet them.
 * @param plan the present plan, with all decisions; compiled when left out
 * @returns the plan; of its own season when the definition names days that another winter does not have
 */
export function planInWinter(
  { definition, regions, plan }: { definition: Definition; regions: readonly RegionView[]; plan?: Plan },
  winter: number | null,
): Plan {
  const own = () => plan ?? compile({ definition, regions });
  if (winter === null || winter === definition.season) return own();
  try {
    return compile({ definition: { ...definition, season: winter }, regions });
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    return own();
  }
}
