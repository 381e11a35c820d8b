import type { Sentences } from '../sentences';

/** Reports, photos and links of villages. */
export const REPORTS = {
  'nothing-to-return': {
    'zh-CN': '该单位目前没有可退回的报告。',
    en: 'The unit has no report now that could be returned.',
  },
} as const satisfies Sentences;
