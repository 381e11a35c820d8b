import type { Text } from '../domain/definition/words';
import type { Channel } from '../domain/plan';
import { type CampaignRow, getCampaign } from '../register/campaigns';
import type { Queries, Sql } from '../register/db';
import { type AlertFigures, alertFigures, type ReachedUnit, reachedUnits } from './alerts';
import { messageCounts, type StageFigures, type StateCounts, stageFigures } from './figures';
import {
  type CallRecord,
  type ChaseRecord,
  calls,
  chases,
  type Decision,
  decisions,
  type Shortfall,
  shortfalls,
} from './log';
import { type MilestoneFigures, milestoneFigures } from './milestones';
import { type RecordForm, type RecordsOf, recordForms, unitRecords } from './records';
import { type MissingUnit, missingUnits, type RegionFigures, regionFigures } from './regions';
import { againstStandards, type StandardFigures } from './standards';
import { type FieldTotal, fieldTotals } from './totals';

/** Everything the Word and the Excel report say, as it stood at one moment. */
export interface ReportContent {
  campaign: CampaignRow;
  /** Place name of the scope. */
  scopeName: string;
  stages: StageFigures[];
  regions: RegionFigures[];
  missing: MissingUnit[];
  milestones: MilestoneFigures[];
  standards: StandardFigures[];
  totals: FieldTotal[];
  messages: Record<Channel, StateCounts>;
  shortfalls: Shortfall[];
  chases: ChaseRecord[];
  calls: CallRecord[];
  decisions: Decision[];
  /** Forms whose records stand behind the figures; the records themselves are read as they are written. */
  recordForms: RecordForm[];
  alerts: AlertFigures[];
  reached: ReachedUnit[];
  /** What the rounds of warnings are called, by key. */
  titles: Map<string, Text>;
}

/**
 * Reads the content in one snapshot, so that figures, names and records of one report agree while reports come in.
 * @param write is given the content, and the records while the snapshot lasts
 * @throws Error when the campaign is not known
 */
export const withContent = <T>(
  sql: Sql,
  campaign: string,
  write: (content: ReportContent, recordsOf: RecordsOf) => Promise<T>,
): Promise<T> =>
  sql.begin('isolation level repeatable read read only', async (snapshot) =>
    write(await contentOf(snapshot, campaign), (form) => unitRecords(snapshot, campaign, form)),
  ) as Promise<T>;

async function contentOf(sql: Queries, campaign: string): Promise<ReportContent> {
  const row = await getCampaign(sql, campaign);
  const totals = await fieldTotals(sql, campaign);
  return {
    campaign: row,
    scopeName: await placeName(sql, row.plan.scope),
    stages: await stageFigures(sql, campaign),
    regions: await regionFigures(sql, { campaign }),
    missing: await missingUnits(sql, { campaign }),
    milestones: await milestoneFigures(sql, campaign),
    standards: againstStandards(row.definition, totals),
    totals,
    messages: await messageCounts(sql, campaign),
    shortfalls: await shortfalls(sql, campaign),
    chases: await chases(sql, campaign),
    calls: await calls(sql, campaign),
    decisions: await decisions(sql, campaign),
    recordForms: await recordForms(sql, campaign),
    alerts: await alertFigures(sql, campaign),
    reached: await reachedUnits(sql, campaign),
    titles: await alertTitles(sql, campaign),
  };
}

async function alertTitles(sql: Queries, campaign: string): Promise<Map<string, Text>> {
  const rows = await sql<{ key: string; title: Text }[]>`
    select distinct key, title from rounds where campaign_id = ${campaign} and title is not null`;
  return new Map(rows.map(({ key, title }) => [key, title]));
}

async function placeName(sql: Queries, code: string): Promise<string> {
  const [row] = await sql<{ name: string }[]>`select name from regions where code = ${code}`;
  return row?.name ?? code;
}
