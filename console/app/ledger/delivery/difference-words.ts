import type { Difference } from '../../types';
import type { Say } from '../../words';

const KINDS: Readonly<Record<Difference['code'], readonly [zh: string, en: string]>> = {
  'on-the-way': ['发运单逾期未到，或接收方说不再有了', 'A note is late, or no more of it comes'],
  'count-open': ['盘点与账面不符，待第二人确认', 'A count differs from the books; nobody has confirmed it'],
  'bank-silent': ['银行逾期没有回盘，钱付没付不知道', 'The bank has not answered: nobody knows whether it has paid'],
  'purse-short': ['应发数多于现有数', 'Rows are entitled to more than there is'],
  'given-short': ['记为已发，实发少于应发', 'Counted as served, less was handed over'],
  'given-too-much': ['实发多于应发', 'More was handed over than is due'],
  'given-while-held': ['暂缓或已取消的对象领到了款物', 'Handed over to a row on hold or off the list'],
  'balance-off': ['余额不等于流水之和', 'A balance is not the sum of its transfers'],
  'sum-off': ['各处之和不等于收入', 'The places do not make what came in'],
};

/** @returns what does not fit. */
export const differenceWord = (code: Difference['code'], say: Say): string => say(...KINDS[code]);
