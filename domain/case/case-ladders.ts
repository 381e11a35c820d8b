import type { Ladders, RungDefinition } from '../campaign/definition/ladder';
import { RUNG_KINDS } from '../round/rung-kinds';

const USUAL: Pick<RungDefinition, 'up' | 'deputy' | 'channels' | 'send'> = {
  up: 0,
  deputy: false,
  channels: ['sms', 'email'],
  send: 'first',
};
const MORNING = '09:30';
const { acknowledgeWithin } = RUNG_KINDS.chase;

/**
 * Who answers is asked, reminded the working day before, and again when it is due; then the superior is told, and
 * chased the next morning.
 */
const ladder = (asked: string, reminded: string): RungDefinition[] => [
  { ...USUAL, id: 'opens-task', kind: 'task', at: { from: 'opens' }, message: asked },
  { ...USUAL, id: 'due-1wd', kind: 'reminder', at: { from: 'due', workingDays: -1, time: MORNING }, message: reminded },
  { ...USUAL, id: 'due', kind: 'reminder', at: { from: 'due' }, deputy: true, message: reminded },
  { ...USUAL, id: 'due-digest', kind: 'digest', at: { from: 'due' }, up: 1 },
  {
    ...USUAL,
    id: 'due+1wd-chase',
    kind: 'chase',
    at: { from: 'due', workingDays: 1, time: MORNING },
    up: 1,
    acknowledgeWithin,
  },
];

/** Ladders of cases that exist without being written: of any kind, and of rows that were returned. */
export const CASE_LADDERS: Ladders = {
  case: ladder('case', 'case-reminder'),
  returned: ladder('rows-returned', 'rows-returned-reminder'),
};
