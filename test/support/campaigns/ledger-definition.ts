import type { Definition } from '../../../domain/campaign/definition/definition';
import { withItems } from '../../../domain/ledger/items';
import { listDefinition } from './list-definition';

const TRACK = ['propose', 'check', 'approve', 'announce', 'deliver'];

/** The list of {@link listDefinition}, with accounts: money and rice of a charity, and a purse of the city. */
export const ledgerDefinition = (changes: Record<string, unknown> = {}): Definition => {
  const { poor } = listDefinition().lists;
  return withItems(
    listDefinition({
      id: 'tiny-ledger',
      lists: { poor: { ...poor, track: TRACK } },
      purses: {
        charity: { name: { 'zh-CN': '慈善会', en: 'Charity' } },
        city: { name: { 'zh-CN': '市级财政', en: 'City' } },
      },
      items: {
        rice: { name: { 'zh-CN': '大米', en: 'Rice' }, unit: { 'zh-CN': '袋', en: 'bags' }, price: 80 },
        coat: { name: { 'zh-CN': '棉衣', en: 'Coat' }, unit: { 'zh-CN': '件', en: 'pieces' } },
      },
      standards: [
        {
          ...{ category: 'special', name: { 'zh-CN': '特困户' }, per: 'household', cash: 2000, purse: 'charity' },
          goods: [{ item: 'coat', quantity: 2, purse: 'city' }],
        },
        { category: 'difficult', name: { 'zh-CN': '困难户' }, per: 'household', cash: 600, purse: 'charity' },
      ],
      ...changes,
    }),
  );
};

/** {@link ledgerDefinition} with a stage in which villages hand over what rows are entitled to. */
export const deliveryDefinition = (changes: Record<string, unknown> = {}): Definition => {
  const [apply] = listDefinition().stages;
  const window = { opens: '12-05', due: '12-10', lock: '12-12' };
  const asks = [{ id: 'village', of: 'village', list: 'poor', does: 'deliver' }];
  const give = { id: 'give', kind: 'visits', name: { 'zh-CN': '发放' }, ...window, asks };
  return ledgerDefinition({ id: 'tiny-delivery', stages: [apply, give], ...changes });
};
