import type { Sentences } from '../sentences';

/** What can be wrong in a campaign definition, and with its plan. */
export const DEFINITIONS = {
  'no-such-key': {
    'zh-CN': '这里没有“{key}”这一项。',
    en: 'There is no key "{key}" here.',
  },
} as const satisfies Sentences;
