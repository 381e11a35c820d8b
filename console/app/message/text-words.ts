import { stateWord } from '../shell/state-words';
import type { Say } from '../words';

/** What notices say, by the name of their text: they are of one kind for the ladder, and of many for a reader. */
const NOTICES: Record<string, readonly [string, string]> = {
  reminder: ['催报', 'reminder'],
  extended: ['期限有变', 'new deadline'],
  returned: ['退回', 'returned'],
  cancelled: ['活动取消', 'cancelled'],
  reopened: ['重新开放', 'open again'],
  'correct-number': ['请更正号码', 'wrong number'],
  'reply-reported': ['回执', 'receipt'],
  'reply-sure': ['问是否改为零报告', 'asks whether nothing is meant'],
  'reply-unclear': ['没看懂短信', 'not understood'],
  'reply-not-there': ['还没有收到', 'not there yet'],
  'reply-list': ['请点链接登记', 'enter the rows'],
  'reply-stop-asked': ['问是否停发', 'asks whether to stop'],
  'reply-stopped': ['已停发短信', 'SMS stopped'],
  'reply-resumed': ['已恢复短信', 'SMS again'],
  'contact-stopped': ['联系人停收短信', 'a contact wants no SMS'],
  'list-code': ['名单验证码', 'code of a list'],
  'rows-returned': ['名单退回', 'rows returned'],
  'rows-returned-reminder': ['催改退回的名单', 'returned rows still open'],
  'rows-moved': ['名单有变动', 'rows moved'],
  'warning-over': ['预警解除', 'warning over'],
};

/** @returns what a message says, in a word: of a notice by its text, else by its kind */
export function textWord({ kind, template }: { kind: string; template: string }, say: Say): string {
  const notice = kind === 'notice' ? NOTICES[template] : undefined;
  return notice ? say(...notice) : stateWord('rung', kind, say).word;
}
