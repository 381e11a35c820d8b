import type { Season } from '../calendar/moments';
import type { Definition, Text } from '../definition/definition';
import { say } from '../definition/definition';
import { stageInstants } from './round-dates';

/**
 * @returns a warning for each pair of stages of which the later opens before the day on which the earlier is due.
 * That one opens on the very day on which another is due is how plans are written.
 */
export function overlaps(definition: Definition, season: Season): Text[] {
  const { language } = definition;
  const stages = definition.stages
    .flatMap((stage) => {
      const dates = stageInstants(season, stage);
      return dates ? [{ name: say(stage.name, language), id: stage.id, ...dates }] : [];
    })
    .sort((a, b) => (a.opens < b.opens ? -1 : a.opens > b.opens ? 1 : 0));
  return stages.flatMap((earlier, index) =>
    stages.slice(index + 1).flatMap((later) => {
      const opens = season.calendar.dayOf(later.opens);
      const due = season.calendar.dayOf(justBefore(earlier.due));
      return opens < due ? [overlap(earlier, later, { opens, due })] : [];
    }),
  );
}

const justBefore = (at: string): string => new Date(Date.parse(at) - 1).toISOString();

const overlap = (
  earlier: { name: string; id: string },
  later: { name: string; id: string },
  days: { opens: string; due: string },
): Text => ({
  'zh-CN': `阶段重叠：“${later.name}”（${later.id}）${days.opens} 开始，“${earlier.name}”（${earlier.id}）${days.due} 才到期`,
  en: `Stages overlap: "${later.name}" (${later.id}) opens on ${days.opens}, "${earlier.name}" (${earlier.id}) is due on ${days.due}`,
});

/** @param years in the plan whose arrangement of public holidays the calendar does not have */
export const missingHolidays = (years: number[]): Text[] =>
  years.map((year) => ({
    'zh-CN': `日历中没有 ${year} 年的放假调休安排：按周末和法定节日推算，调休上班日不算工作日。安排公布后请更新 chinese-days，再重新编排（replan）`,
    en: `The calendar has no holiday arrangement for ${year}: weekends and statutory festivals are assumed, and no make-up working days. When it is published, update chinese-days and replan`,
  }));

/** @param rungs ids of the rungs of a round that quiet hours pushed beyond the lock */
export const silencedRungs = (key: string, rungs: string[]): Text[] =>
  rungs.map((rung) => ({
    'zh-CN': `${key}：提醒“${rung}”落在免打扰时段，顺延后已过截止，不再发送`,
    en: `${key}: the rung "${rung}" falls into the quiet hours and would move beyond the lock, so it is not sent`,
  }));
