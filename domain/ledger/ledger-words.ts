import type { Language } from '../campaign/definition/definition';
import { accountOf } from './accounts';
import type { DeliveryOutcome, Mark, Rest, ReturnReason, WayToDeliver } from './delivery';
import type { TransferKind } from './transfers';

type Both = readonly [zh: string, en: string];

/** What each kind of transfer is called. */
export const TRANSFER_WORDS: Readonly<Record<TransferKind, Both>> = {
  pledge: ['认捐', 'promised'],
  receive: ['收到', 'received'],
  buy: ['采购', 'bought'],
  dispatch: ['发运', 'sent on'],
  arrive: ['到货', 'arrived'],
  deliver: ['发放', 'handed over'],
  return: ['退回', 'given back'],
  lose: ['报损', 'written off'],
  correct: ['更正', 'corrected'],
};

/** Accounts outside that every campaign may have. */
const OUTSIDE: Readonly<Record<string, Both>> = {
  'from:unnamed': ['爱心人士', 'donors without a name'],
  'from:supplier': ['供应商', 'supplier'],
  'to:supplier': ['供应商', 'supplier'],
  'to:spent': ['支出', 'spent'],
  'to:lost': ['损失', 'lost'],
  'from:counted': ['盘盈', 'found by a count'],
  'to:counted': ['盘亏', 'missing by a count'],
  'from:fiscal-central': ['中央财政', 'central treasury'],
  'from:fiscal-province': ['省级财政', 'treasury of the province'],
  'from:fiscal-city': ['市级财政', 'treasury of the city'],
  'from:fiscal-county': ['县级财政', 'treasury of the county'],
  'from:charity': ['慈善会', 'charity federation'],
  'from:red-cross': ['红十字会', 'Red Cross'],
  'from:enterprise': ['企业', 'enterprises'],
};

/** @param place name of the region whose store it is @returns what an account is called */
export function accountName(account: string, place: string | null, language: Language): string {
  const both = OUTSIDE[account] ?? inWords(account, place);
  return both[language === 'en' ? 1 : 0];
}

function inWords(account: string, place: string | null): Both {
  const { kind = 'to', about = account } = accountOf(account) ?? {};
  if (about.startsWith('donor-')) return [`捐赠人 ${about.slice('donor-'.length)}`, about.replace('-', ' ')];
  switch (kind) {
    case 'store':
      return [`${place ?? about}库存`, `store of ${place ?? about}`];
    case 'promised':
      return [`认捐给${place ?? about}`, `promised to ${place ?? about}`];
    case 'way':
      return [`在途，发运单 ${about}`, `on its way, note ${about}`];
    case 'with':
      return [`名单第 ${about} 行`, `row ${about}`];
    default:
      return [about, about];
  }
}

/** Words of deliveries, by what they say; beside the schemas, which a browser does not need. */
export const OUTCOME_WORDS: Readonly<Record<DeliveryOutcome, Both>> = {
  given: ['已发放', 'handed over'],
  waits: ['已签收，等库存入账', 'signed for; the books lack the goods'],
  again: ['重复领取，未入账', 'a second time; not booked'],
  stopped: ['暂缓或取消后领取，未入账', 'to a row that was stopped; not booked'],
  refused: ['拒收', 'refused'],
  unreached: ['未见到本人', 'nobody was there'],
  returned: ['退回', 'given back'],
};
export const WAY_WORDS: Readonly<Record<WayToDeliver, Both>> = {
  door: ['上门', 'at the door'],
  ceremony: ['集中发放', 'at a ceremony'],
  post: ['邮寄', 'by post'],
  card: ['打卡', 'by card'],
};
export const MARK_WORDS: Readonly<Record<Mark, Both>> = {
  signature: ['手写签名', 'signature'],
  fingerprint: ['按手印', 'fingerprint'],
  paper: ['纸质签领表', 'printed sheet'],
};
export const REST_WORDS: Readonly<Record<Rest, Both>> = {
  waived: ['放弃其余', 'the rest is waived'],
  short: ['其余不足', 'the rest is short'],
};
export const RETURN_WORDS: Readonly<Record<ReturnReason, Both>> = {
  'died-before': ['发放前已去世', 'died before'],
  'in-error': ['发错', 'given in error'],
  'given-up': ['本人退还', 'given up'],
};
