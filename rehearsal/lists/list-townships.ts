import type { RoundPlan } from '../../domain/campaign/plan';
import { CASE_STAGE } from '../../domain/case/case-round';
import type { Instant } from '../../domain/instant';
import type { Acted } from '../audit/audit-input';
import { agenda } from '../clock/agenda';
import type { Heard } from '../people/heard';
import type { Place } from '../people/villages';
import { reportsAt, type Told } from '../people/villages';
import type { WorkingGrid } from '../people/working-grid';
import type { CaseMet, Office } from './office';
import { residentsNamedIn } from './proposals';
import type { Shares } from './shares';

/** Superiors of villages that have proposed the same household: they look up where it lives, and decide by that. */
export interface ListTownships {
  nextAt(): Instant | null;
  /** @param place the same in each rehearsal @returns whether it is such a question, so that nobody else answers it */
  hear(heard: Heard, round: Omit<RoundPlan, 'areas'>, place: Place): boolean;
  act(at: Instant): Promise<Acted[]>;
}

const DUPLICATE = 'duplicate';

export function createListTownships({
  seed,
  shares,
  lists,
  units,
  grid,
  office,
}: {
  seed: number;
  shares: Shares;
  lists: readonly string[];
  units: readonly string[];
  grid: WorkingGrid;
  office: Office;
}): ListTownships {
  const told = new Map<string, Told[]>();
  const settled = new Set<string>();
  const todo = agenda<Heard>();

  async function decide({ round, region, at }: Heard): Promise<Acted[]> {
    const asked = await office.casesAsked(DUPLICATE, region);
    // The round of a lot of cases is named after it.
    const own = asked.filter(({ workflowId }) => round.includes(`/case.${workflowId.split('/').at(-1)}.`));
    for (const one of own) {
      const outcome = (await livesThere(one)) ? 'here' : 'there';
      await office.answerCase(one.id, { outcome, reason: '按户籍所在村核定' });
    }
    return own.length > 0 ? [{ kind: 'reported', via: 'form', round, region, at }] : [];
  }

  /** Whose number is on the row is found as an officer finds it: by asking for the number of each who may be meant. */
  async function livesThere({ entry, region }: CaseMet): Promise<boolean> {
    for (const list of lists)
      for (const { idNumber, home } of residentsNamedIn({ seed, shares, unit: region, list, units, lists }))
        if ((await office.find(list, idNumber)).some(({ id }) => id === entry)) return home === region;
    throw new Error(`Case of row ${entry} is about nobody whom ${region} has named twice`);
  }

  return {
    nextAt: () => todo.nextAt(),
    hear(heard, round, place) {
      if (round.stage !== CASE_STAGE || !round.key.startsWith(`case.${DUPLICATE}-`)) return false;
      const where = `${heard.round} ${heard.region}`;
      const messages = [...(told.get(where) ?? []), { kind: heard.kind, at: heard.at }];
      told.set(where, messages);
      const at = settled.has(where) ? null : reportsAt(place, messages, round, grid);
      if (at !== null) {
        settled.add(where);
        todo.add(at, { ...heard, at });
      }
      return true;
    },
    async act(at) {
      const acted: Acted[] = [];
      for (const heard of todo.take(at)) acted.push(...(await decide(heard)));
      return acted;
    },
  };
}
