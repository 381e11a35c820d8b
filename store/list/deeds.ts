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
  /** A word: why a row is held, returned or out; how somebody was told or contacted. */
  because?: OutReason | string | undefined;
  /** What somebody wrote of this row, the sender's key of it, its case, and what proves it: instead of those of all. */
  reason?: string | undefined;
  submission?: string | undefined;
  case?: number | undefined;
  photos?: readonly string[] | undefined;
  /** Number of the deed that it takes back. */
  undoes?: number | undefined;
  /** Key of the round, where an officer acts for who is asked. */
  round?: string | undefined;
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

/** Writes what was done, a line for each row. @returns the numbers of the deeds, in their order */
export async function addDeeds(sql: Queries, doing: Doing, deeds: readonly Deed[]): Promise<number[]> {
  if (deeds.length === 0) return [];
  const { campaign, hand, at, ...common } = doing;
  const rows = deeds.map((deed, nr) => ({
    ...{ nr, entry: deed.entry, unit: deed.unit, kind: deed.kind, undoes: deed.undoes ?? null },
    ...{ before: deed.before ?? null, after: deed.after ?? null, because: deed.because ?? null },
    ...{
      photos: deed.photos ?? null,
      round: deed.round ?? common.round ?? null,
      case: deed.case ?? common.case ?? null,
    },
    ...{ reason: deed.reason ?? common.reason ?? null, submission: deed.submission ?? common.submission ?? null },
  }));
  const added = await sql<{ id: number; nr: number }[]>`
    with given as materialized (
      select nextval((select pg_get_serial_sequence('deeds', 'id'))) as id, d.*
      from jsonb_to_recordset(${json(sql, rows)})
        as d(nr int, entry bigint, unit text, kind text, undoes bigint, before jsonb, after jsonb, because text, photos text[],
             round text, "case" bigint, reason text, submission uuid) order by nr),
    added as (
      insert into deeds (id, campaign_id, case_id, entry_id, unit_code, round_key, kind, at, contact_id, account_id, by_name, via,
                         before, after, because, reason, submission, photos, undoes)
      overriding system value
      select id, ${campaign}, "case", entry, unit, round, kind, ${at}, ${hand.contact ?? null}, ${hand.account ?? null},
             ${hand.name ?? null}, ${hand.via}, before, after, because, reason, submission, photos, undoes from given order by nr)
    select id, nr from given order by nr`;
  return added.map(({ id }) => id);
}
