import type { WithCases } from '../../domain/case/kinds-of';
import type { Fragment, Queries } from '../db/db';

/** A case whose row is locked, for its answer. */
export interface AnsweredCase {
  id: number;
  campaign: string;
  kind: string;
  lot: number;
  region: string;
  assignee: string;
  entry: number | null;
  /** Number of the dispatch note that it is about. */
  dispatch: number | null;
  state: 'waiting' | 'asked' | 'closed';
  outcome: string | null;
  /** The parts of the campaign's definition that give its kinds of case. */
  parts: WithCases;
}

/** The parts of the definition of campaign `c` that give it its kinds of case. */
export const PARTS = (sql: Queries): Fragment => sql`jsonb_build_object(
  'cases', c.definition -> 'cases', 'warnings', c.definition -> 'warnings', 'lists', c.definition -> 'lists',
  'purses', c.definition -> 'purses')`;

/** Its columns, of a case `f` and its campaign `c`. */
export const ANSWERED = (sql: Queries): Fragment => sql`
  f.id, f.campaign_id as campaign, f.kind, f.lot_id as lot, f.region_code as region, f.assignee_code as assignee,
  f.entry_id as entry, f.dispatch_id as dispatch, f.state, f.outcome,
  ${PARTS(sql)} as parts`;
