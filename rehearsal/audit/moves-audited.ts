import type { Rung } from '../../domain/campaign/plan';
import { type Instant, plusMs } from '../../domain/instant';
import { CAPPED, isCapped, violation } from './arrivals';
import type { AuditInput, FinalState, Received, RowMoved, Violation } from './audit-input';
import { mustBeTold, placeKey, type Season } from './expectations';
import { isQuiet, quietOver } from './quiet';

/** The rung of every message that tells a unit of rows which it has no more, or has now. */
const MOVED_RUNG = 'moved-';

export const isAboutMove = ({ rung }: { rung: string }): boolean => rung.startsWith(MOVED_RUNG);

/** A message of a move keeps for three days. */
const KEEPS_MS = 3 * 86_400_000;

/**
 * The unit that has a row no more is told of it at once, outside the quiet hours; nobody else is told but the unit that
 * has it now.
 */
export function auditMoves(input: AuditInput, season: Season): Violation[] {
  const arrivals = input.received.filter(({ message }) => message !== null && isAboutMove(message));
  const rows = input.rows.filter(isAboutMove);
  const told = new Map(input.moves.map(({ from, at }) => [`${from} ${at}`, { from, at }]));
  return [
    ...[...told.values()].flatMap(({ from, at }) => faultsOfLeaving({ arrivals, rows }, season, { from, at })),
    ...arrivals.flatMap((arrival) => faultsOfArrival(input, season, arrival)),
  ];
}

const rungAt = (at: Instant): Rung => ({
  ...{ id: MOVED_RUNG, at, kind: 'notice', message: 'rows-moved', channels: ['sms', 'email'], send: 'first' },
  audience: { up: 0, deputy: false, everybody: true },
  validUntil: plusMs(at, KEEPS_MS),
});

function faultsOfLeaving(
  { arrivals, rows }: { arrivals: readonly Received[]; rows: readonly FinalState[] },
  season: Season,
  { from, at }: Pick<RowMoved, 'from' | 'at'>,
): Violation[] {
  return mustBeTold(season, rungAt(at), from).flatMap(({ id }): Violation[] => {
    const came = arrivals.some(({ message, at: then }) => message && isTo(message, from, id) && then >= at);
    const waited = rows.some(
      (row) => isTo(row, from, id) && row.reasons.includes(CAPPED) && isCapped(season.sms, id, at),
    );
    const detail = `a row left ${from} at ${at}, and contact ${id} was not told`;
    return came || waited ? [] : [{ kind: 'missing-rung', round: null, unit: from, rung: MOVED_RUNG, at, detail }];
  });
}

const isTo = (told: { region: string; contact: number }, region: string, contact: number): boolean =>
  told.region === region && told.contact === contact;

function faultsOfArrival(input: AuditInput, { zone, troubled, sms }: Season, arrival: Received): Violation[] {
  const { message, at, rightAddress } = arrival;
  if (!message) return [];
  const due = (then: Instant) => quietOver(then, input.quietHours, zone);
  const moves = input.moves.filter(({ from, to }) => [from, to].includes(message.region));
  const wasLate = moves.some(
    (move) => due(move.at) < at && (troubled.has(placeKey(message)) || isCapped(sms, message.contact, move.at)),
  );
  return [
    ...(rightAddress ? [] : [violation('wrong-recipient', arrival, `not the address of contact ${message.contact}`)]),
    ...(isQuiet(at, input.quietHours, zone) ? [violation('out-of-hours', arrival, 'in the quiet hours')] : []),
    ...(moves.some((move) => due(move.at) === at) || wasLate
      ? []
      : [violation('uncalled-for', arrival, 'no row has moved from here or to here at that time')]),
  ];
}
