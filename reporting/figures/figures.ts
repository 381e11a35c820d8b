import type { Channel, MessageWay } from '../../domain/campaign/plan';
import type { StageKind } from '../../domain/campaign/stage-kinds';
import type { Instant } from '../../domain/instant';
import { rungKindsWith } from '../../domain/round/rung-kinds';
import { getCampaign } from '../../store/campaign/campaigns';
import type { Queries } from '../../store/db/db';
import { byPart, type Part } from '../../store/db/scope';
import { type Counted, unitsNotYetAsked } from './units-ahead';

/** The returns for one question, one stage or one region. `expected` = `onTime` + `late` + `missing`. */
export interface Returns {
  expected: number;
  onTime: number;
  late: number;
  missing: number;
  /** Of those that came: on paper, and the rows are not keyed yet (已交未录). Neither missing nor nothing. */
  onPaper: number;
}

export interface StageFigures extends Returns {
  id: string;
  kind: StageKind;
  name: string;
  opensAt: Instant;
  dueAt: Instant;
  locksAt: Instant;
  /** Reminders that a provider took from us, whatever happened to them there. */
  reminders: number;
  /** Chases and raises that a provider took, and units put on the call list. */
  escalations: number;
}

/** Number of messages by state, for example `{ delivered: 95, cleared: 3 }`. */
export type StateCounts = Partial<Record<string, number>>;

/**
 * The condition that message `m` reached a provider. A message that failed before that, or was cleared, held or
 * suppressed, reached no phone and is not counted as a reminder.
 */
const reachedProvider = (sql: Queries) =>
  sql`(m.state in ('accepted', 'delivered', 'unknown') or (m.state = 'failed' and m.submitted_at is not null))`;

/**
 * Reads the figures of every stage of the plan in its order. In a stage that has not begun, the units of the plan's
 * areas are expected, and all are missing. A report is on time when it came before the present deadline, so an
 * extension counts for every unit.
 * @param region only the units of a region; all of the campaign when null
 * @throws Error when the campaign is not known
 */
export async function stageFigures(sql: Queries, campaign: string, region: Part = null): Promise<StageFigures[]> {
  const { plan } = await getCampaign(sql, campaign);
  return (await figuresOf(sql, { campaign, plan }, [region])).get(region)?.stages ?? [];
}

/** The figures of one part of a campaign. */
export interface PartFigures {
  stages: StageFigures[];
  messages: WayCounts;
}

/** @returns the figures of several parts of a campaign at once */
export async function figuresOf(
  sql: Queries,
  { campaign, plan }: Counted,
  parts: readonly Part[],
): Promise<Map<Part, PartFigures>> {
  // The counts run one after the other: together they would keep several cores of the database busy.
  const returns = await returnsByStage(sql, campaign, parts);
  const messages = await countMessages(sql, campaign, parts);
  const called = await calledByStage(sql, campaign, parts);
  const ahead = await unitsNotYetAsked(sql, { campaign, plan }, parts);
  const stagesIn = (part: Part) =>
    plan.stages.map(({ id, kind, name, opensAt, dueAt, locksAt, rounds }) => {
      const { onTime = 0, late = 0, onPaper = 0, asked = 0 } = ofStage(returns, part, id) ?? {};
      const reached = (messages.get(part) ?? []).filter(({ stage, told }) => stage === id && told);
      const expected = asked + rounds.reduce((sum, round) => sum + ahead(round, part), 0);
      return {
        id,
        kind,
        name,
        opensAt,
        dueAt,
        locksAt,
        expected,
        onTime,
        late,
        missing: expected - onTime - late,
        onPaper,
        reminders: sumOf(reached.filter(({ kind }) => REMINDERS.includes(kind))),
        escalations:
          sumOf(reached.filter(({ kind }) => ESCALATIONS.includes(kind))) + (ofStage(called, part, id)?.units ?? 0),
      };
    });
  return new Map(parts.map((part) => [part, { stages: stagesIn(part), messages: waysOf(messages.get(part) ?? []) }]));
}

/** Messages by way and state. */
export type WayCounts = Record<Channel, StateCounts> & { group?: StateCounts };

/**
 * Counts the messages of the campaign by channel and state.
 * @param region only those to a region and below; all of the campaign when null
 * @returns always SMS and e-mail, also without messages; groups only where one was told
 */
export const messageCounts = async (sql: Queries, campaign: string, region: Part = null): Promise<WayCounts> =>
  waysOf((await countMessages(sql, campaign, [region])).get(region) ?? []);

interface MessageCount {
  channel: MessageWay;
  state: string;
  /** Null for a message of no round. */
  stage: string | null;
  kind: string;
  told: boolean;
  count: number;
}

/** One pass over the messages of a campaign, which are most of what it has. */
const countMessages = (sql: Queries, campaign: string, parts: readonly Part[]) =>
  byPart<MessageCount>(
    sql,
    parts,
    ({ part, joinOn }) => sql`
      select ${part} as part, m.channel, m.state, r.stage, m.kind, ${reachedProvider(sql)} as told, count(*) as count
      from messages m left join rounds r on r.id = m.round_id ${joinOn('m.region_code')}
      where m.campaign_id = ${campaign} group by 1, 2, 3, 4, 5, 6 order by 2, 3`,
  );

function waysOf(rows: readonly MessageCount[]): WayCounts {
  const counts: WayCounts = { sms: {}, email: {} };
  for (const { channel, state, count } of rows) {
    const states = counts[channel];
    counts[channel] = { ...states, [state]: (states?.[state] ?? 0) + count };
  }
  return counts;
}

interface StageReturns {
  stage: string;
  asked: number;
  onTime: number;
  late: number;
  onPaper: number;
}

const returnsByStage = (sql: Queries, campaign: string, parts: readonly Part[]) =>
  byPart<StageReturns>(
    sql,
    parts,
    ({ part, joinOn }) => sql`
      select ${part} as part, r.stage, count(*) as asked,
             count(*) filter (where u.reported_at < r.due_at) as "onTime",
             count(*) filter (where u.reported_at >= r.due_at) as late, count(*) filter (where u.on_paper) as "onPaper"
      from rounds r join asks u on u.round_id = r.id ${joinOn('u.unit_code')}
      where r.campaign_id = ${campaign} group by 1, 2`,
  );

const REMINDERS: readonly string[] = rungKindsWith(({ counted }) => counted === 'reminder');
const ESCALATIONS: readonly string[] = rungKindsWith(({ counted }) => counted === 'escalation');

const calledByStage = (sql: Queries, campaign: string, parts: readonly Part[]) =>
  byPart<{ stage: string; units: number }>(
    sql,
    parts,
    ({ part, joinOn }) => sql`
      select ${part} as part, r.stage, count(*) as units
      from call_list c join rounds r on r.id = c.round_id ${joinOn('c.unit_code')}
      where c.campaign_id = ${campaign} group by 1, 2`,
  );

const sumOf = (rows: readonly MessageCount[]): number => rows.reduce((sum, { count }) => sum + count, 0);

const ofStage = <Row extends { stage: string }>(
  rows: ReadonlyMap<Part, readonly Row[]>,
  part: Part,
  id: string,
): Row | undefined => rows.get(part)?.find(({ stage }) => stage === id);
