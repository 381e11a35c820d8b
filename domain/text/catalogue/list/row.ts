import type { Sentences } from '../../sentences';

/** Lists of households and persons: their rows, steps and quotas. */
export const ROWS = {
  'word-list': { 'zh-CN': '名单', en: 'list' },
  'word-step': { 'zh-CN': '名单的步骤', en: 'step of the list' },
  'word-row-field': { 'zh-CN': '行表单里的整数字段', en: 'whole-number field of the row form' },
  'word-open-field': { 'zh-CN': '行表单里不含个人信息的字段', en: 'field of the row form without personal data' },
  'a-form-or-a-list': {
    'zh-CN': '任务要么填 form（表单），要么填 list 和 does（名单和步骤），只能选一种',
    en: 'an ask has either a form, or a list and what it does',
  },
  'track-out-of-order': {
    'zh-CN': '名单的步骤要从 propose 开始，按固定顺序，每步一次。',
    en: 'The steps of a track begin with propose and follow the fixed order, each once.',
  },
  'announce-without-posting': {
    'zh-CN': '步骤里有公示（announce），但没有写 posting。',
    en: 'The track announces, but the list has no `posting`.',
  },
  'posting-without-announce': {
    'zh-CN': '写了 posting，但步骤里没有公示（announce）。',
    en: 'The list has a `posting`, but its track does not announce.',
  },
  'announce-and-posting': { 'zh-CN': '两者都写，或都不写', en: 'both, or neither' },
  'no-row-form': { 'zh-CN': '去掉 row', en: 'leave `row` out' },
  'row-of-no-rows': {
    'zh-CN': 'rows: none 的名单只报数，没有行表单。',
    en: 'A list with `rows: none` takes counts only; it has no row form.',
  },
  'rows-without-form': {
    'zh-CN': '名单没有写 row（行表单）。',
    en: 'The list has no `row`: the form of a row.',
  },
  'one-name-field': {
    'zh-CN': '行表单里有且只有一个必填的 personal: name 字段',
    en: 'a row form with exactly one required field `personal: name`',
  },
  'row-without-name': {
    'zh-CN': '行表单“{form}”没有姓名字段，或不止一个。',
    en: 'The row form "{form}" has no field for the name, or more than one.',
  },
  'personal-in-rows': {
    'zh-CN': '只能写在名单行表单的文字字段里',
    en: 'only in text fields of a form that lists use for their rows',
  },
  'personal-outside-rows': {
    'zh-CN': '个人信息只能登记在名单的行里，普通报表不加密。',
    en: 'Personal data belongs in the rows of a list, which are sealed; a report is not.',
  },
  'personal-not-text': { 'zh-CN': '个人信息字段要用文字类型。', en: 'A field with personal data is of type text.' },
  'row-out': { 'zh-CN': '该行已退出名单，不能再办理。', en: 'The row has left the list; nothing can be done with it.' },
  'row-held': {
    'zh-CN': '该行暂缓，等待核定，核定后再办理。',
    en: 'The row is on hold until a case is decided; go on after that.',
  },
  'row-twin': {
    'zh-CN': '该户已由另一单位申报，等待上级核定。',
    en: 'Another unit has proposed this household as well; the superior decides.',
  },
  'row-returned': {
    'zh-CN': '该行已退回，改正并重新提交后再办理。',
    en: 'The row was returned; it goes on when it has been corrected and handed in again.',
  },
  'row-step-done': { 'zh-CN': '这一步已经办过。', en: 'This step has been done already.' },
  'row-step-early': { 'zh-CN': '前面的步骤还没有办完。', en: 'The steps before it are not done yet.' },
  'row-not-held': { 'zh-CN': '该行没有暂缓。', en: 'The row is not on hold.' },
  'row-not-open': {
    'zh-CN': '该行已进入下一步，不能再改；确有错误请联系上级退回。',
    en: 'The row has gone on to the next step and cannot be changed; ask your superior office to return it.',
  },
  'row-settled': {
    'zh-CN': '该行已公示或已发放，不能退回、暂缓或删减。',
    en: 'The row has been announced or delivered; it cannot be returned, held or removed any more.',
  },
  'row-no-step': { 'zh-CN': '这份名单没有这一步。', en: 'The list has no such step.' },
  'row-changed': {
    'zh-CN': '该行刚被别人改动过，请看最新内容后再办理。',
    en: 'Another person has just changed this row; look at it again, then go on.',
  },
  'row-unknown': { 'zh-CN': '名单上没有这一行。', en: 'There is no such row on the list.' },
  'row-elsewhere': {
    'zh-CN': '这一行不归您办理。',
    en: 'This row is not yours to decide.',
  },
  'row-same-hand': {
    'zh-CN': '上一步是您办的，这一步要由另一个人办。',
    en: 'You did the step before; another person does this one.',
  },
  'row-paid-elsewhere': {
    'zh-CN': '本季已有另一项活动按同一类别审批给该户（人），不能再发一份。',
    en: 'Another campaign of this office has granted the same category in this season; it is not given twice.',
  },
  'row-helped-elsewhere': {
    'zh-CN': '其他部门本季已审批给该户（人）。确需同时发放的，请写明理由。',
    en: 'Another office has granted something in this season. If both are right, write why.',
  },
  'row-over-quota': {
    'zh-CN': '名额已满：{slots} 个名额已用 {used} 个，这一行没有收下。',
    en: 'The quota is full: {used} of {slots} slots are used, so this row was not taken.',
  },
  'row-without-quota': {
    'zh-CN': '没有给该单位分配这一类名额，这一行没有收下。',
    en: 'The unit has no slots of this category, so this row was not taken.',
  },
  'row-category': { 'zh-CN': '请选择类别。', en: 'Choose the category.' },
  'row-consent': {
    'zh-CN': '请先征得本人同意（知情自愿），再登记。',
    en: 'Ask the person first: nobody is listed without knowing and agreeing.',
  },
  'id-damaged': {
    'zh-CN': '身份证号被表格软件改成了数字，末几位已丢失，请重新输入完整号码（单元格设为文本）。',
    en: 'A spreadsheet has turned the ID number into a figure and lost its last digits; enter it again as text.',
  },
  'id-length': { 'zh-CN': '身份证号应为18位（或15位），请核对。', en: 'An ID number has 18 (or 15) characters.' },
  'id-character': {
    'zh-CN': '身份证号只能有数字，末位可以是 X，请核对。',
    en: 'An ID number has digits only, and perhaps an X at the end.',
  },
  'id-date': { 'zh-CN': '身份证号中的出生日期不对，请核对。', en: 'The date of birth in the ID number is impossible.' },
  'id-check': {
    'zh-CN': '身份证号校验不符，有一位写错了，请对照证件核对。',
    en: 'The check digit of the ID number does not fit: a digit is wrong; compare it with the card.',
  },
  'id-or-reason': {
    'zh-CN': '请填身份证号；确实没有的，请选原因。',
    en: 'Enter the ID number; if there is none, choose the reason.',
  },
  'not-a-phone': { 'zh-CN': '“{label}”请填电话号码。', en: '“{label}” must be a telephone number.' },
  'row-twice': {
    'zh-CN': '这个人已经在本单位的名单上。',
    en: 'This person is on your list already.',
  },
  'list-not-asked': { 'zh-CN': '这一轮不是名单填报。', en: 'This round does not ask for rows of a list.' },
  'list-counted': {
    'zh-CN': '名单的数字由系统按行统计，请点链接逐户登记。',
    en: 'The figures of a list are counted from its rows; open the link and enter the rows.',
  },
  'list-not-empty': {
    'zh-CN': '名单里已有 {rows} 行，不能零报告。',
    en: 'The list has {rows} rows, so there is something to report.',
  },
  'unknown-list': { 'zh-CN': '活动没有这份名单。', en: 'The campaign has no such list.' },
  'nothing-to-draw': {
    'zh-CN': '名单上还没有办完这一步的行，无法抽取。',
    en: 'No row of the list has done this step yet, so nothing can be drawn.',
  },
  'sample-of-all': {
    'zh-CN': '样本从整份名单中抽取，请由活动范围的主管单位抽取。',
    en: 'A sample is drawn from the whole list: the office of the campaign’s whole scope draws it.',
  },
  'unknown-sample': {
    'zh-CN': '没有编号为 {sample} 的抽查样本，或不在您的管理范围内。',
    en: 'There is no sample {sample}, or your account does not see it.',
  },
  'too-many-rows': {
    'zh-CN': '一次最多提交 {most} 行，请分次提交。',
    en: 'At most {most} rows can be sent at once; send them in parts.',
  },
} as const satisfies Sentences;
