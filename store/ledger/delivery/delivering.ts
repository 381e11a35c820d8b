import type { DeliveryOutcome, ProxyRelation } from '../../../domain/ledger/delivery';
import type { HandedOut, Part, PartFrom } from '../../../domain/ledger/hand-out';
import type { RowDone } from '../../list/acts/row-done';
import type { Doing } from '../../list/deeds';
import type { Keyring } from '../../people/sealed/keyring';
import type { Meant, RowDue } from './due-rows';

/** Who hands something over: a unit in its round, or an officer for who is asked. */
export interface Delivering extends Meant, Doing {
  /** In the campaign's zone. */
  today: string;
  /** Opens the keys; only a delivery with a proxy or witnesses needs them. */
  keyring(): Promise<Keyring>;
}

/** A row with its number, as the sender tells of it. */
export type RowGiven = RowDone & { id: number };

/** @returns in which ways a row is helped, by its delivery, or by what is said of many rows at once */
export const helpsOf = ({ delivery, helps = [] }: Pick<RowDone, 'delivery' | 'helps'>): readonly string[] =>
  delivery?.helps ?? helps;

/** A row on its way through a delivery. */
export interface Judged {
  given: RowGiven;
  row: RowDue;
  proxy: ProxyRead | null;
  /** The picture of the signature is here. */
  signed: boolean;
}

/** What has happened and leaves the row where it is on its track. */
export interface Fact {
  outcome: DeliveryOutcome;
  /** A word for the deed. */
  because: string;
  parts: readonly Part[];
  out: HandedOut | null;
}

/** A delivery to be kept. */
export interface Kept extends Judged {
  /** Number of its deed; null for that of the step. */
  deed: number | null;
  outcome: DeliveryOutcome;
  /** What was handed over, and what of it is booked, out of which store. */
  parts: readonly Part[];
  booked: readonly PartFrom[];
}

/** Who signs for a row, and who bears witness: sealed, but for the relation. */
export interface ProxyRead {
  relation: ProxyRelation | null;
  /** In hex; of the ID number, or else of the name. */
  digest: string | null;
  /** In hex. */
  sealed: string;
  keyNo: number;
}
