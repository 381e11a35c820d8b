import type { Sentences } from '../sentences';

/** Requests as such, whatever they are about. */
export const REQUESTS = {
  'too-often': {
    'zh-CN': '操作太频繁，请过一会儿再试。',
    en: 'Too many attempts; please try again later.',
  },
} as const satisfies Sentences;
