import type { Instant } from '../instant';
import { roundsInAreas } from '../round/round';
import { timeNoted } from '../round/temporal-notes';
import type { Plan } from './plan';

/** @returns the Markdown that ops staff see as the current details of a campaign in the Temporal UI. */
export function campaignDetails(plan: Plan, rounds: Record<string, 'open' | 'settled'>, state: string): string {
  const all = roundsInAreas(plan);
  const noted = (at: Instant) => timeNoted(at, plan.zone);
  const rows = plan.stages.map((stage) => {
    const own = all.filter(({ round }) => round.stage === stage.id);
    const count = (standing: 'open' | 'settled') => own.filter(({ id }) => rounds[id] === standing).length;
    return `| ${stage.id} ${stage.name} | ${noted(stage.opensAt)} | ${noted(stage.dueAt)} | ${noted(stage.locksAt)} | ${own.length} | ${count('open')} | ${count('settled')} |`;
  });
  return `${plan.name}: ${state}\n\n| stage | opens | due | locks | rounds | open | settled |\n|---|---|---|---|---|---|---|\n${rows.join('\n')}`;
}
