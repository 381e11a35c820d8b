import fc from 'fast-check';
import { checkDefinition } from '../../../domain/campaign/definition/rules/definition-rules';
import {
  lateStandards,
  needsAnotherHand,
  shareOfEach,
  shareOut,
  withAmount,
  withAmountsKept,
} from '../../../domain/ledger/late-standards';
import { ledgerDefinition } from '../../support/campaigns/ledger-definition';

const standard = (category: string, changes: object = {}) => ({
  ...{ category, name: { 'zh-CN': category }, per: 'household', purse: 'charity', late: {} },
  ...changes,
});
const defined = (...standards: object[]) => ledgerDefinition({ standards });
const late = defined(standard('special'), standard('difficult', { late: { apart: false } }));

describe('what late standards give', () => {
  test('is what was raised, divided to the fen', () => {
    expect(shareOut(1_000_000, 3)).toEqual({ total: 1_000_000, heads: 3, each: 333_333, more: 1 });
    expect(shareOut(5, 7)).toMatchObject({ each: 0, more: 5 });
    expect(shareOut(100, 0)).toEqual({ total: 0, heads: 0, each: 0, more: 0 });
    expect(shareOfEach(200, 3)).toEqual({ total: 600, heads: 3, each: 200, more: 0 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), fc.integer({ min: 1, max: 1e6 }), (total, heads) => {
        const { each, more } = shareOut(total, heads);
        expect([each * heads + more, more < heads]).toEqual([total, true]);
      }),
    );
  });

  test('is written where other standards have their amount, and outlives a change of the definition', () => {
    expect(lateStandards(late).map(({ category }) => category)).toEqual(['special', 'difficult']);
    const set = withAmount(late, 'charity', 33_333);
    expect(set.standards.map(({ cash }) => cash)).toEqual([333.33, 333.33]);
    expect(withAmount(late, 'city', 1).standards).toEqual(late.standards);
    expect(withAmountsKept(late, set).standards.map(({ cash }) => cash)).toEqual([333.33, 333.33]);
    const fixed = defined({ ...standard('special', { cash: 50 }), late: undefined }, standard('difficult'));
    expect(withAmountsKept(fixed, set).standards.map(({ cash }) => cash)).toEqual([50, 333.33]);
  });

  test('needs another hand unless all standards of the purse say otherwise', () => {
    expect(needsAnotherHand(late, 'charity')).toBe(true);
    expect(needsAnotherHand(defined(standard('special', { late: { apart: false } })), 'charity')).toBe(false);
  });
});

test('a late standard has no amount of its own, a purse, and rows that are approved', () => {
  const refused = (definition: typeof late) =>
    checkDefinition(definition).findings.flatMap(({ said, path }) =>
      path[0] === 'standards' ? [`${path.join('.')} ${said.code}`] : [],
    );
  expect(refused(defined(standard('special', { late: { among: 'unit' } }), standard('difficult')))).toEqual([
    'standards.0.late late-among-both',
    'standards.1.late late-among-both',
  ]);
  const { poor } = late.lists;
  expect(refused(late)).toEqual([]);
  expect(refused(defined(standard('special', { cash: 5 }), standard('difficult')))).toEqual([
    'standards.0.late late-with-cash',
  ]);
  expect(refused(defined(standard('special', { purse: undefined }), standard('difficult')))).toEqual([
    'standards.0 gift-without',
  ]);
  const tracked = (track: string[]) =>
    refused(ledgerDefinition({ standards: [standard('special')], lists: { poor: { ...poor, track } } }));
  expect(tracked(['propose', 'check', 'deliver'])).toEqual(['standards.0.late late-without-approval']);
  expect(refused(defined(standard('special'), standard('difficult'), standard('nobody')))).toEqual([
    'standards.2.late late-without-list',
  ]);
});
