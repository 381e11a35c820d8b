import type { Sentences } from '../../sentences';

/** A unit's page of a list. */
export const LIST_FORM = {
  'rows-unreadable': {
    'zh-CN': '提交的行读不出来，请刷新页面后再试。',
    en: 'The rows that were sent cannot be read; load the page again.',
  },
  'list-rows-returned': {
    'zh-CN': '还有 {rows} 行被退回，请先改正，再报完。',
    en: 'Returned rows: {rows}. Correct them first; then say that these are all.',
  },
  'list-code-needed': {
    'zh-CN': '请先打开链接，输入发到您手机上的验证码。',
    en: 'Open the link first, and give the code that is sent to your number.',
  },
  'list-code-wrong': {
    'zh-CN': '验证码不对，或已失效。请核对最新一条短信，或重新发送。',
    en: 'The code is wrong, or no longer valid. Look at the newest message, or have another one sent.',
  },
  'list-code-wait': {
    'zh-CN': '刚发过验证码。请稍等一分钟，还没收到再重新发送；一小时内最多发五次。',
    en: 'A code was sent a moment ago. Wait a minute before you ask for another; there are at most five an hour.',
  },
} as const satisfies Sentences;
