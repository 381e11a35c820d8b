import type { Sentences } from '../sentences';

/** The register: regions, contacts, tables that are imported. */
export const PEOPLE = {
  'unknown-region': {
    'zh-CN': '名册中没有区划代码 {region}，或不在您的管理范围内。',
    en: 'There is no region {region} in the register, or your account does not decide about it.',
  },
  'import-under-way': {
    'zh-CN': '名册正在被另一次导入修改，本次没有改动任何数据，请过几分钟再试。',
    en: 'Another import is changing the register, and nothing was stored; please try again in a few minutes.',
  },
  'import-bad-cells': {
    'zh-CN':
      '没有导入任何数据：有 {count} 处错误，第一处在 {file} 第 {row} 行“{column}”列：{reason}。请全部改正后再导入。',
    en: 'Nothing was imported: bad cells: {count}, the first in {file}, row {row}, {column}: {reason}. Correct them all and import again; `nuandong register check` lists all without importing.',
  },
  'check-bad-cells': {
    'zh-CN': '有 {count} 处错误，请改正后再检查。',
    en: 'Bad cells: {count}. Correct them, then check again.',
  },
  'checked-alone': {
    'zh-CN': '只核对了表格本身，没有对照已导入的名册：{reason}',
    en: 'Checked by the tables alone, without the regions imported before: {reason}',
  },
  'old-schema': {
    'zh-CN': '数据库还不是最新版本（缺 {count} 项更新，从 {first} 起）。请先运行 `npx nuandong services prepare`。',
    en: 'The database lacks {count} of its updates, from {first} on: run `npx nuandong services prepare` first.',
  },
  'register-bad-cells': {
    'zh-CN':
      '{folder} 中的名册有 {count} 处错误，第一处在 {file} 第 {row} 行“{column}”列“{value}”：{reason}。全部错误请用 `nuandong register check` 查看。',
    en: 'The register in {folder} has bad cells: {count}, the first in {file}, row {row}, {column} "{value}": {reason}. See all with `nuandong register check`.',
  },
  'beyond-region': {
    'zh-CN':
      '没有改动任何数据：表格中有 {count} 处不在您的管理范围内，第一处在 {file} 第 {row} 行“{column}”列：{reason}。请删去这些行，或请上级单位导入。',
    en: 'Nothing was stored: cells beyond your region: {count}, the first in {file}, row {row}, {column}: {reason}. Remove these rows, or ask the office above to import them.',
  },
} as const satisfies Sentences;
