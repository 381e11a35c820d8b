import type { Instant } from '../../../domain/instant';
import type { RowState } from '../../../domain/list/row-life';
import { dutyOf, dutyWord } from '../../../domain/people/duties';
import { receiptNumber } from '../../../domain/report/receipt';
import { type Problem, Refused, type Sentence, sentence } from '../../../domain/text/refusal';
import { atomically, type Queries } from '../../db/db';
import { json } from '../../db/json';
import { within } from '../../db/scope';
import { firstReceipt } from '../acts/decide';
import { rowRefusals } from '../acts/row-refusals';
import { askAgain } from '../ask-again';
import type { Hand } from '../deeds';
import type { ListAddress } from '../quotas';
import { asksOf, type PairList, pairList } from './pair-list';

/** A post of the register that helps: the code of its unit, and the word of its duty there. */
export interface Helper {
  unit: string;
  post: string;
}

/** Who is to help whom. */
export interface PairWanted {
  /** Number of the row. */
  row: number;
  /** As the sender saw the row; left out, whatever it is now. */
  version?: number | undefined;
  /** Null ends the pair. */
  helper: Helper | null;
}

export interface Pairing extends ListAddress {
  hand: Hand;
  /** Highest region of who pairs; null means everything. */
  top: string | null;
  /** The sender's key (UUID): the same act sent twice is one. */
  submission: string;
  pairs: readonly PairWanted[];
  /** Needed where a row has a helper already. */
  reason?: string | undefined;
}

/** The receipt of a pairing. */
export interface Paired {
  /** Of the act that made the pairs as they are now; null when they were so from the beginning. */
  receipt: string | null;
  /** Rows that have another helper now, or none. */
  rows: number;
  same: number;
  at: Instant;
  /** All of it was so already. */
  repeated: boolean;
  /** Workflow ids of the rounds in which other units are asked now. */
  rounds: readonly string[];
}

/** Most pairs of one act. */
export const MOST_PAIRS = 50_000;

/** Most problems that are named. */
const PROBLEMS_SHOWN = 100;

/**
 * Gives rows their helpers, changes or ends pairs, all or nothing. A row has one helper at a time, a helper any
 * number of rows. Units of new helpers are asked in the rounds that run.
 * @throws Refused with all that forbids it by row; nothing is written then
 */
export const pairRows = (sql: Queries, pairing: Pairing): Promise<Paired> =>
  atomically(sql, async (tx) => {
    const { campaign, list, submission, hand, reason } = pairing;
    const of = await pairList(tx, pairing);
    const { now: at } = of;
    const [act] = await tx<{ id: number }[]>`
      insert into row_acts (campaign_id, list, submission, kind, at) values (${campaign}, ${list}, ${submission}, 'pair', ${at})
      on conflict (campaign_id, submission) do nothing returning id`.catch(rowRefusals);
    if (!act) return { ...(await firstReceipt(tx, campaign, submission)), same: 0 };
    const changes = await judge(tx, of, pairing);
    const same = pairing.pairs.length - changes.length;
    if (changes.length === 0) {
      await tx`delete from row_acts where id = ${act.id}`;
      return { receipt: await lastReceipt(tx, pairing), rows: 0, same, at, repeated: true, rounds: [] };
    }
    await tx`
      with c as (
        select * from jsonb_to_recordset(${json(tx, changes)}) as c(row bigint, helper bigint, unit text, before jsonb, after jsonb)
      ), moved as (
        update entries e set helper_id = c.helper, version = e.version + 1, changed_at = ${at} from c where e.id = c.row)
      insert into deeds (campaign_id, entry_id, unit_code, kind, at, contact_id, account_id, by_name, via, before, after, reason,
                         submission)
      select ${campaign}, c.row, c.unit, 'pair', ${at}, ${hand.contact ?? null}, ${hand.account ?? null}, ${hand.name ?? null},
             ${hand.via}, c.before, c.after, ${reason ?? null}, ${submission}
      from c`;
    await tx`update row_acts set rows = ${changes.length} where id = ${act.id}`;
    const rounds = await askAgain(tx, of);
    return { receipt: receiptNumber(act.id), rows: changes.length, same, at, repeated: false, rounds };
  });

interface Change {
  row: number;
  /** Number of the duty. */
  helper: number | null;
  /** The unit that has the pair now, or has had it. */
  unit: string;
  before: Helper | null;
  after: Helper | null;
}

/** @returns the rows that change @throws Refused with all that forbids it */
async function judge(tx: Queries, of: PairList, pairing: Pairing): Promise<Change[]> {
  const rows = await lockRows(tx, pairing);
  const posts = await postsOf(tx, of, pairing.pairs);
  const seen = new Set<number>();
  const problems: Problem[] = [];
  const changes: Change[] = [];
  for (const { row, version, helper } of pairing.pairs) {
    const known = rows.get(row);
    const post = helper && posts.get(keyOf(helper));
    const isSame = known !== undefined && known.helper === (post?.id ?? null);
    const said = refusalOf({ known, version, helper, post, twice: seen.has(row), isSame }, pairing);
    seen.add(row);
    if (said) problems.push({ field: known ? `${row} ${known.unit}` : String(row), ...said });
    else if (known && !isSame) {
      const [before, after] = [known.helped, helper];
      changes.push({ row, helper: post?.id ?? null, unit: (after ?? before)?.unit ?? known.unit, before, after });
    }
  }
  if (problems.length > 0)
    throw new Refused(sentence('pairs-refused', { count: problems.length }), problems.slice(0, PROBLEMS_SHOWN));
  return changes;
}

interface Judged {
  known: KnownRow | undefined;
  version: number | undefined;
  helper: Helper | null;
  post: Post | null | undefined;
  twice: boolean;
  isSame: boolean;
}

function refusalOf({ known, version, helper, post, twice, isSame }: Judged, { reason }: Pairing): Sentence | null {
  if (!known) return sentence('row-unknown');
  if (twice) return sentence('pair-row-twice');
  if (known.state === 'out') return sentence('row-out');
  if (known.state === 'twin') return sentence('row-twin');
  if (version !== undefined && version !== known.version) return sentence('row-changed');
  if (helper && post === undefined) return sentence('pair-post-unknown', { unit: helper.unit, post: helper.post });
  if (helper && post && !post.asked) return sentence('pair-unit-unknown', { unit: helper.unit });
  if (isSame || known.helper === null) return null;
  return reason?.trim() ? null : sentence('pair-say-why');
}

interface KnownRow {
  id: number;
  version: number;
  unit: string;
  state: RowState;
  /** Number of the duty, and what it is. */
  helper: number | null;
  helped: Helper | null;
}

async function lockRows(tx: Queries, { campaign, list, top, pairs }: Pairing): Promise<Map<number, KnownRow>> {
  const found = await tx<
    (Omit<KnownRow, 'helped'> & { of: string | null; role: string | null; deputy: boolean | null })[]
  >`
    select e.id, e.version, e.unit_code as unit, e.state, e.helper_id as helper, d.region_code as of, d.role, d.deputy
    from entries e join regions g on g.code = e.unit_code left join duties d on d.id = e.helper_id
    where e.campaign_id = ${campaign} and e.list = ${list} and e.id = any(${pairs.map(({ row }) => row)}::bigint[])
      and ${within(tx, top, 'g.path')}
    order by e.id for no key update of e`;
  return new Map(
    found.map(({ of, role, deputy, ...row }) => {
      const helped =
        of === null || role === null ? null : { unit: of, post: dutyWord({ role, deputy: deputy === true }) };
      return [row.id, { ...row, helped }];
    }),
  );
}

interface Post {
  id: number;
  /** Whether the list asks its unit, within the scope of the campaign. */
  asked: boolean;
}

const keyOf = ({ unit, post }: Helper): string => `${unit} ${post}`;

/** Posts that are taken: a helper without a person helps nobody. The deputy of a post is no helper. */
async function postsOf(tx: Queries, of: PairList, pairs: readonly PairWanted[]): Promise<Map<string, Post>> {
  const wanted = [...new Map(pairs.flatMap(({ helper }) => (helper ? [[keyOf(helper), helper]] : []))).values()];
  const posts = wanted.flatMap(({ unit, post }) => {
    const { role, deputy } = dutyOf(post);
    return deputy ? [] : [{ unit, role }];
  });
  const found = await tx<(Post & Helper)[]>`
    select d.id, d.region_code as unit, d.role as post, ${asksOf(tx, of)} and ${within(tx, of.row.definition.scope, 'u.path')} as asked
    from jsonb_to_recordset(${json(tx, posts)}) as w(unit text, role text)
    join duties d on d.region_code = w.unit and d.role = w.role and not d.deputy
    join regions u on u.code = d.region_code for key share of d`;
  return new Map(found.map((post) => [keyOf(post), post]));
}

/** @returns the receipt of the last act that paired one of these rows */
async function lastReceipt(tx: Queries, { campaign, list, pairs }: Pairing): Promise<string | null> {
  const [last] = await tx<{ id: number | null }[]>`
    select max(a.id) as id from row_acts a where a.campaign_id = ${campaign} and a.list = ${list} and a.kind = 'pair' and exists (
      select from deeds d where d.submission = a.submission and d.entry_id = any(${pairs.map(({ row }) => row)}::bigint[]))`;
  return last?.id ? receiptNumber(last.id) : null;
}
