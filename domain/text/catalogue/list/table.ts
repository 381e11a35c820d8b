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
  'list-no-headings': {
    'zh-CN':
      '{file}：各工作表前 {looked} 行中没有找到名单的列名（如 户主姓名、身份证号）；列名不同时，请指明哪一列是什么。',
    en: '{file}: the first {looked} rows of its sheets hold no headings of the list, such as a name and an ID number; where they go by other headings, say which is which.',
  },
  'no-id-why': {
    'zh-CN':
      '没有身份证号的，请写明原因，如“无（新生儿）”“无（未上户口）”“无（遗失）”“无（境外）”“无（不愿提供）”“无（暂不掌握）”',
    en: 'say why there is no ID number, such as "none (newborn)": newborn, unregistered, lost, foreign, withheld, or unknown',
  },
  'category-unknown': {
    'zh-CN': '没有这个类别，可用：{categories}',
    en: 'there is no such category; there are {categories}',
  },
  'relation-unknown': {
    'zh-CN': '没有这种与户主关系；请按 GB/T 4761 填写，如 配偶、长子、父亲',
    en: 'no such relation to the head; use a word or a code of GB/T 4761, such as 10 for the spouse',
  },
  'member-without-name': {
    'zh-CN': '有证件号码但没有姓名；请填写这名成员的姓名',
    en: 'there is a number without a name; enter the name of the member',
  },
  'unit-not-asked': {
    'zh-CN': '您管理的范围内，活动没有向这个名称的单位要这份名单；请核对村名、乡镇，或填写地区编码',
    en: 'within the part that you look after, no unit of this name is asked for the list; check village and township, or give the code',
  },
  'unit-not-open': {
    'zh-CN': '这个单位的申报现在不收：还没有开始，或已经锁定；确需补录，请先为它重新开放',
    en: 'rows of this unit are not taken now: it has not begun, or it is over; to enter them all the same, open it again first',
  },
  'row-without-place': {
    'zh-CN': '不知道是哪个村：请加上“村”一列，或把工作表命名为村名，或在表头上方写“填报单位：村名”',
    en: 'no village is named: add a column for it, name the sheet after it, or write “Unit: …” above the headings',
  },
  'row-twice-in-file': {
    'zh-CN': '这个人在表中出现了两次（另见{other}）；请只留一行',
    en: 'the table has this person twice (see {other}); keep one of the rows',
  },
  'row-member-in-file': {
    'zh-CN': '这个人在表中又是另一户的成员（见{other}）；请核对属于哪一户',
    en: 'the table also has this person as a member of another household ({other}); check which is right',
  },
  'member-twice-in-file': {
    'zh-CN': '这名成员在表中出现了两次（另见{other}）；请核对属于哪一户',
    en: 'the table has this member twice (see {other}); check to which household the person belongs',
  },
  'row-member-on-list': {
    'zh-CN': '这个人是名单第 {entry} 号那一户（{unit}）的成员；请核对是同一户还是另立一户，两行都没有改动',
    en: 'this person is a member of the household with number {entry} on the list ({unit}); check which it is: neither was changed',
  },
  'row-member-elsewhere': {
    'zh-CN': '这个人是另一单位一户的成员；请与上级核对后再导入',
    en: 'this person is a member of a household of another unit; ask your superior office first',
  },
  'list-import-flaws': {
    'zh-CN': '有 {count} 处不能导入，什么也没有写入。第一处：{place}“{column}”：{reason}',
    en: 'Problems: {count}; nothing was imported. The first: {place}, "{column}": {reason}',
  },
  'list-import-empty': {
    'zh-CN': '{file}：列名下面没有数据行。',
    en: '{file}: there are no rows below its headings.',
  },
  'list-import-unconfirmed': {
    'zh-CN': '请先查看这张表会改变什么，再用那次查看的摘要（confirm）确认。什么也没有写入。',
    en: 'Look first at what the table would change, then confirm with the digest of that look (confirm). Nothing was written.',
  },
  'list-import-changed': {
    'zh-CN': '名单或表格在您查看之后有变化，什么也没有写入；请重新查看差异再确认。',
    en: 'The list or the file has changed since you looked; nothing was imported. Look at the difference again, then confirm it.',
  },
  'list-import-overtaken': {
    'zh-CN': '导入时有人改动了同一些行或名额，什么也没有写入；请再导入一次。',
    en: 'Somebody changed the same rows or quotas during the import, so nothing was written; import the file again.',
  },
  'list-import-under-way': {
    'zh-CN': '这份名单正在导入另一张表，请等它完成后再试。',
    en: 'Another table of this list is being imported; try again when it is done.',
  },
  'list-export-too-large': {
    'zh-CN': '名单有 {rows} 行，网页最多导出 {most} 行；请按乡镇导出，或用命令 nuandong list export。',
    en: 'The list has {rows} rows, and a page exports {most} at most; use the command `nuandong list export`.',
  },
  'list-file-kind': {
    'zh-CN': '{file}：只能写成 .xlsx 或 .csv 文件。',
    en: '{file}: a table is written as .xlsx or .csv.',
  },
  'list-column-unknown': {
    'zh-CN': '名单没有“{column}”这一列可以对应；可用：{columns}。成员的列写成 name@1、id@1。',
    en: 'The list has no column "{column}"; there are {columns}, and name@1, id@1 for the first member.',
  },
} as const satisfies Sentences;
