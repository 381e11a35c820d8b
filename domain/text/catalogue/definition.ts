import type { Sentences } from '../sentences';

/**
 * What can be wrong in the file of a campaign definition. English goes on after a place, so it begins in lower case.
 */
export const DEFINITIONS = {
  // The whole
  'bad-definition': {
    'zh-CN': '活动方案“{file}”有 {count} 处需要修改：{told}',
    en: 'The campaign definition {file} has {count} problem(s): {told}',
  },
  definition: {
    'zh-CN': '{told}；应为：{allowed}',
    en: '{told}; allowed: {allowed}',
  },
  'found-and-allowed': {
    'zh-CN': '    现为：{found}\n    应为：{allowed}',
    en: '    found:   {found}\n    allowed: {allowed}',
  },
  'more-problems': {
    'zh-CN': '问题太多，只列出了前面的，请先改正以上各处',
    en: 'there are more problems than are listed here: correct these first',
  },
  'fewer-problems': {
    'zh-CN': '没有问题的方案',
    en: 'a definition without problems',
  },
  'did-you-mean': {
    'zh-CN': '您是不是想写“{meant}”？',
    en: ' Did you mean "{meant}"?',
  },

  // Keys and values
  'no-such-key': {
    'zh-CN': '这里没有“{key}”这一项。{hint}',
    en: 'there is no key "{key}" here.{hint}',
  },
  'the-key': {
    'zh-CN': '“{key}”这一项',
    en: 'the key "{key}"',
  },
  'missing-key': {
    'zh-CN': '缺少“{key}”这一项',
    en: '"{key}" is missing',
  },
  nothing: {
    'zh-CN': '没有填写',
    en: 'nothing',
  },
  'not-a-name': {
    'zh-CN': '“{name}”不能用作名称',
    en: '"{name}" cannot be a name here',
  },
  'no-known-form': {
    'zh-CN': '这里的写法无法识别',
    en: 'this is not of any form that is understood here',
  },
  'not-known-here': {
    'zh-CN': '这里不能填“{value}”。{hint}',
    en: '"{value}" is not known here.{hint}',
  },
  'needs-quotes': {
    'zh-CN': '这里应填文字，不加引号会被当作数字或“是/否”：请加上引号，写作 "{written}"',
    en: 'text is expected here, and without quotes this is a number or a yes or no: put it in quotes, "{written}"',
  },
  'wrong-type': {
    'zh-CN': '填写的类型不对',
    en: 'this is of the wrong type',
  },
  'value-too-small': {
    'zh-CN': '太小或太短',
    en: 'this is too small',
  },
  'value-too-big': {
    'zh-CN': '太大或太长',
    en: 'this is too big',
  },
  'not-understood': {
    'zh-CN': '写法无法识别',
    en: 'this is written in a way that is not understood',
  },

  // What is allowed
  'a-text': { 'zh-CN': '文字', en: 'text' },
  'a-number': { 'zh-CN': '数字', en: 'a number' },
  'a-whole-number': { 'zh-CN': '整数', en: 'a whole number' },
  'a-truth': { 'zh-CN': 'true（是）或 false（否）', en: 'true or false' },
  'a-list': { 'zh-CN': '一个列表', en: 'a list' },
  'a-group': { 'zh-CN': '一组带名称的项', en: 'a group of keys' },
  'another-form': { 'zh-CN': '说明文档中的写法', en: 'a form that the documentation names' },
  'one-or-other': { 'zh-CN': '{one}，或{other}', en: '{one}, or {other}' },
  'at-least': { 'zh-CN': '至少 {amount}', en: 'at least {amount}' },
  'more-than': { 'zh-CN': '大于 {amount}', en: 'more than {amount}' },
  'at-most': { 'zh-CN': '至多 {amount}', en: 'at most {amount}' },
  'less-than': { 'zh-CN': '小于 {amount}', en: 'less than {amount}' },
  characters: { 'zh-CN': '{number} 个字', en: '{number} character(s)' },
  entries: { 'zh-CN': '{number} 项', en: '{number} entry or entries' },
  'at-most-200-names': { 'zh-CN': '至多 200 个', en: 'at most 200 of them' },
  'a-role': {
    'zh-CN': '1 至 40 个字的一个词，不含空格和符号，与名册“职责”一栏相同',
    en: 'one word of 1 to 40 letters or digits, as in the column "duty" of the register',
  },
  'an-id': {
    'zh-CN': '小写字母、数字和连字符，以字母开头，最长 40 个字符',
    en: 'lower-case letters, digits and hyphens, starting with a letter, at most 40',
  },
  'a-field-id': {
    'zh-CN': '字母和数字，以小写字母开头，最长 40 个字符',
    en: 'letters and digits, starting with a lower-case letter, at most 40',
  },
  'a-rung-id': {
    'zh-CN': '小写字母、数字和 + . -，以字母或数字开头，最长 40 个字符',
    en: 'lower-case letters, digits and + . -, starting with a letter or digit, at most 40',
  },
  'an-event-id': {
    'zh-CN': '小写字母、数字和连字符，以字母开头，最长 20 个字符',
    en: 'lower-case letters, digits and hyphens, starting with a letter, at most 20',
  },
  'a-time': { 'zh-CN': '时刻，如 "09:30"', en: 'a time of day such as "09:30"' },
  'a-day': {
    'zh-CN': '日期，如 "12-20"、"2026-12-20 18:00" 或 "lunar 12-23"（农历）',
    en: 'a day such as "12-20", "2026-12-20 18:00" or "lunar 12-23"',
  },
  'an-anchor': {
    'zh-CN': 'opens、due、lock，或日期，如 "lunar 12-30"',
    en: 'opens, due, lock, or a day such as "lunar 12-30"',
  },
  'a-day-and-time': {
    'zh-CN': '日期和时刻，如 "01-08 03:10"',
    en: 'a day and time such as "01-08 03:10"',
  },

  // YAML
  'one-yaml-document': {
    'zh-CN': '一份 YAML 1.2 文件',
    en: 'YAML 1.2, one document',
  },
  'yaml-two-documents': {
    'zh-CN': '从这里开始是第二份文件（由 --- 分开）：一个文件只写一个活动，请删去或另存为一个文件',
    en: 'a second document begins here (after ---): one file holds one campaign, so remove it or save it as a file of its own',
  },
  'yaml-key-twice': {
    'zh-CN': '同一个名称在这里写了两次：请删去一个',
    en: 'the same key stands here twice: remove one of them',
  },
  'yaml-indent': {
    'zh-CN': '缩进不对：同一级的各项要对齐',
    en: 'the indentation is wrong: keys of one level begin in one column',
  },
  'yaml-tab': {
    'zh-CN': '不能用制表符（Tab）缩进：请改用空格',
    en: 'a tab cannot indent: use spaces',
  },
  'yaml-missing-sign': {
    'zh-CN': '这里缺少括号、引号、逗号或冒号',
    en: 'a bracket, a quote, a comma or a colon is missing here',
  },
  'yaml-alias': {
    'zh-CN': '“*”后面的名称没有定义：先要用“&名称”标出',
    en: 'the name after "*" is not known: it has to be given with "&name" before',
  },
  'yaml-key-not-text': {
    'zh-CN': '名称只能是文字，不能是列表或一组项',
    en: 'a key is text, never a list or a group of keys',
  },
  'yaml-unreadable': {
    'zh-CN': '这里不是有效的 YAML',
    en: 'this is not valid YAML',
  },
  'yaml-too-deep': {
    'zh-CN': '嵌套太深，最多 {deepest} 层',
    en: 'this nests too deep: at most {deepest} levels',
  },
  'yaml-too-long': {
    'zh-CN': '文件有 {length} 个字符，最多 {most} 个',
    en: 'the file has {length} characters, and {most} are allowed',
  },
  'yaml-expands': {
    'zh-CN': '引用（*）太多，展开后过大：请把内容直接写出',
    en: 'too many references (*), which make the file huge: write out what they stand for',
  },

  // Names
  'no-such-name': {
    'zh-CN': '没有名为“{word}”的{what}。{hint}',
    en: 'there is no {what} "{word}".{hint}',
  },
  'named-twice': {
    'zh-CN': '“{name}”与本列表第 {first} 项重复',
    en: '"{name}" is already entry {first} of this list',
  },
  'name-of-its-own': {
    'zh-CN': '不与其他项相同的 {key}',
    en: 'a {key} of its own',
  },
  'each-once': {
    'zh-CN': '每项只写一次',
    en: 'each once',
  },
  'word-stage': { 'zh-CN': '阶段', en: 'stage' },
  'word-ladder': { 'zh-CN': '阶梯', en: 'ladder' },
  'word-form': { 'zh-CN': '表单', en: 'form' },
  'word-message': { 'zh-CN': '消息', en: 'message' },
  'word-region-kind': { 'zh-CN': '地区种类', en: 'kind of region' },
  'word-category': { 'zh-CN': '标准类别', en: 'category of the standards' },
  'word-counted-category': { 'zh-CN': '表单统计的类别', en: 'category counted by a form' },
  'word-form-number': { 'zh-CN': '表单的数字字段', en: 'field of the form with a number' },
  'word-sms-field': { 'zh-CN': '可用短信填报的字段', en: 'field that an SMS can answer' },
  'not-used': {
    'zh-CN': '{part}“{name}”没有用到',
    en: 'The {part} "{name}" is not used',
  },

  // Clocks
  'no-such-zone': { 'zh-CN': '没有时区“{zone}”', en: 'there is no time zone "{zone}"' },
  'a-zone': { 'zh-CN': 'IANA 时区，如 Asia/Shanghai', en: 'an IANA time zone such as Asia/Shanghai' },
  'working-hours-backwards': {
    'zh-CN': '工作时间的结束早于开始',
    en: 'working hours end before they begin',
  },
  'from-before-to': { 'zh-CN': 'from 早于 to', en: '"from" earlier than "to"' },
  'always-quiet': {
    'zh-CN': '免打扰时段占满了一整天，什么也发不出去',
    en: 'the quiet hours take the whole day: nothing could ever be sent',
  },
  'hours-left': {
    'zh-CN': '每天至少留出一段可以发送的时间，如免打扰时段为 21:00 到 07:30',
    en: 'some time of the day in which to send, as with quiet hours from 21:00 to 07:30',
  },
  'quiet-digests': {
    'zh-CN': '汇总时间在免打扰时段内，汇总要到第二天早上才发得出去',
    en: 'the hour of the digests lies in the quiet hours: they would wait until the morning',
  },
  'a-waking-hour': { 'zh-CN': '{from} 至 {to} 以外的时间', en: 'a time outside {from} to {to}' },
  'little-time-left': {
    'zh-CN': '免打扰时段（{from} 至 {to}）之外每天只剩 {minutes} 分钟可以发送：所有消息都会挤到这段时间',
    en: 'Outside the quiet hours ({from} to {to}) only {minutes} minutes of a day are left: all messages go out then',
  },

  // Forms
  'sms-lacks-required': {
    'zh-CN': '用短信填报时会缺少必填项',
    en: 'a report by SMS would lack what is required',
  },
  'all-required': { 'zh-CN': '所有必填项：{fields}', en: 'all required fields: {fields}' },
  'needs-choices': { 'zh-CN': '选择题（choice）要有选项', en: 'a field of type "choice" needs choices' },
  'no-choices': { 'zh-CN': '没有选项', en: 'no choices' },
  'a-list-of-choices': { 'zh-CN': '选项列表 choices', en: 'a list "choices"' },
  'means-nothing-here': {
    'zh-CN': '这种类型的字段用不到“{key}”',
    en: '"{key}" means nothing for this type of field',
  },
  'a-field-of-type': { 'zh-CN': '类型为 {types} 的字段', en: 'a field of type {types}' },
  'max-below-min': {
    'zh-CN': '最大值小于最小值：什么数都填不进去（不写最小值即为 0）',
    en: 'max is less than min: no number would be accepted (min is 0 when it is left out)',
  },
  'at-least-min': { 'zh-CN': '不小于最小值 {min}', en: "at least {min}, the field's min" },
  'bound-not-whole': {
    'zh-CN': '整数字段的上下限也要是整数',
    en: 'the bounds of an integer are whole numbers too',
  },
  'bound-too-precise': {
    'zh-CN': '金额的上下限最多两位小数',
    en: 'the bounds of an amount of money have at most two decimals',
  },
  'two-decimals': { 'zh-CN': '最多两位小数的数', en: 'a number with at most two decimals' },
  'cannot-count': {
    'zh-CN': '类型为“{type}”的字段不能统计 {what}',
    en: 'a field of type "{type}" cannot count {what}',
  },
  'same-label': {
    'zh-CN': '表单“{form}”里有两处都叫“{label}”，填报人分不清',
    en: 'In the form "{form}" two things are called "{label}": nobody can tell them apart',
  },
  'long-form': {
    'zh-CN': '表单“{form}”有 {count} 项要填：手机上很难填完，建议不超过 {most} 项',
    en: 'The form "{form}" has {count} fields: hard to fill in on a phone; better no more than {most}',
  },

  // Ladders
  'not-for-superiors': {
    'zh-CN': '“{kind}”发给填报单位本身；发给上级的是“digest”（汇总）或“chase”（督办）',
    en: 'a "{kind}" is for the unit itself; superiors get a "digest" or a "chase"',
  },
  'not-for-units': {
    'zh-CN': '“{kind}”是把下级的情况告诉上级',
    en: 'a "{kind}" tells a superior about the units below',
  },
  'one-or-more': { 'zh-CN': '1 或更大', en: '1 or more' },
  'locked-at-lock': {
    'zh-CN': '锁定通知只能在本轮锁定（lock）时发出',
    en: 'that a round is locked can be told at its lock only',
  },
  'milestone-tells-short': {
    'zh-CN': '从进度节点（milestone）算起的一级，只能发给没有达到节点的单位，请写 to: short',
    en: 'a rung that counts from a milestone tells the units below it: write `to: short`',
  },
  'short-of-a-milestone': {
    'zh-CN': 'to: short 指没有达到名额进度节点的单位，要从 milestone 算起',
    en: '`to: short` are the units below a milestone of the quota, so it counts from `milestone`',
  },
  'no-short-text': {
    'zh-CN': '“{kind}”不能只发给没有达到进度节点的单位',
    en: 'a {kind} cannot be told to units below a milestone',
  },
  'quota-milestone-alone': {
    'zh-CN': '本阶段没有按名额申报的名单（limit: quotas），不能写 of: quota',
    en: 'no ask of this stage proposes rows of a list with `limit: quotas`, so there is no quota',
  },
  'chase-needs-answer': {
    'zh-CN': '督办（chase）要写明多长时间内确认',
    en: 'a chase must say by when it is to be acknowledged',
  },
  'one-of-hours-and-minutes': {
    'zh-CN': 'workingHours 与 minutes 只能写一个',
    en: 'only one of workingHours and minutes can hold',
  },
  'hours-or-minutes': {
    'zh-CN': 'workingHours（工作小时）或 minutes（分钟）之一',
    en: 'either workingHours or minutes',
  },
  'within-or-by': {
    'zh-CN': 'acknowledgeWithin（多久内）与 acknowledgeBy（到什么时候）只能写一个',
    en: 'only one of acknowledgeWithin and acknowledgeBy can hold',
  },
  'role-needed': {
    'zh-CN': 'to: role 要写明 role：名册“职责”一栏中的词，如“值班员”',
    en: 'to: role needs a role: a word of the column "duty" of the register',
  },
  'role-alone': { 'zh-CN': 'role 只与 to: role 同用', en: 'role goes with to: role only' },
  'unit-is-no-superior': {
    'zh-CN': 'to: unit 指填报单位本身；上级是 to: superior',
    en: 'to: unit is the unit that is asked; a superior is to: superior',
  },
  'nobody-of-a-list': {
    'zh-CN': '“{kind}”不通知填报单位的任何人',
    en: 'a "{kind}" tells nobody of the unit',
  },
  'up-or-of': {
    'zh-CN': 'up（第几级上级）与 of（哪一类上级）只能写一个',
    en: 'only one of up and of can hold',
  },
  'moment-of-warnings': {
    'zh-CN': '“{anchor}”是预警的时间，只有预警叫应（已知晓、已派人、已完成）的阶梯能从它算起',
    en: '"{anchor}" is a moment of a warning: only its ladders of known, sent and done count from it',
  },
  'hours-and-minutes-ahead': {
    'zh-CN': 'hours（小时）、minutes（分钟）或两者，大于 0',
    en: 'hours, minutes or both, more than 0',
  },
  'not-acknowledged': { 'zh-CN': '“{kind}”不需要确认', en: 'a "{kind}" is not acknowledged' },
  'a-chase': { 'zh-CN': 'kind 为 chase（督办）的一级', en: 'a rung of kind chase' },

  // Warnings of the weather
  'nobody-answers': {
    'zh-CN': '演练里有天气预警，但没有人响应',
    en: 'warnings arrive in the rehearsal, but nobody answers them',
  },
  'a-warnings-section': {
    'zh-CN': '“warnings”部分，写明由谁响应',
    en: 'a section "warnings" that says who is asked',
  },
  'begins-with-alert': {
    'zh-CN': '“{event}”的第一条消息必须是 alert（发布）',
    en: 'the first message of "{event}" has to be an alert',
  },
} as const satisfies Sentences;
