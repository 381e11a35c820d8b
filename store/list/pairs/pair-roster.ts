import type { Day } from '../../../domain/campaign/calendar/days';
import type { Instant } from '../../../domain/instant';
import { minimaAt } from '../../../domain/list/pairs/minima';
import type { RowState } from '../../../domain/list/row-life';
import { maskedName } from '../../../domain/people/masks';
import type { Fragment, Queries } from '../../db/db';
import { within } from '../../db/scope';
import type { Source } from '../../table/keyset';
import type { PageAt } from '../roster/roster';
import { minimaMet, type RowMinima } from './pair-deeds';
import { asksOf, type PairList, pairList } from './pair-list';

/** A row of a list of pairs for officers: masked. */
export interface PairRow extends RowMinima {
  id: number;
  unit: string;
  unitName: string;
  /** 王** */
  shown: string;
  state: RowState;
  /** The post that helps: its number, its unit, its word, and who has it (李**); null without one. */
  helper: { id: number; unit: string; unitName: string; post: string; holder: string | null } | null;
  /** Day of the last deed; null when there is none. */
  lastOn: Day | null;
  /** The plan for one person (一人一策): its version, and the day on which it was written; null without one. */
  plan: { version: number; on: Day } | null;
  version: number;
  changedAt: Instant;
}

export interface PairFilter {
  /** Code of a region: helpers of its subtree. */
  helpers?: string | undefined;
  /** Number of a post. */
  helper?: number | undefined;
  /** Code of a region: rows of its subtree. */
  units?: string | undefined;
  /** Only those who lack something of the minima. */
  below?: boolean | undefined;
  /** Only those without a helper. */
  without?: boolean | undefined;
  /** Only those without a plan. */
  unplanned?: boolean | undefined;
}

/** How a list of pairs stands. */
export interface PairCounts {
  rows: number;
  /** Rows with a helper, and posts that help somebody. */
  paired: number;
  helpers: number;
  /** Of the paired ones those who lack something of the minima. */
  below: number;
  /** Rows with a plan for one person. */
  planned: number;
}

interface Of {
  campaign: string;
  list: string;
  /** Highest region of the reader: rows or helpers in it; null means everything. */
  top: string | null;
  /** Minima in the periods with this day; today when left out. */
  on?: Day | undefined;
}

/**
 * Reads one page of pairs with what they have of the minima.
 * @param size most rows of the page
 * @throws Refused when there is no such list of pairs
 */
export async function pairPage(
  sql: Queries,
  of: Of,
  { filter, at, size }: { filter: PairFilter; at: PageAt; size: number },
): Promise<{ rows: PairRow[]; more: { before: boolean; after: boolean }; on: Day }> {
  const list = await pairList(sql, of);
  const backward = at === 'last' || (typeof at === 'object' && 'before' in at);
  const inside = typeof at === 'object';
  const from = !inside ? sql`true` : 'after' in at ? sql`e.id > ${at.after}` : sql`e.id < ${at.before}`;
  const found = await sql<PairRow[]>`
    select ${pairColumns(sql, list)} from ${pairTables(sql, of, list)}
    where ${pairsOf(sql, of)} and ${fits(sql, filter)} and ${from}
    order by e.id ${backward ? sql`desc` : sql``} limit ${size + 1}`;
  const rows = found.slice(0, size).map(maskedPair);
  const beyond = found.length > size;
  if (backward) rows.reverse();
  const more = backward ? { before: beyond, after: inside } : { before: inside, after: beyond };
  return { rows, more, on: of.on ?? list.today };
}

/** @returns how a list of pairs stands within the reader's region */
export async function countPairs(sql: Queries, of: Of, filter: PairFilter = {}): Promise<PairCounts> {
  const list = await pairList(sql, of);
  const [counts] = await sql<PairCounts[]>`
    select count(*)::int as rows, count(h.id)::int as paired, count(distinct h.id)::int as helpers,
           count(*) filter (where h.id is not null and m.below)::int as below, count(s.id)::int as planned
    from ${pairTables(sql, of, list)} where ${pairsOf(sql, of)} and ${fits(sql, filter)}`;
  return counts ?? { rows: 0, paired: 0, helpers: 0, below: 0, planned: 0 };
}

const pairColumns = (sql: Queries, { row: { definition } }: PairList): Fragment => sql`
  e.id, e.unit_code as unit, g.name as "unitName", e.shown, e.state, e.version, e.changed_at as "changedAt", m.minima, m.below,
  (select max(d.done_on)::text from deeds d where d.entry_id = e.id and not exists (select from deeds x where x.undoes = d.id)) as "lastOn",
  case when s.id is not null then jsonb_build_object('version', s.version, 'on', (s.written_at at time zone ${definition.zone})::date) end as plan,
  case when h.id is not null then
    jsonb_build_object('id', h.id, 'unit', h.region_code, 'unitName', hg.name, 'post', h.role, 'holder', k.name) end as helper`;

/** Rows with helper and minima. */
const pairTables = (sql: Queries, { on }: Pick<Of, 'on'>, { definition, today }: PairList): Fragment => sql`
  entries e join regions g on g.code = e.unit_code
  left join duties h on h.id = e.helper_id left join regions hg on hg.code = h.region_code
  left join contacts k on k.id = h.contact_id left join support_plans s on s.entry_id = e.id and s.sealed is not null
  cross join lateral (${minimaMet(sql, minimaAt(definition.minimum, on ?? today))}) m`;

/** Rows that stand on the list, and are the reader's or those of a helper there. */
const pairsOf = (sql: Queries, { campaign, list, top }: Of): Fragment => sql`
  e.campaign_id = ${campaign} and e.list = ${list} and e.state not in ('out', 'twin')
  and (${within(sql, top, 'g.path')} or ${within(sql, top, 'hg.path')})`;

/** @returns the pair without the name of who helps */
export const maskedPair = ({ helper, ...row }: PairRow): PairRow => ({
  ...row,
  helper: helper && { ...helper, holder: helper.holder === null ? null : maskedName(helper.holder) },
});

/** The pairs of a list as a table. @throws Refused when there is no such list of pairs */
export async function pairSource(sql: Queries, of: Of): Promise<Source> {
  const list = await pairList(sql, of);
  return {
    columns: pairColumns(sql, list),
    from: pairTables(sql, of, list),
    where: pairsOf(sql, of),
    id: { as: sql`e.id`, type: 'bigint' },
    values: {
      campaign: { as: sql`e.campaign_id`, type: 'text' },
      list: { as: sql`e.list`, type: 'text' },
      unit: { as: sql`e.unit_code`, type: 'text' },
      unitName: { as: sql`g.name`, type: 'text' },
      helperUnit: { as: sql`hg.name`, type: 'text', nullable: true },
      post: { as: sql`h.role`, type: 'text', nullable: true },
      standing: {
        as: sql`(case when h.id is null then 'without' when m.below then 'below' else 'met' end)`,
        type: 'text',
      },
      planned: { as: sql`(case when s.id is null then 'no' else 'yes' end)`, type: 'text' },
    },
    conditions: {
      units: (condition) => (condition.filter === 'whole' ? within(sql, condition.value, 'g.path') : sql`false`),
    },
  };
}

const fits = (sql: Queries, { helpers, helper, units, below, without, unplanned }: PairFilter): Fragment => sql`
  ${helpers === undefined ? sql`true` : within(sql, helpers, 'hg.path')}
  ${helper === undefined ? sql`` : sql`and e.helper_id = ${helper}`}
  ${units === undefined ? sql`` : sql`and ${within(sql, units, 'g.path')}`}
  ${below ? sql`and e.helper_id is not null and m.below` : sql``}
  ${without ? sql`and e.helper_id is null` : sql``}
  ${unplanned ? sql`and s.id is null` : sql``}`;

/** A post that can help, and how many it helps on this list. */
export interface HelperPost {
  id: number;
  unit: string;
  unitName: string;
  post: string;
  /** Who has it: 李** */
  holder: string | null;
  pairs: number;
}

/** Most posts that are offered at once. */
const MOST_OFFERED = 50;

/** @param words part of the name of a unit, its code, or the beginning of a post @returns posts that a list may pair */
export async function helperPosts(sql: Queries, of: Omit<Of, 'top' | 'on'>, words: string): Promise<HelperPost[]> {
  const list = await pairList(sql, of);
  const found = await sql<HelperPost[]>`
    select d.id, u.code as unit, u.name as "unitName", d.role as post, k.name as holder,
           (select count(*)::int from entries e where e.helper_id = d.id and e.campaign_id = ${of.campaign} and e.list = ${of.list}
              and e.state not in ('out', 'twin')) as pairs
    from duties d join regions u on u.code = d.region_code join contacts k on k.id = d.contact_id
    where not d.deputy and ${asksOf(sql, list)} and ${within(sql, list.row.definition.scope, 'u.path')}
      and (u.code = ${words} or position(${words} in u.name) > 0 or starts_with(d.role, ${words}))
    order by u.path, d.role limit ${MOST_OFFERED}`;
  return found.map((post) => ({ ...post, holder: post.holder === null ? null : maskedName(post.holder) }));
}
