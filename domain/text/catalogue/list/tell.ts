import type { Sentences } from '../../sentences';

/** Notices to households before a visit. */
export const TELLING = {
  'tell-without-ask': {
    'zh-CN': '“tell”（上门前通知）没有人去做：请在阶段中加一项 does: tell 的任务，名单也要有发放（deliver）一步',
    en: 'nobody is asked to tell the households: add an ask with does: tell, and the step deliver to the track',
  },
  'asks-to-tell': { 'zh-CN': 'asks 中的 does: tell', en: 'an ask with does: tell' },
  'tells-category': {
    'zh-CN': '通知用语写出了“{name}”，旁人会知道为什么走访这一户',
    en: 'the notice says "{name}", so others would learn why the household is visited',
  },
  'no-category-told': {
    'zh-CN': '不出现类别和名单名称的话，如“社区工作人员将于1月20日上午上门走访”',
    en: 'words without the name of a category or list, such as "we call on you on the morning of 20 January"',
  },
  'told-too-late': {
    'zh-CN': '通知的到期日离上门不足 {days} 天',
    en: 'the notice is due less than {days} days before the visit',
  },
} as const satisfies Sentences;
