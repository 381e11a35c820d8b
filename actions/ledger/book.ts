import type { Transfer, TransferKind } from '../../domain/ledger/transfers';
import { transferFault } from '../../domain/ledger/transfers';
import { Refused } from '../../domain/text/refusal';
import { audit } from '../../store/account/audit-log';
import { atomically, type Queries } from '../../store/db/db';
import { settleWaiting } from '../../store/ledger/delivery/settle-waiting';
import { type Ledger, ledgerOf, refuseOtherStores } from '../../store/ledger/ledger-of';
import { ledgerRefusals } from '../../store/ledger/ledger-refusals';
import { type Line, noteAct, type Posted, postTransfers } from '../../store/ledger/post';
import { handOf } from '../../store/list/deeds';
import type { Acting } from '../acting';

/** What every act of the ledger says. */
export interface Booking {
  campaign: string;
  /** The sender's key (a UUID): a second sending gives the first receipt. */
  key: string;
  /** The number on the paper. */
  docNo?: string | undefined;
  /** Region of who acts; null for everything. */
  top: string | null;
  via: 'api' | 'cli' | 'paper';
}

/** An act as it is carried out. */
export interface Act {
  kind: TransferKind;
  /** What was sent, in plain values. */
  content: object;
  /** Codes of the regions whose stores it touches. */
  stores: readonly string[];
  /** The transfers, once it is known that the act is a new one; what else it writes. */
  lines(tx: Queries, ledger: Ledger, act: number): Promise<Line[]> | Line[];
  /** For the audit log, beside the sums. */
  told?: Told;
  /** Written by a person; it may name somebody. */
  reason?: string | undefined;
  /** What else happens in its transaction, once it is posted; what the audit log is told of that. */
  after?(tx: Queries, ledger: Ledger, posted: { act: number; lines: readonly Line[] }): Promise<Told>;
}

type Told = Record<string, string | number | undefined>;

/**
 * Carries out one act of the ledger: checked, posted and told to the audit log in one transaction.
 * @throws Refused when an account holds too little, an end is unknown, or a store is not theirs
 */
export async function book({ sql, by }: Acting, booking: Booking, act: Act): Promise<Posted> {
  const posted = await atomically(sql, async (tx) => {
    const { campaign, key, docNo, top, via } = booking;
    const ledger = await ledgerOf(tx, campaign);
    await refuseOtherStores(tx, { scope: ledger.definition.scope, top }, act.stores);
    const { kind, content, told = {}, reason, after } = act;
    const noted = await noteAct(tx, { campaign, key, kind, at: ledger.now, hand: handOf(by, via), docNo }, content);
    if (noted.repeated) return noted;
    const lines = await act.lines(tx, ledger, noted.act);
    refuseFaults(ledger, kind, lines);
    await postTransfers(tx, { campaign, act: noted.act, kind }, lines);
    const more = await after?.(tx, ledger, { act: noted.act, lines });
    const why = reason === undefined ? {} : { reason };
    await audit(tx, by, 'keep-ledger', { campaign, what: kind, receipt: noted.receipt, ...told, ...more, ...why });
    return noted;
  }).catch(ledgerRefusals);
  // Rows are locked before stores, so this comes in a transaction of its own; broken off, the next act does it.
  await settle({ sql, by }, booking);
  return posted;
}

/** Books deliveries that have waited for these goods. */
const settle = ({ sql, by }: Acting, { campaign, via }: Booking): Promise<void> =>
  atomically(sql, async (tx) => {
    const deliveries = await settleWaiting(tx, { campaign, hand: handOf(by, via) });
    if (deliveries > 0) await audit(tx, by, 'keep-ledger', { campaign, what: 'deliver', rows: deliveries });
  });

function refuseFaults({ items, purses }: Ledger, kind: TransferKind, lines: readonly Line[]): void {
  const known = { items: items.map(({ id }) => id), purses };
  for (const line of lines) {
    const transfer: Transfer = { ...line, kind: line.kind ?? kind };
    const fault = transferFault(transfer, known);
    if (fault) throw new Refused(fault);
  }
}
