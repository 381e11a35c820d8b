import type { Role } from '../../../domain/account/roles';
import { RUNG_KIND_NAMES, rungKind } from '../../../domain/round/rung-kinds';
import type { Say } from '../words';

/** The word and colour of each state; colour is never the only sign. */
export type Tone = 'default' | 'processing' | 'success' | 'warning' | 'error';
type Entry = readonly [zh: string, en: string, tone: Tone];

const CAMPAIGN: Record<string, Entry> = {
  running: ['进行中', 'running', 'processing'],
  paused: ['已暂停', 'paused', 'warning'],
  cancelled: ['已终止', 'cancelled', 'default'],
  completed: ['已完成', 'completed', 'success'],
};
const REASON: Record<string, Entry> = {
  returned: ['已退回', 'returned', 'warning'],
  called: ['已列入电话清单', 'on the call list', 'warning'],
  'no-contact': ['没有联系人', 'no contact', 'error'],
  'not-delivered': ['送不到', 'undeliverable', 'error'],
  'opened-form': ['已打开，未报', 'opened, silent', 'processing'],
  told: ['已告知，未报', 'told, silent', 'default'],
  'not-told': ['还未告知', 'not told yet', 'default'],
};
const MESSAGE: Record<string, Entry> = {
  planned: ['待发', 'planned', 'default'],
  held: ['暂缓', 'held', 'default'],
  queued: ['排队中', 'queued', 'processing'],
  submitting: ['提交中', 'submitting', 'processing'],
  accepted: ['已受理', 'accepted', 'success'],
  delivered: ['已送达', 'delivered', 'success'],
  failed: ['失败', 'failed', 'error'],
  retry: ['待重试', 'retry', 'warning'],
  expired: ['已过期', 'expired', 'default'],
  unknown: ['结果不明', 'unknown', 'warning'],
  cleared: ['不再需要', 'cleared', 'default'],
  suppressed: ['不可发送', 'suppressed', 'default'],
};
const CHASE: Record<string, Entry> = {
  open: ['待确认', 'to acknowledge', 'warning'],
  acknowledged: ['已知晓', 'acknowledged', 'processing'],
  dispatched: ['已派人', 'somebody sent', 'processing'],
  done: ['已完成', 'done', 'success'],
  raised: ['已升级', 'raised', 'error'],
  closed: ['已结束', 'closed', 'default'],
};
/** Kinds that ask are in work, kinds that escalate are a warning; the rest only inform. */
const RUNG: Record<string, Entry> = Object.fromEntries(
  RUNG_KIND_NAMES.map((kind) => {
    const { name, news, does } = rungKind(kind);
    const tone = news === 'asked' ? 'processing' : does === 'raise' ? 'error' : does === 'tell' ? 'default' : 'warning';
    return [kind, [name['zh-CN'], name.en ?? kind, tone]];
  }),
);
const CHANNEL: Record<string, Entry> = {
  sms: ['短信', 'SMS', 'default'],
  email: ['邮件', 'e-mail', 'default'],
};
const POSTING: Record<string, Entry> = {
  open: ['公示中', 'hangs', 'processing'],
  closed: ['已期满', 'over', 'success'],
  superseded: ['已换新版', 'superseded', 'default'],
  withdrawn: ['已撤下', 'taken down', 'warning'],
};
const VIA: Record<string, Entry> = {
  form: ['填报页', 'by the form', 'default'],
  sms: ['短信', 'by SMS', 'default'],
  api: ['代报', 'entered for it', 'default'],
  cli: ['命令行', 'on the command line', 'default'],
  paper: ['纸质', 'on paper', 'default'],
};
const CALL: Record<string, Entry> = {
  reported: ['已代报', 'Reported by phone', 'success'],
  'will-report': ['答应上报', 'Will report', 'success'],
  'handed-over': ['已转他人', 'Handed over', 'success'],
  'no-answer': ['无人接听', 'No answer', 'warning'],
  'wrong-number': ['号码不对', 'Wrong number', 'error'],
};
const VERB: Record<string, Entry> = {
  extend: ['延期', 'extend', 'warning'],
  close: ['提前结束', 'close', 'warning'],
  reopen: ['重新开放', 'reopen', 'warning'],
  return: ['退回', 'return', 'warning'],
  pause: ['暂停', 'pause', 'warning'],
  resume: ['恢复', 'resume', 'success'],
  cancel: ['终止活动', 'end for good', 'error'],
  replan: ['重新编排', 'replan', 'warning'],
  remind: ['立即催报', 'remind now', 'processing'],
};
const ROLE: Record<Role, readonly [string, string]> = {
  administrator: ['管理员', 'administrator'],
  'county-officer': ['县级经办人', 'county officer'],
  'township-officer': ['乡镇经办人', 'township officer'],
  auditor: ['审计', 'auditor'],
  ops: ['运维', 'operations'],
};
const TABLES = {
  campaign: CAMPAIGN,
  reason: REASON,
  message: MESSAGE,
  chase: CHASE,
  rung: RUNG,
  channel: CHANNEL,
  call: CALL,
  via: VIA,
  posting: POSTING,
  verb: VERB,
};

/** @returns the word and its tone; the state itself when it has no word. */
export function stateWord(noun: keyof typeof TABLES, state: string, say: Say): { word: string; tone: Tone } {
  const [zh, en, tone] = TABLES[noun][state] ?? [state, state, 'default' as const];
  return { word: say(zh, en), tone };
}

export const statesOf = (noun: keyof typeof TABLES): string[] => Object.keys(TABLES[noun]);

export const roleWord = (role: Role, say: Say): string => say(...ROLE[role]);

const LEVELS: readonly (readonly [string, string])[] = [
  ['本单位', 'the unit'],
  ['上级', 'its superior'],
  ['再上一级', 'two levels up'],
];
/** @returns the word for the recipient: the unit, its superior … */
export const levelWord = (up: number, say: Say): string => say(...(LEVELS[up] ?? [`上 ${up} 级`, `${up} levels up`]));

/** @returns the same, with the duty of those who are told there. */
export const audienceWord = ({ up, role }: { up: number; role?: string | undefined }, say: Say): string =>
  role === undefined ? levelWord(up, say) : `${levelWord(up, say)} ${role}`;
