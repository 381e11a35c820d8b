import { createContext, type PropsWithChildren, use } from 'react';
import { monthsOf, type SeasonMonths } from '../../../domain/campaign/calendar/season-months';
import type { Definition } from '../../../domain/campaign/definition/definition';

/** The season in which the words of a draft's days are read. */
export interface DraftSeason {
  months: SeasonMonths;
  holidays: Definition['holidays'];
  zone: string;
  /** Whose dates others are counted from. */
  stages: readonly Pick<Definition['stages'][number], 'id' | 'name'>[];
}

const SeasonContext = createContext<DraftSeason>({
  months: monthsOf({ season: new Date().getFullYear() }),
  holidays: 'cn',
  zone: 'Asia/Shanghai',
  stages: [],
});

export const useSeason = (): DraftSeason => use(SeasonContext);

export function Season({ definition, children }: PropsWithChildren<{ definition: Definition }>) {
  const { holidays, zone, stages } = definition;
  return <SeasonContext value={{ months: monthsOf(definition), holidays, zone, stages }}>{children}</SeasonContext>;
}
