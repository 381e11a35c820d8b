import type { Sentences } from '../sentences';

/** Requests in general. */
export const REQUESTS = {
  'too-often': {
    'zh-CN': '操作太频繁，请过一会儿再试。',
    en: 'Too many attempts; please try again later.',
  },
  'not-found': {
    'zh-CN': '这个地址没有内容，请检查网址。',
    en: 'There is nothing at this address; please check it.',
  },
  failed: {
    'zh-CN': '系统出错，刚才的操作可能没有完成，请过一会儿再试。填报时看到回执号才算收到。',
    en: 'Something failed on our side and may not have been done; please try again in a minute. Only a receipt number means that a report has arrived.',
  },
  'database-away': {
    'zh-CN': '系统的数据库暂时不能用，刚才的操作可能没有完成，请过一两分钟再试。填报时看到回执号才算收到。',
    en: 'Our database cannot be used at this moment, and what you did may not have been done; please try again in a minute or two. Only a receipt number means that a report has arrived.',
  },
  'invalid-request': {
    'zh-CN': '提交的{where}有误：{told}',
    en: 'The {where} of the request is wrong: {told}',
  },
  'invalid-value': {
    'zh-CN': '填写有误：{told}',
    en: 'Wrong: {told}',
  },
  'not-built': {
    'zh-CN': '控制台网页还没有生成：请先运行 npm run build，再刷新本页。',
    en: 'The console is not built: run `npm run build`, then load this page again.',
  },
  'unreadable-request': {
    'zh-CN': '提交的内容无法识别，请返回后再试一次。',
    en: 'What was sent could not be read. Please go back and try again.',
  },
  'wrong-content-type': {
    'zh-CN': '提交的内容格式不对，这里不接收这种格式。',
    en: 'What was sent is of a kind that is not taken here; check its content type.',
  },
  'request-too-large': {
    'zh-CN': '提交的内容太大，请缩短或分几次提交。',
    en: 'Too much was sent at once; please shorten it, or send it in parts.',
  },
  busy: {
    'zh-CN': '现在提交的人太多，请过几秒再试。',
    en: 'Too much is being sent at this moment; please try again in a few seconds.',
  },
  'too-many-at-once': {
    'zh-CN': '您同时发出的请求太多，前面的还没有处理完。请等几秒再试。',
    en: 'Too many of your requests are still being answered; wait a few seconds and try again.',
  },
  'too-many-streams': {
    'zh-CN': '同时打开的页面太多，请关掉几个再试。',
    en: 'Too many pages are open at once; close some and try again.',
  },
  'nested-too-deep': {
    'zh-CN': '提交的内容嵌套层次太深，无法接收。',
    en: 'What was sent is nested too deep to be taken.',
  },
  'too-slow': {
    'zh-CN': '网络太慢，提交没有完成，请再试一次。',
    en: 'The network was too slow, and sending was broken off. Please try again.',
  },
} as const satisfies Sentences;
