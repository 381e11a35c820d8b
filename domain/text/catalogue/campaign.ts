import type { Sentences } from '../sentences';

/** Starting, steering and rehearsing campaigns. */
export const CAMPAIGNS = {
  'unknown-campaign': {
    'zh-CN': '没有编号为“{campaign}”的活动，请核对编号。',
    en: 'There is no campaign "{campaign}"; check its id (`nuandong status` lists them).',
  },
} as const satisfies Sentences;
