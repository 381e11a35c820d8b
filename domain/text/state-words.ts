import type { Role } from '../account/roles';
import { RUNG_KIND_NAMES, rungKind } from '../round/rung-kinds';

/** The word and colour of each state; colour is never the only sign. */
export type Tone = 'default' | 'processing' | 'success' | 'warning' | 'error';
export type Entry = readonly [zh: string, en: string, tone: Tone];

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
  group: ['值班群', 'duty group', 'default'],
};
/** Who carries a message; the names of companies are their own. */
const PROVIDER: Record<string, Entry> = {
  http: ['短信网关', 'SMS gateway', 'default'],
  smpp: ['SMPP 网关', 'SMPP gateway', 'default'],
  aliyun: ['阿里云', 'Alibaba Cloud', 'default'],
  tencent: ['腾讯云', 'Tencent Cloud', 'default'],
  smtp: ['邮件服务器', 'mail server', 'default'],
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
const ROLE: Record<Role, Entry> = {
  administrator: ['管理员', 'administrator', 'default'],
  'county-officer': ['县级经办人', 'county officer', 'default'],
  'township-officer': ['乡镇经办人', 'township officer', 'default'],
  auditor: ['审计员', 'auditor', 'default'],
  ops: ['运维', 'operations', 'default'],
};
/** What notices say, by the name of their text: they are of one kind for the ladder, and of many for a reader. */
const NOTICE: Record<string, Entry> = {
  reminder: ['催报', 'reminder', 'default'],
  extended: ['期限有变', 'new deadline', 'default'],
  returned: ['退回', 'returned', 'default'],
  cancelled: ['活动取消', 'cancelled', 'default'],
  reopened: ['重新开放', 'open again', 'default'],
  'correct-number': ['请更正号码', 'wrong number', 'default'],
  'reply-reported': ['回执', 'receipt', 'default'],
  'reply-sure': ['问是否改为零报告', 'asks whether nothing is meant', 'default'],
  'reply-unclear': ['没看懂短信', 'not understood', 'default'],
  'reply-not-there': ['还没有收到', 'not there yet', 'default'],
  'reply-list': ['请点链接登记', 'enter the rows', 'default'],
  'reply-stop-asked': ['问是否停发', 'asks whether to stop', 'default'],
  'reply-stopped': ['已停发短信', 'SMS stopped', 'default'],
  'reply-resumed': ['已恢复短信', 'SMS again', 'default'],
  'contact-stopped': ['联系人停收短信', 'a contact wants no SMS', 'default'],
  'list-code': ['名单验证码', 'code of a list', 'default'],
  'rows-returned': ['名单退回', 'rows returned', 'default'],
  'rows-returned-reminder': ['催改退回的名单', 'returned rows still open', 'default'],
  'rows-moved': ['名单有变动', 'rows moved', 'default'],
  'warning-over': ['预警解除', 'warning over', 'default'],
};
/** Words of states, by what has them. */
export const STATE_WORDS = {
  campaign: CAMPAIGN,
  reason: REASON,
  message: MESSAGE,
  chase: CHASE,
  rung: RUNG,
  channel: CHANNEL,
  provider: PROVIDER,
  call: CALL,
  via: VIA,
  posting: POSTING,
  verb: VERB,
  role: ROLE,
  /** What a message says: the text of a notice, else its kind. */
  says: { ...RUNG, ...NOTICE },
} as const satisfies Record<string, Record<string, Entry>>;
export type StateNoun = keyof typeof STATE_WORDS;
