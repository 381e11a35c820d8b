import type { Sentences } from '../../sentences';

/** Refusals of what is told about one delivery, and of ways of helping that nobody could note. */
export const DELIVERIES = {
  'delivery-quantity-unclear': { 'zh-CN': '请用数字填写发放数量', en: 'enter the quantity in digits' },
  'delivery-of-nothing': {
    'zh-CN': '一样都没发的，请选“没有发到”',
    en: 'when nothing was handed over, say so below',
  },
  'delivery-sheet-missing': {
    'zh-CN': '请拍签领表或手印的照片',
    en: 'take a photo of the sheet or the fingerprint',
  },
  'delivery-proxy-unclear': {
    'zh-CN': '代领要填写姓名、关系和原因',
    en: 'enter name, relation and reason of who receives it',
  },
  'delivery-help-unknown': {
    'zh-CN': '这份名单没有这种帮扶方式；请重新选择',
    en: 'this list knows no such way of helping; choose again',
  },
  'helps-without-delivery': {
    'zh-CN': '名单没有发放（deliver）这一步，帮扶方式（helps）无处登记。',
    en: 'The track of the list has no `deliver`: its ways of helping (`helps`) are noted nowhere.',
  },
  'help-twice': { 'zh-CN': '这种帮扶方式写了两次。', en: 'This way of helping is there twice.' },
} as const satisfies Sentences;
