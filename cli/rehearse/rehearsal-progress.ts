import { DateTime } from 'luxon';
import { type Language, say } from '../../domain/campaign/definition/definition';
import type { Plan } from '../../domain/campaign/plan';
import { stageKind } from '../../domain/campaign/stage-kinds';
import type { Progress } from '../../rehearsal/clock/driver';

/**
 * Shows the progress of a rehearsal on standard error: on a terminal one line that is rewritten, elsewhere one line a
 * day.
 */
export interface ProgressLine {
  show(progress: Progress & { plan: Plan }): void;
  end(): void;
}

/** Shortest time between two writes on a terminal: more often would flicker. */
const REDRAW_MS = 100;
const CLEAR_LINE = '\r\u001b[2K';

export function progressLine(out: NodeJS.WriteStream, language: Language): ProgressLine {
  let drawn = 0;
  let day = '';
  return {
    show(progress) {
      const line = lineOf(progress, language);
      if (out.isTTY) {
        if (Date.now() - drawn < REDRAW_MS) return;
        drawn = Date.now();
        out.write(CLEAR_LINE + line);
        return;
      }
      const today = line.slice(0, 'yyyy-MM-dd'.length);
      if (today !== day) out.write(`${line}\n`);
      day = today;
    },
    end() {
      if (out.isTTY) out.write(CLEAR_LINE);
    },
  };
}

function lineOf({ at, reports, messages, plan }: Progress & { plan: Plan }, language: Language): string {
  const date = DateTime.fromISO(at, { zone: plan.zone }).toFormat('yyyy-MM-dd HH:mm');
  const stages = plan.stages
    .filter(({ opensAt, locksAt }) => opensAt <= at && at <= locksAt)
    .map(({ kind }) => say(stageKind(kind).name, language));
  const counts = language === 'en' ? `${reports} returns  ${messages} messages` : `上报 ${reports}  消息 ${messages}`;
  return `${date}  ${stages.join(' + ') || '—'}  ${counts}`;
}
