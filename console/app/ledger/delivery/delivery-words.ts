import type { DeliveryOutcome, Mark, Rest, ReturnReason, WayToDeliver } from '../../../../domain/ledger/delivery';
import type { Say } from '../../words';

/**
 * Words of deliveries. Their ids come from here too: the domain's file of them has schemas, which a browser does not
 * need.
 */
type Both = readonly [zh: string, en: string];

const OUTCOMES: Readonly<Record<DeliveryOutcome, Both>> = {
  given: ['已发放', 'handed over'],
  waits: ['已签收，等库存入账', 'signed for; the books lack the goods'],
  again: ['重复领取，未入账', 'a second time; not booked'],
  stopped: ['暂缓或取消后领取，未入账', 'to a row that was stopped; not booked'],
  refused: ['拒收', 'refused'],
  unreached: ['未见到本人', 'nobody was there'],
  returned: ['退回', 'given back'],
};
const WAYS: Readonly<Record<WayToDeliver, Both>> = {
  door: ['上门', 'at the door'],
  ceremony: ['集中发放', 'at a ceremony'],
  post: ['邮寄', 'by post'],
  card: ['打卡', 'by card'],
};
const MARKS: Readonly<Record<Mark, Both>> = {
  signature: ['手写签名', 'signature'],
  fingerprint: ['按手印', 'fingerprint'],
  paper: ['纸质签领表', 'printed sheet'],
};
const RESTS: Readonly<Record<Rest, Both>> = {
  waived: ['放弃其余', 'the rest is waived'],
  short: ['其余不足', 'the rest is short'],
};
const RETURNS: Readonly<Record<ReturnReason, Both>> = {
  'died-before': ['发放前已去世', 'died before'],
  'in-error': ['发错', 'given in error'],
  'given-up': ['本人退还', 'given up'],
};

export const outcomeWord = (one: DeliveryOutcome, say: Say): string => say(...OUTCOMES[one]);
export const wayWord = (one: WayToDeliver, say: Say): string => say(...WAYS[one]);
export const markWord = (one: Mark, say: Say): string => say(...MARKS[one]);
export const restWord = (one: Rest, say: Say): string => say(...RESTS[one]);
export const returnWord = (one: ReturnReason, say: Say): string => say(...RETURNS[one]);

export const OUTCOME_NAMES = Object.keys(OUTCOMES) as DeliveryOutcome[];
export const WAY_NAMES = Object.keys(WAYS) as WayToDeliver[];
export const MARK_NAMES = Object.keys(MARKS) as Mark[];
export const REST_NAMES = Object.keys(RESTS) as Rest[];
export const RETURN_NAMES = Object.keys(RETURNS) as ReturnReason[];
