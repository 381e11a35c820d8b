import type { RehearsedTransfer } from '../../../store/rehearsal/rehearsed-ledger';
import type { Violation } from '../audit-input';
import { standingsAfter } from '../lists/standings';
import { grouped, violation } from '../lists/violations';
import { auditCards } from './cards-audited';
import type { LedgerSeason } from './ledger-season';

/**
 * Reckons the accounts of a rehearsal from its transfers alone: nothing is made or vanishes, nothing is taken out of
 * where it is not, nobody is given twice or while the row is stopped, and who has not got everything has a reason.
 * @returns the violations, in no order
 */
export const auditLedger = (season: LedgerSeason): Violation[] => [
  ...auditAccounts(season),
  ...season.gifts.flatMap((gift) => faultsOfGift(season, gift)),
  ...givenTwice(season),
  ...givenWhileStopped(season),
  ...auditCards(season),
  ...season.reconciled.differences.map(({ code, item, purse, expected, found, ask }) =>
    violation(
      'unbalanced',
      { unit: ask },
      '',
      `${code}: ${found} of ${item} (${purse}), and ${expected} should be there`,
    ),
  ),
];

/** How many things {@link auditLedger} compares. */
export const ledgerChecked = ({ transfers, balances, gifts, cards }: LedgerSeason): number =>
  transfers.length + balances.length + gifts.length + cards.length;

const keyOf = (account: string, { item, purse }: { item: string; purse: string }): string =>
  `${account} ${item} ${purse}`;

const isInside = (account: string): boolean => !/^(from|to):/.test(account);

/**
 * Follows every account from the first transfer to the last: none inside is ever below zero, and all together are 0.
 */
function auditAccounts({ transfers, balances }: LedgerSeason): Violation[] {
  const held = new Map<string, number>();
  const faults: Violation[] = [];
  const move = (account: string, transfer: RehearsedTransfer, by: number) => {
    const key = keyOf(account, transfer);
    const now = (held.get(key) ?? 0) + by;
    held.set(key, now);
    if (now < 0 && isInside(account))
      faults.push(violation('unbalanced', { unit: null }, transfer.at, `${key}: ${now} after transfer ${transfer.id}`));
  };
  for (const transfer of transfers) {
    move(transfer.from, transfer, -transfer.quantity);
    move(transfer.to, transfer, transfer.quantity);
  }
  for (const { account, quantity, ...of } of balances) {
    const expected = held.get(keyOf(account, of)) ?? 0;
    held.delete(keyOf(account, of));
    if (expected !== quantity)
      faults.push(
        violation(
          'unbalanced',
          { unit: null },
          '',
          `${keyOf(account, of)}: ${quantity}, and its transfers make ${expected}`,
        ),
      );
  }
  for (const [key, left] of held)
    if (left !== 0)
      faults.push(violation('unbalanced', { unit: null }, '', `${key}: no balance, and its transfers make ${left}`));
  for (const [item, all] of grouped(balances, (one) => one.item)) {
    const sum = all.reduce((one, { quantity }) => one + quantity, 0);
    if (sum !== 0)
      faults.push(violation('unbalanced', { unit: null }, '', `all accounts together hold ${sum} of ${item}`));
  }
  return faults;
}

function faultsOfGift(
  { balances, transfers }: LedgerSeason,
  { id, unit, state, due, because }: LedgerSeason['gifts'][number],
): Violation[] {
  const got = balances.filter(({ account }) => account === `with:${id}`);
  const given = ({ item, purse }: { item: string; purse: string }) =>
    got.find((one) => one.item === item && one.purse === purse)?.quantity ?? 0;
  const most = (one: { item: string; purse: string }) =>
    due.find(({ item, purse }) => item === one.item && purse === one.purse)?.quantity ?? 0;
  const tooMuch = got.filter((one) => one.quantity > most(one));
  // What came back was given, and its act says why it is there no more.
  const back = ({ item, purse }: { item: string; purse: string }) =>
    transfers
      .filter((one) => one.kind === 'return' && one.from === `with:${id}` && one.item === item && one.purse === purse)
      .reduce((sum, { quantity }) => sum + quantity, 0);
  const missing = state === 'out' ? [] : due.filter((one) => given(one) + back(one) < one.quantity);
  return [
    ...tooMuch.map(({ item, quantity }) =>
      violation('paid-twice', { unit }, '', `row ${id} has got ${quantity} of ${item}, more than it is entitled to`),
    ),
    ...(missing.length > 0 && because === null && state === 'in'
      ? [
          violation(
            'not-given',
            { unit },
            '',
            `row ${id} has not got ${missing.map(({ item }) => item).join(', ')}, and nobody says why`,
          ),
        ]
      : []),
  ];
}

/** One person or household on two rows gets things by one of them only, unless both lists pay. */
function givenTwice({ gifts, balances, rows }: LedgerSeason): Violation[] {
  const paid = new Set(
    balances.flatMap(({ account, quantity }) => (quantity > 0 && account.startsWith('with:') ? [account] : [])),
  );
  const known = new Set(rows.map(({ id }) => id));
  const served = gifts.filter(({ id }) => paid.has(`with:${id}`) && known.has(id));
  return [...grouped(served, ({ list, subject }) => `${list} ${subject}`).values()].flatMap(([first, ...more]) =>
    more.map((row) => violation('paid-twice', row, '', `rows ${first?.id} and ${row.id} are of the same person`)),
  );
}

/** At each delivery its row was on its way, and no case about it was open that holds. */
function givenWhileStopped({ transfers, deeds, rows, cases }: LedgerSeason): Violation[] {
  const handed = transfers.filter(({ kind }) => kind === 'deliver');
  const deedsOf = grouped(deeds, ({ entry }) => entry);
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  return handed.flatMap(({ id, to, at }) => {
    const row = rowOf.get(Number(to.slice('with:'.length)));
    if (!row) return [violation('out-of-order', { unit: null }, at, `transfer ${id} goes to nobody of the lists`)];
    const before = (deedsOf.get(row.id) ?? []).filter((deed) => deed.at <= at);
    const standing = standingsAfter([row], before).get(row.id);
    const objected = cases.some(
      ({ entry, kind, openedAt, closedAt }) =>
        entry === row.id && kind === 'objection' && openedAt < at && (closedAt === null || closedAt > at),
    );
    const why = standing?.state !== 'in' ? standing?.state : objected ? 'objected to' : null;
    return why === null
      ? []
      : [violation('given-while-held', row, at, `row ${row.id} was ${why} when transfer ${id} gave it something`)];
  });
}
