import type { Transfer } from '../../types';
import { useWords } from '../../words';

/** Words for the kinds of transfers, and for the accounts that they go from and to. */
export function useAccountWords() {
  const { say } = useWords();
  const kinds: Record<Transfer['kind'], string> = {
    pledge: say('认捐', 'promised'),
    receive: say('收到', 'received'),
    buy: say('采购', 'bought'),
    dispatch: say('发运', 'sent on'),
    arrive: say('到货', 'arrived'),
    deliver: say('发放', 'handed over'),
    return: say('退回', 'given back'),
    lose: say('报损', 'written off'),
    correct: say('更正', 'corrected'),
  };
  const fixed: Record<string, string> = {
    'from:unnamed': say('爱心人士', 'donors without a name'),
    'from:supplier': say('供应商', 'supplier'),
    'to:supplier': say('供应商', 'supplier'),
    'to:spent': say('支出', 'spent'),
    'to:lost': say('损失', 'lost'),
    'from:counted': say('盘盈', 'found by a count'),
    'to:counted': say('盘亏', 'missing by a count'),
    'from:fiscal-central': say('中央财政', 'central treasury'),
    'from:fiscal-province': say('省级财政', 'treasury of the province'),
    'from:fiscal-city': say('市级财政', 'treasury of the city'),
    'from:fiscal-county': say('县级财政', 'treasury of the county'),
    'from:charity': say('慈善会', 'charity federation'),
    'from:red-cross': say('红十字会', 'Red Cross'),
    'from:enterprise': say('企业', 'enterprises'),
  };
  return {
    kindName: (kind: Transfer['kind']) => kinds[kind],
    accountName(account: string): string {
      const known = fixed[account];
      if (known) return known;
      const [kind = '', about = ''] = account.split(':');
      if (about.startsWith('donor-')) return say(`捐赠人 ${about.slice('donor-'.length)}`, about.replace('-', ' '));
      switch (kind) {
        case 'store':
          return say(`库存 ${about}`, `store ${about}`);
        case 'promised':
          return say(`认捐 ${about}`, `promised to ${about}`);
        case 'way':
          return say(`在途 ${about}`, `note ${about}`);
        case 'with':
          return say(`第 ${about} 行`, `row ${about}`);
        default:
          return about;
      }
    },
  };
}
