import type { Calendar } from '../calendar/calendar';
import type { Plan, RoundPlan } from '../plan';
import { type PreviewInput, type PreviewLine, preview } from '../preview';
import { WARNING_STAGE } from './alert-plan';

/** All that one warning asks for in an area, with the rungs that are climbed. */
export interface Asked {
  area: string;
  units: number;
  rounds: readonly Omit<RoundPlan, 'areas'>[];
}

/** Who is told what by rung, and how many messages that makes. */
export interface AskedMessages {
  messages: Omit<PreviewLine, 'segments'>[];
  totals: Pick<PreviewLine, 'sms' | 'email'>;
}

/** @returns the messages at most: counted as those of a plan are, if nobody answers. */
export function messagesOf(
  { plan, regions, reach }: Pick<PreviewInput, 'plan' | 'regions' | 'reach'>,
  asked: Asked,
): AskedMessages {
  const { lines, totals } = preview({ plan: asPlan(plan, asked), regions, reach, segmentsOf: () => 1 });
  return {
    messages: lines.map(({ segments: _, ...line }) => line),
    totals: { sms: totals.sms, email: totals.email },
  };
}

/** A plan of nothing but what the warning asks for. */
function asPlan(plan: Plan, { area, units, rounds }: Asked): Plan {
  const { startsAt: opensAt, endsAt: dueAt } = plan;
  const stage = { id: WARNING_STAGE, kind: 'visits' as const, name: WARNING_STAGE, opensAt, dueAt, locksAt: dueAt };
  return {
    ...plan,
    stages: [{ ...stage, rounds: rounds.map((round) => ({ ...round, areas: [{ code: area, units }] })) }],
  };
}

/** @returns how many patrols each local day has. */
export function patrolsByDay(calendar: Calendar, { rounds }: Asked): { day: string; rounds: number }[] {
  const days = new Map<string, number>();
  for (const { ask, opensAt } of rounds) {
    const day = calendar.dayOf(opensAt);
    if (ask === 'patrol') days.set(day, (days.get(day) ?? 0) + 1);
  }
  return [...days].map(([day, count]) => ({ day, rounds: count })).sort((a, b) => (a.day < b.day ? -1 : 1));
}
