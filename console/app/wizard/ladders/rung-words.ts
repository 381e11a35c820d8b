import type { RungAnchor } from '../../../../domain/campaign/definition/anchors';
import type { RungDefinition } from '../../../../domain/campaign/definition/definition';
import { HELPERS, toldBy } from '../../../../domain/campaign/definition/rung-audience';
import { levelWord } from '../../shell/state-words';
import type { Say } from '../../words';

const ANCHOR_WORDS: Record<RungAnchor, readonly [zh: string, en: string]> = {
  opens: ['开始', 'opening'],
  due: ['到期', 'due'],
  lock: ['锁定', 'lock'],
  milestone: ['名额进度节点', 'milestone of the quota'],
  start: ['预警到来', 'warning'],
  known: ['已知晓的期限', 'known due'],
  sent: ['已派人的期限', 'sent due'],
  done: ['已完成的期限', 'done due'],
};

export const anchorWord = (anchor: RungAnchor, say: Say): string => say(...ANCHOR_WORDS[anchor]);

const UNIT_WORDS = [
  ['workingDays', '个工作日', ' working days'],
  ['days', '天', ' days'],
  ['hours', '小时', ' hours'],
  ['minutes', '分钟', ' minutes'],
] as const;

/** @returns when a rung is due, counted from its anchor: 到期前 3 个工作日 09:30, 开始当天 */
export function whenWords(at: RungDefinition['at'], say: Say): string {
  const anchor = anchorWord(at.from, say);
  const parts = UNIT_WORDS.flatMap(([unit, zh, en]) => {
    const count = at[unit] ?? 0;
    if (count === 0) return [];
    const size = Math.abs(count);
    return [
      say(
        `${anchor}${count < 0 ? '前' : '后'} ${size} ${zh}`,
        `${size}${en} ${count < 0 ? 'before' : 'after'} ${anchor}`,
      ),
    ];
  });
  const day =
    parts.length > 0 ? parts.join(say('、', ', ')) : say(`${anchor}${at.time ? '当天' : '时'}`, `at ${anchor}`);
  return at.time ? `${day} ${at.time}` : day;
}

/** @returns whom a rung tells */
export function toldWords(rung: RungDefinition, kindOf: (code: string) => string, say: Say): string {
  const told = toldBy(rung);
  if (told === HELPERS) return say('帮扶人', 'helpers');
  return typeof told === 'number' ? levelWord(told, say) : kindOf(told);
}
