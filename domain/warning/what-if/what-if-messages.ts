import type { Calendar } from '../../campaign/calendar/calendar';
import type { RoundPlan } from '../../campaign/plan';
import type { messageCounter, PreviewLine } from '../../campaign/preview';
import { compare } from '../../compare';

/** All rounds of one warning in an area, with their climbed rungs. */
export interface Asked {
  area: string;
  rounds: readonly Omit<RoundPlan, 'areas'>[];
}

/** Recipients by rung, and the number of messages. */
export interface AskedMessages {
  messages: Omit<PreviewLine, 'segments'>[];
  totals: Pick<PreviewLine, 'sms' | 'email'>;
}

/** @returns the messages at most, without any answer, counted like those of a plan. */
export function messagesOf(count: ReturnType<typeof messageCounter>, { area, rounds }: Asked): AskedMessages {
  const { lines, totals } = count(rounds.map((round) => ({ round, area })));
  return {
    messages: lines.map(({ segments: _, ...line }) => line),
    totals: { sms: totals.sms, email: totals.email },
  };
}

/** @returns the number of patrols on each local day. */
export function patrolsByDay(calendar: Calendar, { rounds }: Asked): { day: string; rounds: number }[] {
  const days = new Map<string, number>();
  for (const { ask, opensAt } of rounds) {
    const day = calendar.dayOf(opensAt);
    if (ask === 'patrol') days.set(day, (days.get(day) ?? 0) + 1);
  }
  return [...days].map(([day, count]) => ({ day, rounds: count })).sort((a, b) => compare(a.day, b.day));
}
