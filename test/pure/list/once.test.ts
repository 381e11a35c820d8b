import { onceOf } from '../../../domain/list/once';
import { listDefinition } from '../../support/campaigns/list-definition';

const { poor } = listDefinition().lists;
const definition = (take: string) =>
  listDefinition({
    lists: {
      special: { ...poor, categories: ['special'], once: { across: ['special', 'difficult'], take } },
      difficult: { ...poor, categories: ['difficult'] },
      others: { ...poor },
    },
  });

it.each([
  ['first', { special: 0 }, { difficult: 0 }],
  ['main', { special: 0 }, { difficult: 1 }],
  ['highest', { special: -200_000 }, { difficult: -60_000 }],
])('%s: the least rank is paid, and the rule holds on every list that it names', (take, special, difficult) => {
  const across = ['special', 'difficult'];
  expect(onceOf(definition(take))).toEqual({
    special: { across, ranks: special },
    difficult: { across, ranks: difficult },
  });
});

it('both: no row is one too many', () => {
  expect(onceOf(definition('both'))).toEqual({});
});
