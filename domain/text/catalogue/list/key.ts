import type { Sentences } from '../../sentences';

/** The keys that seal personal data. */
export const KEYS = {
  'people-key-wrong': {
    'zh-CN':
      'PEOPLE_KEY 打不开数据库中的密钥：它不是封存个人信息时所用的那一个。请换回原来的 PEOPLE_KEY（应另存有一份，与备份分开）后再启动；若恢复了备份，请用该备份当时的 PEOPLE_KEY。',
    en: 'PEOPLE_KEY does not open the keys in the database: it is not the one that personal data was sealed with. Put the former PEOPLE_KEY back (a copy is kept apart from the backups) and start again; with a restored backup, use the PEOPLE_KEY of its day.',
  },
  'people-keys-busy': {
    'zh-CN': '五分钟内一直有事务在使用封存密钥，没有更换。请等正在进行的名单导入结束后再试。',
    en: 'Transactions used the keys during five minutes, so none was changed. Wait until a list that is being imported is in, then try again.',
  },
  'no-people-keys': {
    'zh-CN': '还没有封存密钥：第一次登记救助对象时才会生成。',
    en: 'There are no keys yet: the first person on a list makes them.',
  },
  'new-people-key-short': {
    'zh-CN': '新的 PEOPLE_KEY 至少要有 32 个字符。用 head -c 32 /dev/urandom | od -An -tx1 | tr -d " \\n" 可生成一个。',
    en: 'The new PEOPLE_KEY needs at least 32 characters. head -c 32 /dev/urandom | od -An -tx1 | tr -d " \\n" makes one.',
  },
} as const satisfies Sentences;
