import { auditLedger } from '../../../rehearsal/audit/ledger/ledger-audited';
import type { LedgerSeason } from '../../../rehearsal/audit/ledger/ledger-season';
import { summarizeLedger } from '../../../rehearsal/audit/ledger/ledger-summary';

const CAMPAIGN_DAY = '2027-01-15T02:00:00.000Z';
const LATER = '2027-01-16T02:00:00.000Z';

const purse = 'charity';
const transfer = (id: number, item: string, quantity: number, from: string, to: string, kind = 'receive') => ({
  ...{ id, kind, item, purse, quantity, from, to },
  at: LATER,
});
const balance = (account: string, item: string, quantity: number) => ({ account, item, purse, quantity });
const row = (id: number, more: Partial<LedgerSeason['rows'][number]> = {}): LedgerSeason['rows'][number] => ({
  ...{ id, row: `row-${id}`, list: 'poor', category: 'special', unit: '911', slotUnit: '911', subject: id },
  ...{ done: 3, state: 'in', because: null, burns: false, pays: true },
  ...more,
});
const gift = (id: number, more: Partial<LedgerSeason['gifts'][number]> = {}): LedgerSeason['gifts'][number] => ({
  ...{ id, subject: id, list: 'poor', category: 'special', unit: '911', state: 'in', heads: 2 },
  ...{ due: [{ item: 'cny', purse, quantity: 30_000 }], because: null },
  ...more,
});
const deed = (id: number, entry: number, kind: string, state: 'in' | 'held' = 'in'): LedgerSeason['deeds'][number] => ({
  ...{ id, entry, unit: '911', key: null, case: null, kind, hand: 'account:1', at: CAMPAIGN_DAY, before: null },
  after: { done: 1, state },
});
const places = {
  ...{
    item: 'cny',
    purse,
    came: 60_000,
    promised: 0,
    stores: 30_000,
    ways: 0,
    rows: 30_000,
    spent: 0,
    lost: 0,
    back: 0,
  },
  valueFen: 60_000,
};

/** 600 yuan came, and one household has got its 300. */
const season = (more: Partial<LedgerSeason> = {}): LedgerSeason => ({
  transfers: [
    transfer(1, 'cny', 60_000, 'from:unnamed', 'store:91'),
    transfer(2, 'cny', 30_000, 'store:91', 'with:1', 'deliver'),
  ],
  balances: [
    balance('from:unnamed', 'cny', -60_000),
    balance('store:91', 'cny', 30_000),
    balance('with:1', 'cny', 30_000),
  ],
  gifts: [gift(1)],
  cards: [],
  deeds: [deed(1, 1, 'propose')],
  rows: [row(1)],
  cases: [],
  reconciled: { balanced: true, differences: [], places: [places] },
  ...more,
});
const kinds = (more: Partial<LedgerSeason>) => auditLedger(season(more)).map(({ kind }) => kind);

test('accounts that follow from their transfers have no fault', () => {
  expect(auditLedger(season())).toEqual([]);
});

test('a balance that its transfers do not make is found, and a sum that is not 0', () => {
  const [outside, store, given] = season().balances;
  if (!outside || !store || !given) throw new Error('There are three');
  expect(kinds({ balances: [outside, { ...store, quantity: 29_999 }, given] })).toEqual(['unbalanced', 'unbalanced']);
  expect(kinds({ balances: [outside, given] })).toEqual(['unbalanced', 'unbalanced']);
});

test('whatever is taken out of an account before it is there is found', () => {
  const [first, second] = season().transfers;
  if (!first || !second) throw new Error('There are two');
  expect(kinds({ transfers: [second, first] })).toEqual(['unbalanced']);
});

test('a row that gets more than its due, and one person on two rows, are given twice', () => {
  expect(kinds({ gifts: [gift(1, { due: [{ item: 'cny', purse, quantity: 29_999 }] })] })).toEqual(['paid-twice']);
  const two = {
    transfers: [...season().transfers, transfer(3, 'cny', 30_000, 'store:91', 'with:2', 'deliver')],
    balances: [
      balance('from:unnamed', 'cny', -60_000),
      balance('store:91', 'cny', 0),
      balance('with:1', 'cny', 30_000),
      balance('with:2', 'cny', 30_000),
    ],
    rows: [row(1), row(2)],
    deeds: [deed(1, 1, 'propose'), deed(2, 2, 'propose')],
  };
  expect(kinds({ ...two, gifts: [gift(1), gift(2)] })).toEqual([]);
  expect(kinds({ ...two, gifts: [gift(1), gift(2, { subject: 1 })] })).toEqual(['paid-twice']);
});

test('what was given while a row was held, or somebody objected to it, is found', () => {
  expect(kinds({ deeds: [deed(1, 1, 'propose'), deed(2, 1, 'hold', 'held')] })).toEqual(['given-while-held']);
  const open = { id: 1, kind: 'objection', entry: 1, openedAt: CAMPAIGN_DAY, closedAt: null };
  expect(kinds({ cases: [open] })).toEqual(['given-while-held']);
  expect(kinds({ cases: [{ ...open, closedAt: CAMPAIGN_DAY }] })).toEqual([]);
});

test('who has not got everything has a reason, is stopped, or is off the list', () => {
  const rows = [row(1), row(2)];
  expect(kinds({ rows, gifts: [gift(1), gift(2)] })).toEqual(['not-given']);
  expect(kinds({ rows, gifts: [gift(1), gift(2, { because: 'refused' })] })).toEqual([]);
  expect(kinds({ rows, gifts: [gift(1), gift(2, { state: 'held' })] })).toEqual([]);
  expect(kinds({ rows, gifts: [gift(1), gift(2, { state: 'out' })] })).toEqual([]);
  const back = [transfer(3, 'cny', 30_000, 'with:1', 'store:91', 'return')];
  const balances = [
    balance('from:unnamed', 'cny', -60_000),
    balance('store:91', 'cny', 60_000),
    balance('with:1', 'cny', 0),
  ];
  expect(kinds({ transfers: [...season().transfers, ...back], balances })).toEqual([]);
});

test('what the system itself finds is a fault as well', () => {
  const { reconciled } = season();
  const difference = { item: 'cny', purse, expected: 3, found: 2, ask: '91', askName: '东乡', askDuties: [] };
  const differences = [{ ...difference, code: 'given-short' as const }];
  expect(kinds({ reconciled: { ...reconciled, balanced: false, differences } })).toEqual(['unbalanced']);
});

test('goods are worth their part of what came, so that all places together make the whole', () => {
  const boxes = { ...places, item: 'box', came: 19, stores: 1, rows: 17, lost: 1, valueFen: 580_953 };
  const due = [{ item: 'box', purse, quantity: 1 }];
  const gifts = Array.from({ length: 17 }, (_, nth) =>
    gift(nth + 1, { due, category: nth < 10 ? 'special' : 'other' }),
  );
  const standards = ['special', 'other'].map((category) => ({ category, name: { 'zh-CN': category } }));
  const summary = summarizeLedger(
    { lists: {}, standards: standards.map((one) => ({ ...one, per: 'household', cash: 0, goods: [] })) },
    season({
      gifts,
      balances: gifts.map(({ id }) => balance(`with:${id}`, 'box', 1)),
      reconciled: { balanced: true, differences: [], places: [boxes] },
    }),
  );
  expect(summary).toMatchObject({ balanced: true, money: 0, goods: 5198, total: 5198 });
  expect(summary.items.map(({ households, persons, goods }) => [households, persons, goods[0]?.pieces])).toEqual([
    [10, 20, 10],
    [7, 14, 7],
  ]);
  const [charity] = summary.purses;
  expect(charity).toMatchObject({ purse, raised: 5809.53, given: 5198 });
  expect((charity?.given ?? 0) + (charity?.left ?? 0) + (charity?.lost ?? 0)).toBeCloseTo(5809.53, 2);
});

test('what a bank has paid twice, without a booking, or beyond what has failed, is found', () => {
  const line = (more: Partial<LedgerSeason['cards'][number]> = {}): LedgerSeason['cards'][number] => ({
    ...{ batch: 1, line: 1, row: 1, unit: '911', purse, fen: 30_000, state: 'paid', again: null },
    ...more,
  });
  const failed = line({ state: 'failed' });
  const again = line({ batch: 2, again: { batch: 1, line: 1 } });
  expect(kinds({ cards: [line()] })).toEqual([]);
  expect(kinds({ cards: [failed, again] })).toEqual([]);
  expect(kinds({ cards: [line({ fen: 29_999 })] })).toEqual(['unbalanced']);
  expect(kinds({ cards: [line({ state: 'open' })] })).toEqual(['not-given']);
  expect(kinds({ cards: [line(), line({ batch: 2 })] })).toEqual(['paid-twice', 'unbalanced']);
  expect(kinds({ cards: [{ ...failed, fen: 29_999 }, again] })).toEqual(['paid-twice']);
  expect(kinds({ cards: [failed, { ...again, row: 2 }] })).toEqual(['unbalanced', 'paid-twice']);
  expect(kinds({ cards: [{ ...failed, state: 'withdrawn' }, again] })).toEqual(['paid-twice']);
});
