import type { Sentences } from '../../sentences';

/** Printed forms and their templates. */
export const PRINTS = {
  'print-unknown': {
    'zh-CN': '没有“{print}”这种表；可用：{known}。',
    en: 'There is no printed form {print}; there are {known}.',
  },
  'print-no-rows': {
    'zh-CN': '这个地区没有可打印的行；签领表只列已审批、未发放、未暂停的户。',
    en: 'No row of this place can be printed; a sheet to sign has rows that are approved, not handed over and not held.',
  },
  'print-too-many': {
    'zh-CN': '共 {rows} 行；一个 Word 文件最多 {most} 行，请按乡镇或按村分别打印，全部名单请导出为表格。',
    en: 'There are {rows} rows; one Word file has {most} at most. Print by township or village, or export a table.',
  },
  'print-leaks': {
    'zh-CN': '没有打印：按这个模板，公示表会出现 {leaks}。请检查模板和公示内容。',
    en: 'Not printed: by this template the posting would show {leaks}. Look at the template and at what is posted.',
  },
  'template-not-word': {
    'zh-CN': '这不是 Word 文档（.docx）；请在 Word 或 WPS 中另存为 .docx。',
    en: 'This is no Word document (.docx); save it as .docx in Word or WPS.',
  },
  'template-too-large': {
    'zh-CN': '模板过大：文件最多 {megabytes} MB，解压后最多 {unpacked} MB；请去掉大图片。',
    en: 'The template is too large: {megabytes} MB at most, {unpacked} MB unpacked; take out large pictures.',
  },
  'template-active': {
    'zh-CN': '模板中有宏、嵌入对象或外部链接（{part}）；请去掉后再上传。',
    en: 'The template has macros, embedded objects or links to outside ({part}); take them out.',
  },
  'template-marks': {
    'zh-CN': '模板的标记有误：花括号没有成对，或标记不完整。',
    en: 'The marks of the template are wrong: a brace without its pair, or a mark that is not whole.',
  },
  'template-unfit': {
    'zh-CN': '模板与“{print}”不符，共 {count} 处；改正后再上传。',
    en: 'The template does not fit the printed form "{print}", in {count} places; correct it first.',
  },
  'template-mark-unknown': {
    'zh-CN': '没有“{mark}”这个标记；打错了字，或不属于这种表',
    en: 'there is no mark {mark}; it is mistyped, or belongs to another form',
  },
  'template-mark-needed': { 'zh-CN': '缺少标记“{mark}”', en: 'the mark {mark} is missing' },
  'template-mark-outside': {
    'zh-CN': '“{mark}”应写在“#{inside}”和“/{inside}”之间',
    en: '{mark} belongs between #{inside} and /{inside}',
  },
  'template-mark-unclosed': {
    'zh-CN': '“{mark}”的开头和结尾不成对',
    en: 'the part {mark} begins without an end, or ends without a beginning',
  },
  'template-shipped': {
    'zh-CN': '这里用的已是自带模板，没有可撤下的。',
    en: 'The shipped template counts here already; there is none to take back.',
  },
} as const satisfies Sentences;
