import type { Channel, Plan } from '../../domain/campaign/plan';
import type { Instant } from '../../domain/instant';
import type { RegionView } from '../../domain/people/regions';
import type { AlertRoundHeld } from './alert-rounds';
import type { PlanVersion } from './plan-versions';

/** Somebody who answers for a region, as the register had them before the rehearsal; no name, number or address. */
export interface Person {
  /** Number of the contact in the register. */
  id: number;
  region: string;
  role: 'contact' | 'deputy';
  /** Which of the register's numbers it is, counted from 0: two who share one have the same. Null without a number. */
  number: number | null;
  phone: boolean;
  email: boolean;
  optedOut: boolean;
  /** `YYYY-MM-DD`, both days included, either may be open; both null when not on leave. */
  leaveFrom: string | null;
  leaveUntil: string | null;
  /** The rehearsal made this number nobody's. */
  wrongNumber: boolean;
}

/** What a message says it is, read from the outbox by the message's number. */
export interface MessageRef {
  id: number;
  /** Workflow id of the round. */
  round: string;
  /** Id of the rung, for example `due-3wd`. */
  rung: string;
  kind: string;
  /** The region that is told. */
  region: string;
  /** Number of the contact it was written to. */
  contact: number;
  /** What it answers or tells of when it is no rung's, for example `receipt R1`; else null. */
  about: string | null;
}

/** A message that a simulator really received. */
export interface Received {
  channel: Channel;
  /** Null when it carries no number of a message that was ever written. */
  message: MessageRef | null;
  /** It came to the number or address that the register holds for the contact. */
  rightAddress: boolean;
  /** Campaign time. */
  at: Instant;
}

/** Something that the gateway did wrong with a message, by its own account. */
export interface Trouble {
  message: MessageRef;
  /** For example `throttled`, `lost-before`, `receipt-late`. */
  kind: string;
  /** Campaign time. */
  at: Instant;
  /** Of a receipt: when the first came; null when none ever did. */
  receiptAt: Instant | null;
}

/** What became of a message in the end, by the outbox. */
export interface FinalState {
  id: number;
  round: string;
  rung: string;
  region: string;
  contact: number;
  about: string | null;
  state: string;
  reason: string | null;
}

/** Something that happened in a region in a round. */
interface InRegion {
  round: string;
  region: string;
  at: Instant;
}

/** By the pages behind the links, or by an SMS that this contact wrote. */
export type Means = { via: 'form' } | { via: 'sms'; contact: number };

/** What a simulated person did, noted by that person. A report by SMS has its receipt in the answer. */
export type Acted = InRegion &
  (
    | { kind: 'returned' }
    | ({ kind: 'reported' | 'acknowledged' } & Means)
    /** Wrote something that nobody understands, or asked for no more SMS. */
    | { kind: 'unclear' | 'stopped'; via: 'sms'; contact: number }
  );

/** How many replies by SMS came to what. */
export type ReplyCounts = Record<'reported' | 'acknowledged' | 'stopped' | 'unclear', number>;

export interface AuditInput {
  plan: Plan;
  /** What was decided about its dates meanwhile, as a warning may. */
  versions: readonly PlanVersion[];
  /** What warnings asked for beside the plan. */
  alertRounds: readonly AlertRoundHeld[];
  /** Where (codes of areas) and when ordinary reminders waited for a warning to be over. */
  holds: readonly { area: string; from: Instant; until: Instant | null }[];
  /** The scope and everything below it. */
  regions: readonly RegionView[];
  people: readonly Person[];
  quietHours: { from: string; to: string };
  received: readonly Received[];
  acted: readonly Acted[];
  /** What the gateway did wrong. */
  troubles: readonly Trouble[];
  /** Most SMS, and most reminders among them, that a number gets in a day. */
  caps: { messages: number; reminders: number };
  /** Every message that was written. */
  rows: readonly FinalState[];
  /** Replies by SMS, by the register. */
  replies: ReplyCounts;
  /** Campaign time at which the campaign ended. */
  endedAt: Instant;
}

/**
 * missing-rung     somebody who had to be told was not
 * after-report     told although nobody there was silent any more
 * double           the same rung told the same person twice
 * wrong-instant    told at another instant than the rung's
 * out-of-hours     received in the quiet hours
 * after-end        received after the message had become pointless, or the campaign had ended
 * wrong-recipient  came to a number or address that is not the contact's
 * uncalled-for     the plan asks nobody to tell this person this
 * unsettled        a message that has not come to a last state, or whose state is not explained
 * after-stop       told by SMS after asking for no more
 * miscounted       replies by SMS that came to something else than the people meant
 * unknown-message  carries no number of a message of the outbox, or a rung that the plan does not have
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
  | 'unknown-message';

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
