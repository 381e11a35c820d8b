import { RUNG_KINDS } from '../../round/rung-kinds';
import type { Distance, RungDefinition } from '../definition/definition';
import type { CommonLadder } from '../stage-kinds';

const MORNING = '09:30';

const rung = (
  id: string,
  kind: RungDefinition['kind'],
  at: Distance & { from: RungDefinition['at']['from'] },
  rest: Partial<RungDefinition> = {},
): RungDefinition => ({ id, kind, at, up: 0, deputy: false, channels: ['sms', 'email'], send: 'first', ...rest });

const UNIT = { up: 0 };
const SUPERIOR = { up: 1 };
const SECOND_SUPERIOR = { up: 2 };
const SHORT = { to: 'short' } as const;
const ACKNOWLEDGE = { acknowledgeWithin: RUNG_KINDS.chase.acknowledgeWithin };

/**
 * The ladder of most stages, read from the village's side: asked at the opening, reminded 3 and 1 working days before
 * and twice on the due day, then with the deputy; then people must act: the superior is chased, then its own superior,
 * and a call list is made. `raise` rungs are not written here: the compiler derives one from each chase. Rungs above
 * the scope, before the opening or after the lock are left out. Rungs at a milestone of the quota are laid where there
 * is one.
 */
const DEFAULT_LADDER: RungDefinition[] = [
  rung('opens-task', 'task', { from: 'opens' }, UNIT),
  rung('opens-digest', 'digest', { from: 'opens' }, SUPERIOR),
  rung('milestone', 'reminder', { from: 'milestone', time: MORNING }, SHORT),
  rung('milestone-digest', 'digest', { from: 'milestone', time: '17:00' }, { ...SHORT, ...SUPERIOR }),
  rung('due-3wd', 'reminder', { from: 'due', workingDays: -3, time: MORNING }, UNIT),
  rung('due-1wd', 'reminder', { from: 'due', workingDays: -1, time: MORNING }, UNIT),
  rung('due-1wd-digest', 'digest', { from: 'due', workingDays: -1, time: MORNING }, SUPERIOR),
  rung('due-morning', 'reminder', { from: 'due', time: MORNING }, UNIT),
  rung('due-afternoon', 'reminder', { from: 'due', time: '16:00' }, UNIT),
  rung('due-digest', 'digest', { from: 'due', time: '17:00' }, SUPERIOR),
  rung('due-digest-above', 'digest', { from: 'due', time: '17:30' }, SECOND_SUPERIOR),
  rung('due+1wd', 'reminder', { from: 'due', workingDays: 1, time: MORNING }, { ...UNIT, deputy: true }),
  rung('due+1wd-chase', 'chase', { from: 'due', workingDays: 1, time: MORNING }, { ...SUPERIOR, ...ACKNOWLEDGE }),
  rung('due+1wd-digest-above', 'digest', { from: 'due', workingDays: 1, time: MORNING }, SECOND_SUPERIOR),
  rung('due+2wd-calls', 'call-list', { from: 'due', workingDays: 2, time: MORNING }, UNIT),
  rung('due+2wd-chase', 'chase', { from: 'due', workingDays: 2, time: MORNING }, { ...SUPERIOR, ...ACKNOWLEDGE }),
  rung(
    'due+2wd-chase-above',
    'chase',
    { from: 'due', workingDays: 2, time: MORNING },
    { ...SECOND_SUPERIOR, ...ACKNOWLEDGE },
  ),
  rung('locked', 'locked', { from: 'lock' }, UNIT),
];

/**
 * The ladder of a repeated return: a task, one reminder, and a chase of the superior the next morning. It has no
 * message about the lock and no call list, because the next round asks again.
 */
const SHORT_LADDER: RungDefinition[] = [
  rung('opens-task', 'task', { from: 'opens' }, UNIT),
  rung('due-morning', 'reminder', { from: 'due', time: MORNING }, UNIT),
  rung('due-digest', 'digest', { from: 'due', time: '17:00' }, SUPERIOR),
  rung('due+1wd-chase', 'chase', { from: 'due', workingDays: 1, time: MORNING }, { ...SUPERIOR, ...ACKNOWLEDGE }),
];

export const COMMON_LADDERS: Readonly<Record<CommonLadder, RungDefinition[]>> = {
  default: DEFAULT_LADDER,
  short: SHORT_LADDER,
};
