import type { Sentences } from '../sentences';

/** Signing in, accounts, tokens, what somebody may do. */
export const ACCOUNTS = {
  'unknown-account': {
    'zh-CN': '没有编号为 {id} 的账号。',
    en: 'There is no account {id}.',
  },
} as const satisfies Sentences;
