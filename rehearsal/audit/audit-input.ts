import type { Channel, Plan } from '../../domain/campaign/plan';
import type { Instant } from '../../domain/instant';
import type { DutyWord } from '../../domain/people/duties';
import type { RegionView } from '../../domain/people/regions';
import type { RungKind } from '../../domain/round/rung-kinds';
import type { AlertRoundHeld } from './alert-rounds';
import type { QuotaTally } from './lists/quota-tally';
import type { PlanVersion } from './plan-versions';

/**
 * A contact with one duty for a region, as the register had it before the rehearsal; without name, phone number or
 * address. A person with several duties stands here once for each.
 */
export interface Person {
  /** Number of the contact in the register. */
  id: number;
  region: string;
  role: DutyWord;
  /** Index of the phone number, from 0: contacts who share a number have the same index. Null without a number. */
  number: number | null;
  phone: boolean;
  email: boolean;
  optedOut: boolean;
  /** `YYYY-MM-DD`, both days included, either may be open; both null when not on leave. */
  leaveFrom: string | null;
  leaveUntil: string | null;
  /** The rehearsal has made this a wrong number. */
  wrongNumber: boolean;
}

/** The message's row of the outbox, found by the message's number. */
export interface MessageRef {
  id: number;
  /** Workflow id of the round. */
  round: string;
  /** Id of the rung, for example `due-3wd`. */
  rung: string;
  kind: RungKind;
  /** The addressed region. */
  region: string;
  /** Number of the addressed contact. */
  contact: number;
  /** The matter of a message that belongs to no rung, for example `receipt R1`; else null. */
  about: string | null;
  /** Number of the one that led those it went out with, itself among them; null when it went alone. */
  envelope: number | null;
}

/** A message that a simulator really received; several were one arrival when they have the same envelope. */
export interface Received {
  channel: Channel;
  /** Null when it carries no number of any message in the outbox. */
  message: MessageRef | null;
  /** Whether it came to the number or address that the register has for the contact. */
  rightAddress: boolean;
  /** Campaign time. */
  at: Instant;
}

/** A misdeed of the gateway with a message, as the gateway itself recorded it. */
export interface Trouble {
  message: MessageRef;
  /** For example `throttled`, `lost-before`, `receipt-late`. */
  kind: string;
  /** Campaign time. */
  at: Instant;
  /** For a misdeed of a receipt: when the first receipt came; null when none ever did. */
  receiptAt: Instant | null;
}

/** A row that an officer gave to another unit, because the household lives there now. */
export interface RowMoved {
  from: string;
  to: string;
  at: Instant;
}

/** The final state of a message, by the outbox. */
export interface FinalState {
  id: number;
  round: string;
  rung: string;
  region: string;
  contact: number;
  about: string | null;
  state: string;
  reason: string | null;
  /** Every reason that it ever had: one that has waited may end for another. */
  reasons: readonly string[];
}

/** An event of one region in one round. */
interface InRegion {
  round: string;
  region: string;
  at: Instant;
}

/** How a person acted: through the page behind a link, or by an SMS from this contact. */
export type Means = { via: 'form' } | { via: 'sms'; contact: number };

/** An act of a simulated person, noted by that person. The receipt of a report by SMS comes in the answer. */
export type Acted = InRegion &
  (
    | { kind: 'returned' }
    | ({ kind: 'reported' | 'acknowledged' } & Means)
    /** Wrote an unclear SMS, or asked for no more SMS. */
    | { kind: 'unclear' | 'stopped'; via: 'sms'; contact: number }
  );

/** Number of replies by SMS, by outcome. */
export type ReplyCounts = Record<'reported' | 'acknowledged' | 'stopped' | 'unclear', number>;

export interface AuditInput {
  plan: Plan;
  /** Decisions about its dates since the start; a warning may cause one. */
  versions: readonly PlanVersion[];
  /** Rounds that warnings opened besides the plan. */
  alertRounds: readonly AlertRoundHeld[];
  /** Areas (by code) and times in which ordinary reminders waited for the end of a warning. */
  holds: readonly { area: string; from: Instant; until: Instant | null }[];
  /** The scope and everything below it. */
  regions: readonly RegionView[];
  people: readonly Person[];
  quietHours: { from: string; to: string };
  received: readonly Received[];
  acted: readonly Acted[];
  /** The gateway's misdeeds. */
  troubles: readonly Trouble[];
  /** Daily limits of a number: SMS in all, and reminders among them. */
  caps: { messages: number; reminders: number };
  /** Slots of the lists with quotas, and the rows that units handed in. */
  quotas: QuotaTally;
  /** Rows that moved. */
  moves: readonly RowMoved[];
  /** Every message of the outbox. */
  rows: readonly FinalState[];
  /** Replies by SMS, as the system counted them. */
  replies: ReplyCounts;
  /** Campaign time at which the campaign ended. */
  endedAt: Instant;
}

/**
 * missing-rung     an expected message did not arrive
 * after-report     received although no unit there was silent any more
 * double           the same rung reached the same person twice
 * wrong-instant    received at another instant than the rung's
 * out-of-hours     received in the quiet hours
 * after-end        received after the message lost its purpose, or after the campaign's end
 * wrong-recipient  received at a number or address that is not the contact's
 * uncalled-for     the plan has no such message for this person
 * unsettled        without a final state, or without a reason for its state
 * after-stop       an SMS to a person who had asked for no more
 * miscounted       replies by SMS were understood otherwise than people meant them, or a report counts other rows than
 *                  there were
 * unknown-message  without the number of a message of the outbox, or of a rung that the plan does not have
 * over-quota       more rows take slots of a unit than it has
 * paid-twice       the same person on two rows that are given out, or a row that got more than it is entitled to
 * unbalanced       accounts that do not follow from their transfers, or do not add up
 * not-given        a row without what it is entitled to, and without a reason
 * given-while-held something was given to a row that was held, objected to, or off the list
 * one-hand         two steps of a row, one after the other, by the same hand
 * out-of-order     a step of a row before its time, or a change that no row can make
 * wrong-posting    what hangs is not what was ready for it
 * wrong-outcome    a row of a list was taken or refused otherwise than it had to be
 * personal-data    something of a person on a list, where nothing personal may be
 */
export type ViolationKind =
  | 'missing-rung'
  | 'after-report'
  | 'double'
  | 'wrong-instant'
  | 'out-of-hours'
  | 'after-end'
  | 'wrong-recipient'
  | 'uncalled-for'
  | 'unsettled'
  | 'after-stop'
  | 'miscounted'
  | 'unknown-message'
  | 'over-quota'
  | 'paid-twice'
  | 'unbalanced'
  | 'not-given'
  | 'given-while-held'
  | 'one-hand'
  | 'out-of-order'
  | 'wrong-posting'
  | 'wrong-outcome'
  | 'personal-data';

export interface Violation {
  kind: ViolationKind;
  /** Workflow id of the round, code of the region and id of the rung concerned; null where unknown. */
  round: string | null;
  unit: string | null;
  rung: string | null;
  at: Instant;
  detail: string;
}

export interface Audit {
  /** Expectations and received messages that were checked. */
  checked: number;
  /** In the order of time. */
  violations: Violation[];
}
