import type { OutReason, RowState } from '../../domain/list/row-life';
import type { Actor } from '../account/actor';
import type { Queries } from '../db/db';
import { json } from '../db/json';

/** Who does something with rows: a contact by link or SMS, an account, or a name (a program, the shell). */
export interface Hand {
  contact?: number | undefined;
  account?: number | undefined;
  name?: string | undefined;
  via: 'form' | 'api' | 'cli' | 'sms' | 'paper' | 'import' | 'system';
}

/** @returns the hand of an account, or else of a program or whoever sits at the shell */
export const handOf = ({ id, by }: Pick<Actor, 'id' | 'by'>, via: Hand['via']): Hand =>
  id === null ? { name: by ?? undefined, via } : { account: id, via };

/** How a row stands, before or after a deed. */
export interface Standing {
  done: number;
  state: RowState;
  category: string;
  heads: number;
}

/** A deed with one row. */
export interface Deed {
  entry: number;
  unit: string;
  kind: string;
  before?: Standing | undefined;
  after?: Standing | undefined;
  /** A word: why a row is held, returned or out. */
  because?: OutReason | string | undefined;
}

/** What the deeds of one act have in common. */
export interface Doing {
  campaign: string;
  hand: Hand;
  at: string;
  round?: string | undefined;
  /** What somebody wrote; it may name a person. */
  reason?: string | undefined;
  /** The sender's key of the act. */
  submission?: string | undefined;
  /** Number of the case that it belongs to. */
  case?: number | undefined;
}

/** Writes what was done, a line for each row. */
export async function addDeeds(sql: Queries, doing: Doing, deeds: readonly Deed[]): Promise<void> {
  if (deeds.length === 0) return;
  const { campaign, hand, at, round, reason, submission, case: of } = doing;
  const rows = deeds.map(({ before, after, because, ...deed }) => ({
    ...deed,
    before: before ?? null,
    after: after ?? null,
    because: because ?? null,
  }));
  await sql`
    insert into deeds (campaign_id, case_id, entry_id, unit_code, round_key, kind, at, contact_id, account_id, by_name, via, before, after,
                       because, reason, submission)
    select ${campaign}, ${of ?? null}, entry, unit, ${round ?? null}, kind, ${at}, ${hand.contact ?? null}, ${hand.account ?? null}, ${hand.name ?? null},
           ${hand.via}, before, after, because, ${reason ?? null}, ${submission ?? null}
    from jsonb_to_recordset(${json(sql, rows)})
      as d(entry bigint, unit text, kind text, before jsonb, after jsonb, because text)`;
}
