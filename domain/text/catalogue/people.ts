import type { Sentences } from '../sentences';

/** The register: regions, contacts, tables that are imported. */
export const PEOPLE = {
  'unknown-region': {
    'zh-CN': '名册中没有区划代码 {region}，或不在您的管理范围内。',
    en: 'There is no region {region} in the register, or your account does not decide about it.',
  },
} as const satisfies Sentences;
