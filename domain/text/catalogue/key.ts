import type { Sentences } from '../sentences';

/** The keys that seal personal data. */
export const KEYS = {
  'people-key-wrong': {
    'zh-CN':
      'PEOPLE_KEY 打不开数据库中的密钥：它不是封存个人信息时所用的那一个。请换回原来的 PEOPLE_KEY（应另存有一份，与备份分开）后再启动；若恢复了备份，请用该备份当时的 PEOPLE_KEY。',
    en: 'PEOPLE_KEY does not open the keys in the database: it is not the one that personal data was sealed with. Put the former PEOPLE_KEY back (a copy is kept apart from the backups) and start again; with a restored backup, use the PEOPLE_KEY of its day.',
  },
} as const satisfies Sentences;
