import { MONEY } from '../../../domain/ledger/items';
import type { RehearsedLine } from '../../../store/rehearsal/rehearsed-ledger';
import type { Violation } from '../audit-input';
import { grouped, violation } from '../lists/violations';
import type { LedgerSeason } from './ledger-season';

/**
 * Follows what banks were asked to pay: each row is paid once, what was paid is what lies in the books, what has
 * failed is paid again once and for no more, and every line has its answer.
 */
export const auditCards = (season: LedgerSeason): Violation[] => [
  ...paidTwice(season),
  ...notAsBooked(season),
  ...wrongCorrections(season),
  ...season.cards
    .filter(({ state }) => state === 'open')
    .map((line) => violation('not-given', line, '', `the bank has not answered for row ${line.row}`)),
];

const payeeOf = ({ row, purse }: RehearsedLine): string => `${row} ${purse}`;
const paidOf = ({ cards }: LedgerSeason) => [
  ...grouped(
    cards.filter(({ state }) => state === 'paid'),
    payeeOf,
  ).values(),
];

const paidTwice = (season: LedgerSeason): Violation[] =>
  paidOf(season).flatMap(([, ...more]) =>
    more.map((line) => violation('paid-twice', line, '', `a bank has paid row ${line.row} before batch ${line.batch}`)),
  );

function notAsBooked(season: LedgerSeason): Violation[] {
  return paidOf(season).flatMap((lines) => {
    const [line] = lines;
    if (!line) return [];
    const paid = lines.reduce((sum, { fen }) => sum + fen, 0);
    const booked = season.transfers
      .filter(
        ({ kind, item, purse, to }) =>
          kind === 'deliver' && item === MONEY && purse === line.purse && to === `with:${line.row}`,
      )
      .reduce((sum, { quantity }) => sum + quantity, 0);
    return paid === booked
      ? []
      : [violation('unbalanced', line, '', `banks have paid row ${line.row} ${paid} fen, and ${booked} are booked`)];
  });
}

function wrongCorrections({ cards }: LedgerSeason): Violation[] {
  const byPlace = new Map(cards.map((one) => [`${one.batch} ${one.line}`, one]));
  const again = cards.filter((one) => one.again !== null && one.state !== 'withdrawn');
  return [...grouped(again, ({ again: of }) => `${of?.batch} ${of?.line}`)].flatMap(([place, [line, ...more]]) => {
    const failed = byPlace.get(place);
    if (!line) return [];
    const wrong =
      failed?.state !== 'failed'
        ? 'has not failed'
        : failed.row !== line.row
          ? 'is of another row'
          : failed.fen < line.fen
            ? 'was less'
            : more.length > 0
              ? 'is paid again twice'
              : null;
    return wrong === null
      ? []
      : [violation('paid-twice', line, '', `line ${line.line} of batch ${line.batch} pays again what ${wrong}`)];
  });
}
