import type { Sentences } from '../sentences';

/** Messages, replies to them, and what SMS platforms push. */
export const MESSAGES = {
  'push-not-allowed': {
    'zh-CN': '这个地址不允许推送，请检查 SMS_HOOK_FROM 设置。',
    en: 'This address may not push here; see SMS_HOOK_FROM.',
  },
  'push-unreadable': {
    'zh-CN': '推送内容的格式与 {provider} 平台不符：{where}',
    en: 'Nothing that {provider} pushes has this shape: {where}',
  },
  'unknown-message': {
    'zh-CN': '没有编号为 {message} 的消息，或不在您的管理范围内。',
    en: 'There is no message {message} here.',
  },
  'not-failed': {
    'zh-CN': '消息 {message} 没有发送失败，不用重发：只有失败的才能重发，结果不明的要先向本人核实。',
    en: 'Message {message} has not failed; only a failed one is sent again, and an unknown one after asking the person (--force).',
  },
  'not-confirmed': {
    'zh-CN': '不知道消息 {message} 是否送达。请先问本人，确实没收到再重发。',
    en: 'Nobody knows whether message {message} arrived. Ask the person; if it did not, send it again (--force).',
  },
  'message-changed': {
    'zh-CN': '消息 {message} 刚刚有变化，请刷新后再看。',
    en: 'Message {message} has just changed; look at it again.',
  },
  'unknown-reply': {
    'zh-CN': '没有编号为 {id} 的待处理回复，可能已经处理过了，请刷新。',
    en: 'There is no reply {id} that was set aside; it may have been handled meanwhile.',
  },
  'unknown-contact': {
    'zh-CN': '名册中 {region} 没有这位联系人，或不在您的管理范围内。',
    en: 'There is no such contact of {region} in the register, or your account does not decide about it.',
  },
  'not-stopped': {
    'zh-CN': '这个号码没有退订短信，不需要恢复。',
    en: 'This number wants its SMS: there is nothing to take back.',
  },
  'template-needs-code': {
    'zh-CN': '批准的模板有编号，请用 --code 给出。',
    en: 'An approved template has a code: give it with --code.',
  },
  'unknown-template': {
    'zh-CN': '{provider} 没有登记这段文字。',
    en: 'This text is not registered at {provider}.',
  },
  'no-signature-approval': {
    'zh-CN': '{provider} 不审核签名，可以直接使用。',
    en: '{provider} approves no signatures: any may be used.',
  },
} as const satisfies Sentences;
