/**
 * The life of a message, the same for every channel. One table: every statement that moves a row takes the allowed old
 * states and the new state from here, so that no other move is possible.
 */
export const MESSAGE_STATES = [
  'planned',
  'held',
  'queued',
  'submitting',
  'accepted',
  'delivered',
  'failed',
  'retry',
  'expired',
  'unknown',
  'cleared',
  'suppressed',
] as const;
/**
 * planned     written, not yet in the queue
 * held        may not go out now (quiet hours, pause); checked again at `release_at`
 * queued      a job may pick it up
 * submitting  claimed by one attempt, perhaps already at the provider
 * accepted    the provider took it; the last state of an e-mail, but an SMS still waits for its receipt
 * delivered   the carrier confirmed it
 * failed      will never arrive, for the reason given
 * retry       did not go out for a passing reason; tried again at `release_at`
 * expired     not sent before it became useless
 * unknown     no proof whether it went out: never sent again, only a receipt resolves it
 * cleared     not needed any more
 * suppressed  must not go to this person or number
 */
export type MessageState = (typeof MESSAGE_STATES)[number];

export const MESSAGE_EVENTS = [
  'enqueue',
  'hold',
  'claim',
  'clear',
  'suppress',
  'expire',
  'accept',
  'refuse',
  'defer',
  'lose',
  'miss-receipt',
  'receipt-delivered',
  'receipt-failed',
  'receipt-temporary',
  'found',
  'absent',
  'resend',
] as const;
/**
 * enqueue            put in the queue, or released from a hold
 * hold               not now
 * claim              one attempt takes it to submit it
 * clear, suppress, expire   it does not go out, see the states
 * accept             the provider answered that it took it
 * refuse             the provider answered that it never takes it
 * defer              certainly not submitted, or the provider asked for a later attempt
 * lose               submitted without an answer, or the worker died during the attempt
 * miss-receipt       no receipt within a day
 * receipt-…          the answer of the carrier; `temporary` = not delivered now, a later attempt may be
 * found              at a second question the provider says that it took it
 * absent             at a second question the provider is certain that it never took it
 * resend             an administrator has checked that it did not arrive
 */
export type MessageEvent = (typeof MESSAGE_EVENTS)[number];

type Row = { readonly [state in MessageState]?: MessageState };

const moves = (from: readonly MessageState[], to: MessageState): Row =>
  Object.fromEntries(from.map((state) => [state, to]));

const WAITING = ['planned', 'held', 'queued', 'retry'] as const;
/** Certainly or perhaps submitted. */
const UNDER_WAY = ['submitting', 'accepted', 'unknown'] as const;
/** The same, or waiting for another attempt after a receipt for a failed first one. */
const SUBMITTED_ONCE = [...UNDER_WAY, 'retry', 'held', 'queued'] as const;

const TRANSITIONS: { readonly [event in MessageEvent]: Row } = {
  enqueue: moves(['planned', 'held', 'retry'], 'queued'),
  hold: moves(['planned', 'queued'], 'held'),
  claim: moves(['planned', 'queued'], 'submitting'),
  clear: moves(WAITING, 'cleared'),
  suppress: moves(WAITING, 'suppressed'),
  expire: moves(WAITING, 'expired'),
  // Also from unknown: an answer counts even after the sweeper has given up the attempt.
  accept: moves(['submitting', 'unknown'], 'accepted'),
  refuse: moves(['submitting', 'unknown'], 'failed'),
  defer: moves(['submitting', 'unknown'], 'retry'),
  lose: moves(['submitting'], 'unknown'),
  'miss-receipt': moves(['accepted'], 'unknown'),
  // It has arrived, also when the receipt is early (before the provider's own answer) or late (a retry already waits).
  // Not from failed: the success of one part of a long SMS must not hide the failure of another.
  'receipt-delivered': moves(SUBMITTED_ONCE, 'delivered'),
  // Not from delivered: a late or contradictory receipt does not take back an arrived message. An accepted e-mail may
  // still bounce: that is its receipt.
  'receipt-failed': moves(SUBMITTED_ONCE, 'failed'),
  'receipt-temporary': moves(UNDER_WAY, 'retry'),
  found: moves(['unknown'], 'accepted'),
  absent: moves(['unknown'], 'retry'),
  resend: moves(['failed', 'unknown'], 'planned'),
};

/** @returns the state after the event, or null when the event changes nothing (late, duplicate, contradictory). */
export const nextState = (state: MessageState, event: MessageEvent): MessageState | null =>
  TRANSITIONS[event][state] ?? null;

/** @returns the states in which the event has an effect, for `where state = any(…)`. */
export const statesBefore = (event: MessageEvent): MessageState[] =>
  MESSAGE_STATES.filter((state) => nextState(state, event) !== null);

/** @returns the state of a message after the event, for any state before it. */
export function stateAfter(event: MessageEvent): MessageState {
  const [after] = Object.values(TRANSITIONS[event]);
  if (!after) throw new Error(`Nothing follows from ${event}`);
  return after;
}

/** Reasons for a message's state: the values of `messages.reason`, and their texts for an administrator. */
export const REASONS = {
  reported: { 'zh-CN': '对方已上报', en: 'has reported meanwhile' },
  'round-over': { 'zh-CN': '本轮已结束', en: 'the round is over' },
  cancelled: { 'zh-CN': '活动已终止', en: 'the campaign was cancelled' },
  'nobody-silent': { 'zh-CN': '已全部上报', en: 'everybody has reported meanwhile' },
  'due-met': { 'zh-CN': '已达到进度', en: 'has handed in what was due meanwhile' },
  overtaken: { 'zh-CN': '已有更新的一条', en: 'a later message says it' },
  'too-late': { 'zh-CN': '已过时效', en: 'was worthless by the time it could go out' },
  paused: { 'zh-CN': '活动暂停中', en: 'the campaign is paused' },
  quiet: { 'zh-CN': '免打扰时段', en: 'quiet hours' },
  'handed-over': { 'zh-CN': '已不担任', en: 'has handed that duty over' },
  'opted-out': { 'zh-CN': '本人退订', en: 'has opted out' },
  'no-address': { 'zh-CN': '无号码或邮箱', en: 'has no number or address on this channel' },
  'bad-number': { 'zh-CN': '号码已知无效', en: 'the number is known to be bad' },
  'bad-address': { 'zh-CN': '邮箱已知无效', en: 'the e-mail address is known to be bad' },
  warning: { 'zh-CN': '预警期间暂缓', en: 'waits while a weather warning is being answered' },
  cap: { 'zh-CN': '当日条数已满', en: 'the number has had its share for the day' },
  budget: { 'zh-CN': '短信预算已用完', en: 'the SMS budget of the campaign is spent' },
  approval: { 'zh-CN': '模板或签名未审核通过', en: 'text or signature is not approved by the platform' },
  throttled: { 'zh-CN': '平台流控', en: 'held back by the platform’s flow control' },
  'never-taken': { 'zh-CN': '经查平台未接收', en: 'the provider was asked and never took it' },
  'sms-stopped': { 'zh-CN': '本人短信退订', en: 'wants no SMS any more' },
  resent: { 'zh-CN': '人工重发', en: 'sent again by hand' },
  bounced: { 'zh-CN': '邮件被退回', en: 'the e-mail bounced' },
  'no-rehearsal-transport': { 'zh-CN': '未配置演练通道', en: 'no transport for rehearsals is configured' },
  'no-transport': { 'zh-CN': '未配置通道', en: 'the provider is not configured' },
  'no-way': { 'zh-CN': '没有可用的短信平台', en: 'no SMS platform that exists and is set up' },
  'bad-template': { 'zh-CN': '短信模板有误', en: 'the text could not be rendered' },
  refused: { 'zh-CN': '被通道拒绝', en: 'refused by the provider' },
  'provider-down': { 'zh-CN': '通道暂不可用', en: 'the provider was not available' },
  'gave-up': { 'zh-CN': '多次重试未成功', en: 'failed too often' },
  'no-answer': { 'zh-CN': '提交后无应答', en: 'no answer after submitting' },
  'worker-died': { 'zh-CN': '发送进程中断', en: 'the worker stopped while sending' },
  'no-receipt': { 'zh-CN': '未收到回执', en: 'no receipt arrived' },
  undelivered: { 'zh-CN': '未送达', en: 'the carrier could not deliver it' },
} as const satisfies Record<string, { 'zh-CN': string; en: string }>;
export type Reason = keyof typeof REASONS;

/** Reasons not to send a message at its turn, and the event that follows. */
export const WITHHELD = {
  cancelled: 'clear',
  'round-over': 'clear',
  reported: 'clear',
  'nobody-silent': 'clear',
  'due-met': 'clear',
  'too-late': 'expire',
  paused: 'hold',
  'handed-over': 'suppress',
  'opted-out': 'suppress',
  'no-address': 'suppress',
  'bad-number': 'suppress',
  'bad-address': 'suppress',
  'sms-stopped': 'suppress',
  'provider-down': 'hold',
  quiet: 'hold',
  budget: 'hold',
  cap: 'hold',
  warning: 'hold',
} as const satisfies Partial<Record<Reason, MessageEvent>>;

/** One line of the table, for SQL. */
export interface Transition {
  event: MessageEvent;
  before: MessageState;
  after: MessageState;
}

/** The whole table, for statements that move many rows by different events at once. */
export const ALL_TRANSITIONS: readonly Transition[] = MESSAGE_EVENTS.flatMap((event) =>
  MESSAGE_STATES.flatMap((before) => {
    const after = nextState(before, event);
    return after ? [{ event, before, after }] : [];
  }),
);
