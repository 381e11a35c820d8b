import { detailIn, type Fault, type FaultKind } from '../../store/message/faults';
import { terminalLanguage } from '../language';

/** Advice for each kind of fault. */
const ADVICE: Readonly<Record<FaultKind, string>> = {
  'budget-80': 'ask for more money now, or raise `budget` in the definition',
  'budget-spent': 'SMS wait for money: raise `budget` in the definition; urgent ones still go',
  'budget-overrun': 'urgent SMS go out beyond the budget: raise it',
  'provider-down': 'ask the provider; what would go there takes the next one, or waits',
  'provider-account': "top up or unlock the provider's account; nothing goes there until then",
  lane: 'the campaign names an SMS platform that does not exist or is not set up: replan it with one that is, or set it up',
  replies:
    'look at `nuandong message dead`, ask the place by telephone, and try again with `nuandong message answer NUMBER`',
  template: 'correct the text in the definition or in config/messages',
  bounces: 'check the mailbox of bounced e-mails and its settings',
  'feed-failing': 'warnings may be missed: see the error, and correct config/feeds.yaml or ask whoever runs the feed',
  'feed-silent': 'warnings may be missed: does a process with the role workflows run, does the sender still push?',
  'queue-paused': 'live messages wait in it: resume the queue, `redis-cli` or a program has paused it',
  'self-check': 'messages are due that nothing works on: is a process with the role delivery running? See its log',
  rungs:
    'rounds stand still: is a process with the role workflows running? Look for these rounds in the Temporal UI, and reset or start again what is stuck or was terminated',
  'step-failed':
    'this step alone stands still and is tried again: see the log of the workflows process for its cause, and correct the text or figure it is about',
  report: 'write it again with `npx nuandong report <campaign>`, with more memory',
};

/** @returns one line: the fault, its beginning, and what to do */
export const faultInWords = ({ kind, scope, detail, openedAt }: Fault): string => {
  const told = Object.entries(detailIn(terminalLanguage(), { detail }));
  const figures = told.map(([name, value]) => (name === 'reason' ? value : `${name} ${value}`));
  return `${kind} of ${scope} since ${openedAt}${figures.length > 0 ? ` (${figures.join(', ')})` : ''}: ${ADVICE[kind]}`;
};
