import type { Sentences } from '../../sentences';

/** Tables of lists: what is wrong with a cell or a file, and what was left out. None repeats a value. */
export const LISTS = {
  'sum-differs': {
    'zh-CN': '{file} 第 {row} 行“{column}”：表中合计为 {written}，逐行相加为 {counted}；请核对',
    en: '{file}, row {row}, "{column}": the sum says {written}, the rows come to {counted}; check which is right',
  },
  'sheet-left-out-of-list': {
    'zh-CN': '没有导入工作表“{sheet}”：没有找到名单的列名（如 户主姓名、身份证号）',
    en: 'the sheet "{sheet}" was left out: it has no headings of a list, such as a name and an ID number',
  },
  'column-left-out-of-list': {
    'zh-CN': '{file}：没有导入列“{heading}”：名单没有这一列；列名不同时，请指明它是哪一列',
    en: '{file}: the column "{heading}" was left out: the list has none like it; where it goes by another heading, say which',
  },
  'row-beyond-headings': {
    'zh-CN': '这一行有内容超出了列名的范围，整行可能错位；请核对各列',
    en: 'something stands to the right of all headings, so the row may have slipped; check its cells',
  },
  'member-line-value': {
    'zh-CN': '人口、类别、金额和物资写在每户第一行（第 {first} 行）；请把这一格移到第一行或合并单元格',
    en: 'people, category, money and goods of a household stand in its first row ({first}); move the cell there, or merge it',
  },
} as const satisfies Sentences;
