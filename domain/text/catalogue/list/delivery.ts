import type { Sentences } from '../../sentences';

/** Refusals of what a page tells about one delivery. */
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
} as const satisfies Sentences;
