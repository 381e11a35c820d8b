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
} as const satisfies Sentences;
