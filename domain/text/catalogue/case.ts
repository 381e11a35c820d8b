import type { Sentences } from '../sentences';

/** Cases: opening, answering, reopening. */
export const CASES = {
  'case-answered': {
    'zh-CN': '该个案已办结，不能在这里改。如有错误，请由上级说明理由后重新打开。',
    en: 'This case is answered already and cannot be changed here. If the answer is wrong, ask your superior office to reopen it with a reason.',
  },
  'case-own-hand': {
    'zh-CN': '您提出的、或本单位的事项须由他人办理，请转交同级其他人员或上级。',
    en: 'Nobody decides in a matter of their own: leave this case to a colleague, or to your superior office.',
  },
  'case-outside': {
    'zh-CN': '本活动范围内没有编码为“{region}”的单位，请核对后再提交。',
    en: 'The campaign has no region with the code “{region}”; check the code.',
  },
  'case-nobody-answers': {
    'zh-CN': '没有单位可以办理：活动范围内没有该办理单位，或没有带所需标签的部门。请指定办理单位，或先在名册中登记。',
    en: 'Nobody is there to answer: the campaign’s scope has no such region, or no department with the tag. Name one, or add it to the register.',
  },
  'case-kind-absent': {
    'zh-CN': '本活动没有个案类型“{kind}”，可用的有：{known}。请在活动定义的 cases 中加入后再试。',
    en: 'The campaign has no kind of case “{kind}”; it has: {known}. Add it to `cases` in the definition, and replan.',
  },
  'case-campaign-over': {
    'zh-CN': '活动已结束或已终止，不能再登记个案。',
    en: 'The campaign is over, so no case can be opened in it.',
  },
  'unknown-case': {
    'zh-CN': '没有编号为 {case} 的个案，或不在您的管辖范围内。',
    en: 'There is no case {case} in your region.',
  },
  'unknown-outcome': {
    'zh-CN': '该类个案没有结果“{outcome}”，可选：{known}。',
    en: 'This kind of case has no outcome “{outcome}”; it has: {known}.',
  },
  'case-open': {
    'zh-CN': '该个案尚未办结，不用重新打开。',
    en: 'This case is open already.',
  },
  'case-not-reopened': {
    'zh-CN': '该结果已改变名单上的对象，或已转为另一个案，不能重新打开；请登记“申诉”。',
    en: 'The answer has changed a row of a list, or has opened another case: it stays. Open an appeal instead.',
  },
  'case-same-number': {
    'zh-CN': '两条登记的身份证号相同，不能都保留。请先退回其中一条更正号码。',
    en: 'Both rows have the same ID number, so they cannot both stay. Return one first, to have the number corrected.',
  },
  'case-no-slot': {
    'zh-CN': '两个单位都没有空余名额，不能保留这一条。请先调剂名额，再作决定。',
    en: 'Neither unit has a slot for this row. Move a slot first, then decide.',
  },
  'case-needs-place': {
    'zh-CN': '请写明单位编码或名单中的编号。',
    en: 'Name the place, or the row of a list.',
  },
  'unknown-row': {
    'zh-CN': '本活动的名单中没有编号为 {row} 的对象。',
    en: 'No list of the campaign has a row {row}.',
  },
  'case-view': {
    'zh-CN': '没有“{view}”这种列表，可选：{known}。',
    en: 'There is no list “{view}” of cases; there are: {known}.',
  },
  'case-of-rows': {
    'zh-CN': '退回的行由本单位改正后自动办结；不再保留的，请在名单中删减或调整。',
    en: 'The unit answers this case by correcting the returned rows. What is not to stay, remove or move on the list.',
  },
  'case-moved': {
    'zh-CN': '该个案刚刚已由他人处理，请刷新后再看。',
    en: 'Somebody has just dealt with this case; look at it again.',
  },
  'word-case-kind': { 'zh-CN': '个案类型', en: 'kind of case' },
  'a-figure-of-persons': {
    'zh-CN': '填报表单中类型为 integer、按轮累计的字段',
    en: 'a field of type integer of a report, of a flow',
  },
  'case-of-no-figure': {
    'zh-CN': '只有填报表单中逐轮清点人数的字段，才能逐人立为个案',
    en: 'only the figure of a report that counts persons anew each time makes each of them a case',
  },
  'case-of-others': {
    'zh-CN': '“{kind}”不由填报单位自己办理，不能由填报的人数立案',
    en: 'who reports does not answer cases of the kind "{kind}", so no figure of theirs opens them',
  },
  'a-time-ahead': {
    'zh-CN': 'days、workingDays、hours、minutes 之一或几个，大于 0',
    en: 'days, workingDays, hours or minutes, more than 0',
  },
  'one-to-twelve-outcomes': { 'zh-CN': '1 至 12 个结果', en: '1 to 12 outcomes' },
  'case-kind-needs': {
    'zh-CN': '“{kind}”不是内置的个案类型（{known}），要写明 {key}',
    en: '"{kind}" is no built-in kind of case ({known}), so it needs its {key}',
  },
  'case-never-closes': { 'zh-CN': '没有一个结果能办结个案', en: 'no outcome closes the case' },
  'lock-after-within': { 'zh-CN': '不短于 within', en: 'no shorter than within' },
  'case-locks-early': { 'zh-CN': '锁定早于办理期限', en: 'it locks before the answer is due' },
} as const satisfies Sentences;
