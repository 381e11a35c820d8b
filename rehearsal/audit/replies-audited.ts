import type { Instant } from '../../domain/instant';
import { isUnplanned } from './alert-rounds';
import { type AnswerExpected, answers, answersExpected, matchAnswers, REPLY_RUNG } from './answers-expected';
import { CAPPED, isCapped, violation } from './arrivals';
import type { AuditInput, MessageRef, Received, ReplyCounts, Violation } from './audit-input';
import { hasStopped, type Season } from './expectations';
import { isQuiet, quietOver } from './quiet';

/** Compares the answers that arrived, and the system's reading of the replies, with the people's own notes. */
export function auditReplies(input: AuditInput, season: Season): Violation[] {
  const matches = matchAnswers(answersExpected(season, input.acted), input.received);
  return [
    ...matches.flatMap(({ expected, arrival }) => {
      if (arrival) return faultsOfAnswer(arrival, expected, { input, season });
      return expected && !wasPrevented(expected, { input, season }) ? [missing(expected)] : [];
    }),
    ...input.received.flatMap((arrival) => afterStop(season, arrival)),
    ...miscounted(input),
  ];
}

/** @returns how many SMS people wrote, by meaning. */
export function repliesWritten(acted: AuditInput['acted']): ReplyCounts {
  const counts: ReplyCounts = { reported: 0, acknowledged: 0, stopped: 0, unclear: 0 };
  for (const act of acted) if ('via' in act && act.via === 'sms') counts[act.kind] += 1;
  return counts;
}

interface Setting {
  input: AuditInput;
  season: Season;
}

function faultsOfAnswer(arrival: Received, expected: AnswerExpected | null, { input, season }: Setting): Violation[] {
  const { at, message, rightAddress } = arrival;
  const faults: Violation[] = [];
  if (!rightAddress) faults.push(violation('wrong-recipient', arrival, 'not the address of this contact'));
  // A person who answers a warning is awake, and must get the confirmation at once; others get it in the morning.
  const asked = message && season.rounds.get(message.round);
  const atOnce = asked && isUnplanned(asked) && expected && expected.contact !== null;
  const due = (written: Instant) => (atOnce ? written : quietOver(written, input.quietHours, season.zone));
  if (!atOnce && isQuiet(at, input.quietHours, season.zone))
    faults.push(violation('out-of-hours', arrival, 'in the quiet hours'));
  if (!expected) faults.push(violation('uncalled-for', arrival, 'nothing was written that this would answer'));
  else if (at !== due(expected.at) && !isExcused(expected, message?.contact ?? null, { input, season }))
    faults.push(violation('wrong-instant', arrival, `answers what was written at ${expected.at}`));
  return faults;
}

const wasTroubled = (expected: AnswerExpected, { troubles }: AuditInput): boolean =>
  troubles.some(({ message }) => message.rung === REPLY_RUNG && answers(message, expected));

/** @returns whether a recorded misdeed of the gateway, or the number's daily limit, excuses a late answer. */
const isExcused = (expected: AnswerExpected, contact: number | null, { input, season }: Setting): boolean =>
  wasTroubled(expected, input) || (contact !== null && isCapped(season.sms, contact, expected.at));

function wasPrevented(expected: AnswerExpected, { input, season }: Setting): boolean {
  const written = input.rows.filter((row) => row.rung === REPLY_RUNG && answers(row, expected));
  return written.some(
    ({ contact, reason, reasons }) =>
      reason !== null &&
      (wasTroubled(expected, input) ||
        (reasons.includes(CAPPED) && isCapped(season.sms, contact, expected.at)) ||
        hasNoNumber(season, { region: expected.region, contact })),
  );
}

const hasNoNumber = ({ people }: Season, { region, contact }: { region: string; contact: number }): boolean =>
  people.get(region)?.some(({ id, wrongNumber }) => id === contact && wrongNumber) ?? false;

const missing = ({ what, round, region, at }: AnswerExpected): Violation => ({
  kind: 'missing-rung',
  round,
  unit: region,
  rung: REPLY_RUNG,
  at,
  detail: `what was written by SMS at ${at} had no answer (${what})`,
});

/** Urgent messages also go to stopped numbers. */
const isUrgent = ({ rounds }: Season, { round, rung }: MessageRef): boolean =>
  rounds.get(round)?.round.rungs.some(({ id, urgent }) => id === rung && urgent === true) ?? false;

/** The confirmation of the stop is the last SMS. A person who writes again afterwards gets an answer. */
function afterStop(season: Season, arrival: Received): Violation[] {
  const { message, channel, at } = arrival;
  if (channel !== 'sms' || message === null || message.rung === REPLY_RUNG) return [];
  if (!hasStopped(season, message.contact, at) || isUrgent(season, message)) return [];
  return [violation('after-stop', arrival, `stopped at ${season.stopped.get(message.contact)}`)];
}

function miscounted({ acted, replies, endedAt }: AuditInput): Violation[] {
  const written = repliesWritten(acted);
  return (Object.keys(written) as (keyof ReplyCounts)[]).flatMap((kind): Violation[] => {
    if (written[kind] === replies[kind]) return [];
    const detail = `${written[kind]} replies by SMS were meant as ${kind}, the register has ${replies[kind]}`;
    return [{ kind: 'miscounted', round: null, unit: null, rung: null, at: endedAt, detail }];
  });
}
