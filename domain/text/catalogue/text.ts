import type { Sentences } from '../sentences';

/** Faults of the text of a message. */
export const TEXTS = {
  'wording-tag-not-allowed': {
    'zh-CN': '消息文字里不能用“{tag}”标签',
    en: 'the text of a message cannot use the tag "{tag}"',
  },
  'wording-no-such-filter': {
    'zh-CN': '消息文字里不能用“{filter}”过滤器。{hint}',
    en: 'the text of a message cannot use the filter "{filter}".{hint}',
  },
  'wording-unknown-word': {
    'zh-CN': '消息文字里用了 {word}，没有这个词。{hint}',
    en: 'the text uses {word}, which does not exist.{hint}',
  },
  'wording-unreadable': {
    'zh-CN': '消息文字的写法无法识别：{near}',
    en: 'the text cannot be read: {near}',
  },
  'wording-too-costly': {
    'zh-CN': '消息文字展开后太长',
    en: 'the text becomes too long when it is filled in',
  },
  'wording-allowed': {
    'zh-CN': '文字、可用的词和简单的条件（if、unless、case）',
    en: 'text, the words there are, and simple conditions (if, unless, case)',
  },
  'wording-too-long-for-sms': {
    'zh-CN': '填好后有 {length} 个字，短信网关不收',
    en: 'once filled in it has {length} characters, which no gateway takes',
  },
  'message-unusable': {
    'zh-CN': '消息“{message}”（{language}，{part}）用不了：{told}',
    en: 'Message "{message}" ({language}, {part}) cannot be used: {told}',
  },
  'wording-missing': {
    'zh-CN': '阶梯里用到消息“{message}”，但没有写它的中文 {part}',
    en: 'a ladder sends the message "{message}", which has no Chinese {part}',
  },
  'no-such-message': {
    'zh-CN': '没有名为“{message}”的消息（{part}）。请在方案的 messages 中写上，或改用：{known}',
    en: 'There is no message "{message}" ({part}). Add it under "messages" in the definition, or use one of: {known}.',
  },
  'wording-without-link': {
    'zh-CN': '消息“{message}”（{language}，{part}）里没有 link（链接）：收到的人打不开表单',
    en: 'The message "{message}" ({language}, {part}) has no link: whoever gets it cannot open the form',
  },
  'sms-of-many-segments': {
    'zh-CN': '这些短信每条要拆成超过 {most} 条计费，费用会高，建议缩短名称或文字（括号中是条数）：{messages}',
    en: 'These SMS take more than {most} segments each (in brackets), which costs; better shorten names or texts: {messages}',
  },
} as const satisfies Sentences;
