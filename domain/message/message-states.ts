/**
 * The life of a message, the same for every channel. One table: every statement that moves a row takes its allowed
 * beginnings and its end from here, so that nothing moves a row in a way that is not written below.
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
 * planned     written, not yet handed to the queue
 * held        may not go out now (quiet hours, pause); looked at again at `release_at`
 * queued      a job may pick it up
 * submitting  claimed by one attempt, perhaps already at the provider
 * accepted    the provider took it; the last word on an e-mail, an SMS still waits for its receipt
 * delivered   the carrier confirmed it
 * failed      will never arrive, for the reason given
 * retry       did not go out for a passing reason; tried again at `release_at`
 * expired     was not sent before it became worthless
 * unknown     nobody can say whether it went out: never sent again, only a receipt resolves it
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
 * enqueue            handed to the queue, or released from a hold
 * hold               not now
 * claim              one attempt takes it and will submit it
 * clear, suppress, expire   it does not go out, see the states
 * accept             the provider answered that it took it
 * refuse             the provider answered that it never will
 * defer              it was certainly not submitted, or the provider asked to come again
 * lose               submitted with no answer, or the worker died with it in hand
 * miss-receipt       no receipt within a day
 * receipt-…          the carrier's word; `temporary` = not delivered now, a later attempt may be
 * found              asked again, the provider says that it took it
 * absent             asked again, the provider is certain that it never took it
 * resend             an administrator has made sure that it did not arrive
 */
export type MessageEvent = (typeof MESSAGE_EVENTS)[number];

type Row = { readonly [state in MessageState]?: MessageState };

const moves = (from: readonly MessageState[], to: MessageState): Row =>
  Object.fromEntries(from.map((state) => [state, to]));

const WAITING = ['planned', 'held', 'queued', 'retry'] as const;
/** Has been submitted, or may have been. */
const UNDER_WAY = ['submitting', 'accepted', 'unknown'] as const;
/** The same, or waits for another attempt after a receipt said that the first did not arrive. */
const SUBMITTED_ONCE = [...UNDER_WAY, 'retry', 'held', 'queued'] as const;

const TRANSITIONS: { readonly [event in MessageEvent]: Row } = {
  enqueue: moves(['planned', 'held', 'retry'], 'queued'),
  hold: moves(['planned', 'queued'], 'held'),
  claim: moves(['planned', 'queued'], 'submitting'),
  clear: moves(WAITING, 'cleared'),
  suppress: moves(WAITING, 'suppressed'),
  expire: moves(WAITING, 'expired'),
  // From unknown too: an answer that comes after the sweeper gave the attempt up is still an answer.
  accept: moves(['submitting', 'unknown'], 'accepted'),
  refuse: moves(['submitting', 'unknown'], 'failed'),
  defer: moves(['submitting', 'unknown'], 'retry'),
  lose: moves(['submitting'], 'unknown'),
  'miss-receipt': moves(['accepted'], 'unknown'),
  // Early (before the provider's own answer was settled), or late (while a retry already waits): it has arrived.
  // Never out of failed: the success of one part of a long SMS must not cover up the failure of another.
  'receipt-delivered': moves(SUBMITTED_ONCE, 'delivered'),
  // Never out of delivered: a message that has been read is not taken back by a late or contradictory receipt.
  // An e-mail that was accepted may still bounce: that is its receipt.
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

/** @returns the state in which the event leaves a message, whatever it was in before. */
export function stateAfter(event: MessageEvent): MessageState {
  const [after] = Object.values(TRANSITIONS[event]);
  if (!after) throw new Error(`Nothing follows from ${event}`);
  return after;
}

/** Why a message is in its state: the words of `messages.reason`, and what they tell an administrator. */
export const REASONS = {
  reported: { 'zh-CN': '对方已报送', en: 'has reported meanwhile' },
  'round-over': { 'zh-CN': '本轮已结束', en: 'the round is over' },
  cancelled: { 'zh-CN': '活动已取消', en: 'the campaign was cancelled' },
  'nobody-silent': { 'zh-CN': '已全部报送', en: 'everybody has reported meanwhile' },
  overtaken: { 'zh-CN': '已有更新的一条', en: 'a later message says it' },
  'too-late': { 'zh-CN': '已过时效', en: 'was worthless by the time it could go out' },
  paused: { 'zh-CN': '活动暂停中', en: 'the campaign is paused' },
  quiet: { 'zh-CN': '静默时段', en: 'quiet hours' },
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

/** Why a message is not sent when its turn comes, and what then happens to it. */
export const WITHHELD = {
  cancelled: 'clear',
  'round-over': 'clear',
  reported: 'clear',
  'nobody-silent': 'clear',
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

/** One line of the table, as SQL takes it. */
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
