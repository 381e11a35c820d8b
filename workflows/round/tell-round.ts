import type { RoundTold } from '../../domain/round/branch-life';
import { amendRound, endRound, pauseRound, reportArrived, resumeRound } from '../messages';
import { tell } from '../tell';

/** Tells a running round what its campaign says. */
export function tellRound(id: string, told: RoundTold): Promise<void> {
  switch (told.is) {
    case 'amended':
      return tell(id, amendRound, { ...told.dates, now: told.now });
    case 'reported':
      return tell(id, reportArrived);
    case 'paused':
      return tell(id, pauseRound);
    case 'resumed':
      return tell(id, resumeRound, told.now);
    case 'ended':
      return tell(id, endRound, { as: told.as, now: told.now, ...(told.reason && { reason: told.reason }) });
  }
}
