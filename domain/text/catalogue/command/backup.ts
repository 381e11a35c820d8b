import type { Sentences } from '../../sentences';

/** Backups of the whole, and what is not put back. */
export const BACKUPS = {
  'backup-no-key': {
    'zh-CN': '备份用 BACKUP_KEY 加密：请在环境变量中给出（至少 20 个字符），并另行保管；没有它，备份无法打开。',
    en: 'BACKUP_KEY encrypts a backup: set it in the environment (at least 20 characters), and keep it elsewhere; without it nobody can open the backup.',
  },
  'backup-exists': {
    'zh-CN': '文件 {file} 已存在，未覆盖。请换一个名字。',
    en: '{file} exists and was not overwritten. Take another name.',
  },
  'backup-foreign': {
    'zh-CN': '这个文件不是 `nuandong backup` 做的备份。数据库未改动。',
    en: 'This file is no backup of `nuandong backup`. Nothing was restored.',
  },
  'backup-cut': {
    'zh-CN': '备份文件不完整：后面的部分缺失。数据库未改动，请取一份完整的文件。',
    en: 'The backup is not whole: its end is missing. Nothing was restored; fetch a whole copy.',
  },
  'backup-changed': {
    'zh-CN': '备份文件被改动过或已损坏。数据库未改动，请换另一份备份。',
    en: 'The backup was changed or is damaged. Nothing was restored; take another one.',
  },
  'backup-other-key': {
    'zh-CN': '这份备份打不开：BACKUP_KEY 不是做备份时的那一个，或文件开头已损坏。数据库未改动。',
    en: 'The backup does not open: BACKUP_KEY is another than the one that it was made with, or its beginning is damaged. Nothing was restored.',
  },
  'backup-newer': {
    'zh-CN': '备份来自更新的版本（{release}），本程序不认识它的表。请先更新程序，再恢复。',
    en: 'The backup is of a newer release ({release}), whose tables this program does not know. Update the program first.',
  },
  'backup-other-schema': {
    'zh-CN': '备份的表结构与本程序不同（{name}）：它不是由同一来源的程序做的。数据库未改动。',
    en: 'The tables of the backup are other than those of this program ({name}): another program has made it. Nothing was restored.',
  },
  'restore-used': {
    'zh-CN': '数据库里已有数据，未恢复。请恢复到空的数据库，或用 NUANDONG_HOME 指定一个新的文件夹。',
    en: 'The database holds data, and nothing was restored. Restore into an empty one, or name a new folder by NUANDONG_HOME.',
  },
  'restore-running': {
    'zh-CN': '系统正在运行。请先停止它，再恢复到一个新的文件夹（NUANDONG_HOME）。',
    en: 'The system runs. Stop it first, and restore into a new folder (NUANDONG_HOME).',
  },
  'restore-clocks-nowhere': {
    'zh-CN':
      '备份里有 Temporal 的数据库，但没有说明恢复到哪里。用 `npm start` 的，设 TEMPORAL_STORE=postgres；另有数据库服务器的，设 TEMPORAL_DATABASE_URL。未恢复任何内容。',
    en: 'The backup holds the databases of Temporal, and no place was named for them: TEMPORAL_STORE=postgres for `npm start`, TEMPORAL_DATABASE_URL for a server of its own. Nothing was restored.',
  },
  'restore-clocks-used': {
    'zh-CN': 'Temporal 的数据库 {name} 里已有数据，未恢复任何内容。请恢复到空的数据库服务器。',
    en: "Temporal's database {name} holds data, and nothing was restored. Restore into an empty server.",
  },
  'restore-counts': {
    'zh-CN': '恢复后表 {table} 的行数与备份不符，全部撤回。请换另一份备份。',
    en: 'Table {table} has another number of rows than the backup says: all was taken back. Take another backup.',
  },
} as const satisfies Sentences;
