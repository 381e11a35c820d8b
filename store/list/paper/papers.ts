import type { Instant } from '../../../domain/instant';
import { Refused, sentence } from '../../../domain/text/refusal';
import type { Fragment, Queries } from '../../db/db';
import { within } from '../../db/scope';
import type { Source } from '../../table/keyset';
import type { Hand } from '../deeds';

/** A sheet of A4 each, as a village has some thirty rows. */
export const MOST_SHEETS = 20;

/** How far a list on paper has come: taken (已交未录), keyed, compared by a second person, or void. */
export type PaperState = 'taken' | 'keyed' | 'compared' | 'void';

/** A list that a unit has handed over on paper. */
export interface Paper {
  id: number;
  campaign: string;
  list: string;
  /** Key of the round that asks for the rows, and the unit. */
  key: string;
  unit: string;
  unitName: string;
  /** The number on the slip. */
  receipt: string;
  handedOver: Instant;
  takenAt: Instant;
  /** As many rows as the slip says, and as are keyed. */
  rows: number;
  keyed: number;
  /** Photos of its sheets. */
  sheets: number;
  /** Rows in which the paper and the village's phone differ. */
  differing: number;
  state: PaperState;
  /** Number of the case that reminds of the keying. */
  case: number | null;
  /** The round takes no rows any more, and nobody has let this paper be keyed. */
  closed: boolean;
  opened: boolean;
  takenBy: string | null;
  keyedBy: string | null;
  comparedBy: string | null;
}

const state = (sql: Queries): Fragment => sql`
  case when p.void_at is not null then 'void' when p.compared_at is not null then 'compared'
       when p.keyed_at is not null then 'keyed' else 'taken' end`;

const columns = (sql: Queries): Fragment => sql`
  p.id, p.campaign_id as campaign, p.list, a.key, a.unit_code as unit, g.name as "unitName", p.receipt,
  p.handed_over as "handedOver", p.taken_at as "takenAt", p.rows, p.case_id as case,
  (select count(*)::int from list_paper_rows r join entries e on e.id = r.entry_id
   where r.paper_id = p.id and not r.later and e.state <> 'out') as keyed,
  (select count(*)::int from list_paper_rows r where r.paper_id = p.id and r.differs is not null) as differing,
  (select count(*)::int from list_paper_sheets s where s.paper_id = p.id) as sheets,
  ${state(sql)} as state, p.opened_at is not null as opened,
  p.opened_at is null and (r.state <> 'open' or campaign_now(p.campaign_id) >= r.locks_at) as closed,
  coalesce(t.name, p.taken_by) as "takenBy", coalesce(k.name, p.keyed_by) as "keyedBy",
  coalesce(c.name, p.compared_by) as "comparedBy"`;

const tables = (sql: Queries): Fragment => sql`
  list_papers p join asks a on a.id = p.ask_id join rounds r on r.id = a.round_id join regions g on g.code = a.unit_code
  left join accounts t on t.id = p.taken_account left join accounts k on k.id = p.keyed_account
  left join accounts c on c.id = p.compared_account`;

/** Which papers: of a list, within the reader's region. */
export interface PapersMeant {
  campaign: string;
  list: string;
  top: string | null;
  /** Papers with smaller numbers only. */
  before: number | null;
  limit: number;
}

/** @returns the papers of a list: those that wait for something first, then the latest */
export const papersOf = (sql: Queries, { campaign, list, top, before, limit }: PapersMeant): Promise<Paper[]> => sql<
  Paper[]
>`
  select ${columns(sql)} from ${tables(sql)}
  where p.campaign_id = ${campaign} and p.list = ${list} and ${within(sql, top, 'g.path')}
    and (${before}::bigint is null or p.id < ${before})
  order by p.id desc limit ${limit}`;

/** The papers of a list as a table. */
export const paperSource = (sql: Queries, { top }: { top: string | null }): Source => ({
  columns: columns(sql),
  from: tables(sql),
  where: within(sql, top, 'g.path'),
  id: { as: sql`p.id`, type: 'bigint' },
  values: {
    campaign: { as: sql`p.campaign_id`, type: 'text' },
    list: { as: sql`p.list`, type: 'text' },
    unitName: { as: sql`g.name`, type: 'text' },
    receipt: { as: sql`p.receipt`, type: 'text' },
    handedOver: { as: sql`p.handed_over`, type: 'timestamptz' },
    state: { as: sql`(${state(sql)})`, type: 'text' },
  },
});

/** @throws Refused when there is no such paper within the reader's region */
export async function findPaper(sql: Queries, { paper, top }: { paper: number; top: string | null }): Promise<Paper> {
  const [found] = await sql<Paper[]>`
    select ${columns(sql)} from ${tables(sql)} where p.id = ${paper} and ${within(sql, top, 'g.path')}`;
  if (!found) throw new Refused(sentence('unknown-paper', { paper }));
  return found;
}

/** @returns the paper, locked until the end of the transaction @throws Refused */
export async function lockPaper(tx: Queries, of: { paper: number; top: string | null }): Promise<Paper> {
  await tx`select 1 from list_papers where id = ${of.paper} for update`;
  return findPaper(tx, of);
}

/** Who it is, as columns of a paper. */
export const handColumns = ({ account, name }: Hand): { account: number | null; by: string | null } => ({
  account: account ?? null,
  by: account === undefined ? (name ?? null) : null,
});
