import type { Sentences } from '../sentences';

/** Weather warnings, duty questions, drills. */
export const WARNINGS = {
  'unknown-event': {
    'zh-CN': '没有编号为 {event} 的生效中的天气过程。',
    en: 'There is no live event {event}.',
  },
} as const satisfies Sentences;
