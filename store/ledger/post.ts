import { createHash } from 'node:crypto';
import type { Instant } from '../../domain/instant';
import type { Transfer, TransferKind } from '../../domain/ledger/transfers';
import { receiptNumber } from '../../domain/report/receipt';
import { Refused, sentence } from '../../domain/text/refusal';
import type { Queries } from '../db/db';
import { json } from '../db/json';
import type { Hand } from '../list/deeds';

/** A transfer as it is posted. */
export interface Line extends Omit<Transfer, 'kind'> {
  /** That of the act when left out. */
  kind?: TransferKind | undefined;
  /** In fen, of what comes in from outside. */
  valueFen?: number | undefined;
}

/** What somebody did: all its transfers are posted, or none. */
export interface LedgerAct {
  campaign: string;
  /** The sender's key (a UUID): a second sending gives the first receipt. */
  key: string;
  kind: TransferKind;
  /** Campaign time. */
  at: Instant;
  hand: Hand;
  /** The number on the paper. */
  docNo?: string | undefined;
}

/** What became of it. */
export interface Posted {
  act: number;
  receipt: string;
  /** This very sending was posted before. */
  repeated: boolean;
}

/**
 * Notes an act of the ledger, once by its key; its transfers follow in the same transaction.
 * @param content what was sent, in plain values: the same key with something else is refused
 * @throws Refused when the key was used for something else
 */
export async function noteAct(tx: Queries, act: LedgerAct, content: object): Promise<Posted> {
  const { campaign, key, kind, at, hand, docNo = null } = act;
  const digest = createHash('sha256')
    .update(JSON.stringify([kind, docNo, content]))
    .digest();
  const [made] = await tx<{ act: number }[]>`
    insert into ledger_acts (campaign_id, key, digest, kind, at, account_id, contact_id, by_name, via, doc_no)
    values (${campaign}, ${key}, ${digest}, ${kind}, ${at}, ${hand.account ?? null}, ${hand.contact ?? null}, ${hand.name ?? null},
            ${hand.via}, ${docNo})
    on conflict (campaign_id, key) do nothing returning id as act`;
  if (made) return { ...made, receipt: receiptNumber(made.act), repeated: false };
  const [before] = await tx<{ act: number; digest: Buffer }[]>`
    select id as act, digest from ledger_acts where campaign_id = ${campaign} and key = ${key}`;
  if (!before?.digest.equals(digest)) throw new Refused(sentence('ledger-key-used'));
  return { act: before.act, receipt: receiptNumber(before.act), repeated: true };
}

/**
 * Posts the transfers of an act, thousands in one statement; Postgres keeps the balances and refuses what is not there.
 * @throws what {@link ledgerRefusal} knows
 */
export async function postTransfers(
  tx: Queries,
  { campaign, act, kind }: Pick<LedgerAct, 'campaign' | 'kind'> & { act: number },
  lines: readonly Line[],
): Promise<number[]> {
  const rows = lines.map(({ item, purse, quantity, from, to, reverses, valueFen, ...line }) => ({
    ...{ kind: line.kind ?? kind, item, purse, quantity, from, to },
    ...{ reverses: reverses ?? null, value: valueFen ?? null },
  }));
  const posted = await tx<{ id: number }[]>`
    insert into transfers (act_id, campaign_id, kind, item, purse, quantity, value_fen, from_account, to_account, reverses)
    select ${act}, ${campaign}, kind, item, purse, quantity, value, "from", "to", reverses
    from jsonb_to_recordset(${json(tx, rows)})
      as t(kind text, item text, purse text, quantity bigint, value bigint, "from" text, "to" text, reverses bigint)
    returning id`;
  return posted.map(({ id }) => id);
}
