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
 * Ladders of cases that exist without being written. Who answers is asked, reminded the working day before, and again
 * when it is due; then the superior is told, and chased the next morning.
 */
export const CASE_LADDERS: Ladders = {
  case: [
    { ...USUAL, id: 'opens-task', kind: 'task', at: { from: 'opens' }, message: 'case' },
    {
      ...USUAL,
      id: 'due-1wd',
      kind: 'reminder',
      at: { from: 'due', workingDays: -1, time: MORNING },
      message: 'case-reminder',
    },
    { ...USUAL, id: 'due', kind: 'reminder', at: { from: 'due' }, deputy: true, message: 'case-reminder' },
    { ...USUAL, id: 'due-digest', kind: 'digest', at: { from: 'due' }, up: 1 },
    {
      ...USUAL,
      id: 'due+1wd-chase',
      kind: 'chase',
      at: { from: 'due', workingDays: 1, time: MORNING },
      up: 1,
      acknowledgeWithin,
    },
  ],
};
