import type { Rung } from '../../domain/campaign/plan';
import { compare } from '../../domain/compare';
import { groupBy } from '../../domain/group-by';
import type { Instant } from '../../domain/instant';
import { WAITING_KINDS } from '../../domain/round/rung-kinds';
import { isUnplanned } from './alert-rounds';
import { REPLY_RUNG } from './answers-expected';
import { CAPPED, isCapped, violation } from './arrivals';
import type { Audit, AuditInput, FinalState, MessageRef, Received, Violation } from './audit-input';
import {
  type Expectation,
  expectationsOf,
  isHeld,
  mayBeTold,
  placeKey,
  type Season,
  seasonOf,
  wantingIn,
} from './expectations';
import { auditMoves, isAboutMove } from './moves-audited';
import { isQuiet } from './quiet';
import { auditReplies } from './replies-audited';

export type { Audit, AuditInput } from './audit-input';

/**
 * Compares the messages that the simulators really received with those that the plan and the people's own acts require.
 * A rehearsal's clock stands at the exact minute of each rung, so the comparison needs no tolerance. Pure: the same
 * input gives the same audit.
 */
export function audit(input: AuditInput): Audit {
  const season = seasonOf(input);
  const rounds = inRounds(season, input).map((round) => auditRound(season, round));
  const violations = [
    ...rounds.flatMap((round) => round.violations),
    ...input.rows.flatMap(unsettled),
    ...input.received.flatMap((received) => faultsOf(received, { input, season })),
    ...auditReplies(input, season),
    ...auditMoves(input, season),
  ];
  return {
    checked: sum(rounds.map(({ checked }) => checked)) + input.received.length + input.rows.length,
    violations: violations.sort(byTimeAndPlace),
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((one, other) => one + other, 0);

/** Everything about one round. */
interface InRound {
  round: string | null;
  received: readonly Received[];
  rows: readonly FinalState[];
}

function inRounds(season: Season, input: AuditInput): InRound[] {
  const received = groupBy(input.received, ({ message }) => message?.round ?? null);
  const rows = groupBy(input.rows, ({ round }) => round);
  return [...new Set([...season.rounds.keys(), ...received.keys()])].map((round) => ({
    round,
    received: received.get(round) ?? [],
    rows: round === null ? [] : (rows.get(round) ?? []),
  }));
}

/** Compares what one round should tell with what it has told, by keys that are kept no longer than for the round. */
function auditRound(season: Season, { round, received, rows }: InRound): Audit {
  const expected = round === null ? [] : expectationsOf(season, round);
  const told = receivedByTelling(season, received);
  const outbox = groupBy(rows, placeKey);
  return {
    checked: expected.length,
    violations: [
      ...expected.flatMap((expectation) =>
        told.has(tellingKey(expectation)) || wasPrevented(season, expectation, outbox) ? [] : [missing(expectation)],
      ),
      ...[...told.values()].flatMap((messages) => doubles(season, messages)),
    ],
  };
}

/** Key of one rung, person and time, by which expectations and messages are compared. */
const tellingKey = ({
  round,
  rung,
  region,
  contact,
}: Pick<Expectation, 'round' | 'region' | 'contact'> & { rung: { id: string; at: Instant | null } }) =>
  [round, rung.id, rung.at, region, contact].join(' ');

const keyOf = (season: Season, message: MessageRef, at: Instant): string =>
  tellingKey({ ...message, rung: { id: message.rung, at: rungOf(season, message, at)?.at ?? null } });

function receivedByTelling(season: Season, received: readonly Received[]): Map<string, Received[]> {
  const byRung = received.flatMap((arrival) => {
    const { message } = arrival;
    return message === null || message.rung === REPLY_RUNG || isAboutMove(message) ? [] : [{ message, arrival }];
  });
  const told = groupBy(byRung, ({ message, arrival }) => keyOf(season, message, arrival.at));
  return new Map([...told].map(([key, those]) => [key, those.map(({ arrival }) => arrival)]));
}

/** Final states, and whether each needs a reason. */
const LAST: Readonly<Record<string, boolean>> = {
  accepted: false,
  delivered: false,
  failed: true,
  expired: true,
  unknown: true,
  cleared: true,
  suppressed: true,
};

function unsettled({ id, round, rung, region, state, reason }: FinalState): Violation[] {
  const needsReason = LAST[state];
  if (needsReason !== undefined && (!needsReason || reason)) return [];
  const detail = `message ${id} is ${state}${needsReason ? ' without a reason' : ' and has not come to rest'}`;
  return [{ kind: 'unsettled', round, unit: region, rung, at: '', detail }];
}

/** States of a message that did not go out, or did not arrive. */
const NOT_THERE = ['unknown', 'expired', 'cleared', 'failed', 'suppressed'];

/**
 * @returns whether a misdeed, recorded by the gateway, a warning or the number's daily limit prevented the message, and
 * the outbox says the same: that it waited, by the name of what it waited for
 */
function wasPrevented(
  season: Season,
  { round, rung, region, contact }: Expectation,
  outbox: ReadonlyMap<string, readonly FinalState[]>,
): boolean {
  const because = [
    ...(waitedForWeather(season, { round, rung, region }) ? ['warning'] : []),
    ...(isCapped(season.sms, contact, rung.at) ? [CAPPED] : []),
  ];
  const place = placeKey({ round, rung: rung.id, region });
  const troubled = season.troubled.has(place);
  return (outbox.get(place) ?? []).some(
    (row) =>
      row.contact === contact &&
      row.reason !== null &&
      NOT_THERE.includes(row.state) &&
      (troubled || row.reasons.some((reason) => because.includes(reason))),
  );
}

const missing = ({ round, rung, region, at }: Expectation): Violation => ({
  kind: 'missing-rung',
  round,
  unit: region,
  rung: rung.id,
  at,
  detail: `${rung.kind} due at ${at} did not reach this contact`,
});

/**
 * The same person may get a rung twice only on different channels: when the rung asks for all, or the number is wrong.
 */
function doubles(season: Season, messages: readonly Received[]): Violation[] {
  return messages.slice(1).flatMap((arrival, index) => {
    const earlier = messages.slice(0, index + 1);
    const sameChannel = earlier.some(({ channel }) => channel === arrival.channel);
    if (!sameChannel && mayUseSeveralChannels(season, arrival)) return [];
    return [violation('double', arrival, `the same rung reached this contact ${index + 2} times`)];
  });
}

function mayUseSeveralChannels(season: Season, { message, at }: Received): boolean {
  if (message === null) return false;
  const person = season.people.get(message.region)?.find(({ id }) => id === message.contact);
  return rungOf(season, message, at)?.send === 'each' || person?.wrongNumber === true;
}

/** A rung that an extension moved has two instants: a message belongs to the last one that was due by then. */
function rungOf(season: Season, { round, rung }: MessageRef, at: Instant): Rung | undefined {
  const named = season.rounds.get(round)?.round.rungs.filter(({ id }) => id === rung) ?? [];
  return named.findLast((one) => one.at <= at) ?? named[0];
}

interface Setting {
  input: AuditInput;
  season: Season;
}

/** @returns all violations of one received message by itself. */
function faultsOf(arrival: Received, setting: Setting): Violation[] {
  const { message } = arrival;
  // Answers to replies are compared with the replies (replies-audited.ts), messages of moves with the moves.
  if (message && (message.rung === REPLY_RUNG || isAboutMove(message))) return [];
  if (message && isAboutNumbers(message)) return faultsOfCorrection(arrival, message, setting);
  const rung = message && rungOf(setting.season, message, arrival.at);
  if (!message || !rung)
    return [violation('unknown-message', arrival, 'no message and rung of this campaign is behind it')];
  return [
    ...faultsOfPlace(arrival, { ...setting, message, rung }),
    ...faultsOfTime(arrival, { ...setting, message, rung }),
  ];
}

/** A request to a superior to correct numbers: it comes from a bad number below, and from no rung of the plan. */
const isAboutNumbers = ({ kind, rung }: MessageRef): boolean =>
  kind === 'notice' && rung.startsWith('correct-numbers-');

function faultsOfCorrection(arrival: Received, { region }: MessageRef, { input, season }: Setting): Violation[] {
  const below = input.regions.filter(({ parent }) => parent === region).map(({ code }) => code);
  const called = below.some((code) =>
    season.people.get(code)?.some((person) => season.foundWrong.has(person.id) && person.wrongNumber),
  );
  return [
    ...(called ? [] : [violation('uncalled-for', arrival, 'no number here turned out to be bad')]),
    ...(arrival.rightAddress ? [] : [violation('wrong-recipient', arrival, 'not the address of this contact')]),
    ...(isQuiet(arrival.at, input.quietHours, season.zone)
      ? [violation('out-of-hours', arrival, 'in the quiet hours')]
      : []),
  ];
}

/** During a warning, an ordinary message of the area waits; it goes out when the warning is over, if still needed. */
const waitedForWeather = (
  season: Season,
  { round, rung, region }: Pick<Expectation, 'round' | 'rung' | 'region'>,
): boolean => {
  const asked = season.rounds.get(round);
  const waits = !asked || !isUnplanned(asked);
  return waits && WAITING_KINDS.includes(rung.kind) && isHeld(season, region, rung.at);
};

type Known = Setting & { message: MessageRef; rung: Rung };

/** @returns violations by the recipient: the wrong person, or a region without silent units. */
function faultsOfPlace(arrival: Received, { season, message, rung }: Known): Violation[] {
  const { round, region, contact } = message;
  const faults: Violation[] = [];
  if (!arrival.rightAddress)
    faults.push(violation('wrong-recipient', arrival, `not the ${arrival.channel} address of contact ${contact}`));
  const { everybody, short } = rung.audience;
  if (!everybody && wantingIn(season, { round, rung, region }, arrival.at).length === 0) {
    const why = short ? 'was below the milestone' : 'was silent any more';
    faults.push(violation('after-report', arrival, `${rung.kind} although nobody here ${why}`));
  } else if (!mayBeTold(season, { round, rung, region, contact }, arrival.at)) {
    faults.push(violation('uncalled-for', arrival, `the plan has no ${rung.kind} for this contact`));
  }
  return faults;
}

function faultsOfTime(arrival: Received, { input, season, message, rung }: Known): Violation[] {
  const { at } = arrival;
  const faults: Violation[] = [];
  // A message may be late only because of the gateway or the number's daily limit; it is never early.
  const delayed =
    at > rung.at &&
    (season.troubled.has(placeKey(message)) ||
      waitedForWeather(season, { ...message, rung }) ||
      isCapped(season.sms, message.contact, rung.at));
  if (at !== rung.at && !delayed) faults.push(violation('wrong-instant', arrival, `due at ${rung.at}`));
  if (!rung.urgent && isQuiet(at, input.quietHours, season.zone))
    faults.push(violation('out-of-hours', arrival, `quiet from ${input.quietHours.from} to ${input.quietHours.to}`));
  if (at > input.endedAt) faults.push(violation('after-end', arrival, `the campaign ended at ${input.endedAt}`));
  else if (at >= rung.validUntil) faults.push(violation('after-end', arrival, `of no use after ${rung.validUntil}`));
  return faults;
}

const orderKey = ({ at, kind, round, unit, rung }: Violation): string => [at, kind, round, unit, rung].join(' ');
const byTimeAndPlace = (a: Violation, b: Violation): number => compare(orderKey(a), orderKey(b));
