import type { Day } from '../../../domain/campaign/calendar/days';
import type { Definition } from '../../../domain/campaign/definition/definition';
import type { DeliverySent, Missed } from '../../../domain/ledger/delivery';
import type { ToldBy } from '../../../domain/list/list-names';
import type { OutReason } from '../../../domain/list/row-life';
import type { Step } from '../../../domain/list/steps';
import type { Figures } from '../../../domain/report/report-figures';
import type { PeopleKey } from '../../people/sealed/people-key';
import type { Doing } from '../deeds';

/** What a unit has done with one row in a step that it is asked for. Reasons are for those who look at the row. */
export interface RowDone {
  row: string;
  /** As the sender saw it; left out, whatever it is now. */
  version?: number | undefined;
  done: boolean;
  /** Of a household that was told of its visit: how. */
  told?: ToldBy | undefined;
  /** Not done: why the row leaves the list. Without it, it goes back to who proposed it, with a written reason. */
  because?: OutReason | undefined;
  reason?: string | undefined;
  /** What was counted there; of an appraisal its votes (domain/list/votes.ts), also as the strings of an HTML form. */
  figures?: Figures | undefined;
  /** Numbers of the photos that prove it, which the unit has sent for this round. */
  photos?: readonly string[] | undefined;
  /** The sender's key of this act (UUID): the same act sent twice is one, whatever has happened to the row since. */
  key?: string | undefined;
  /** Of a delivery: how it went, what was handed over and who signed; without it, all that is due was given. */
  delivery?: DeliverySent | undefined;
  /** Of rows that are given all that is due, many at once: in which of the list's ways they are helped. */
  helps?: readonly string[] | undefined;
  /** Not done: nothing could be handed over at this visit; the row stays. A refusal has a written reason. */
  missed?: Missed | undefined;
}

/** A unit that is asked for a step after the proposal, in a transaction that holds its ask. */
export interface DoingStep extends Doing {
  list: string;
  step: Step;
  unit: string;
  round: string;
  definition: Definition;
  /** In the campaign's zone. */
  today: Day;
  /** Seals who signs for somebody else. */
  people?: PeopleKey | undefined;
}
