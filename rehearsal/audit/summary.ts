import type { Channel, Plan } from '../../domain/campaign/plan';
import type { StageKind } from '../../domain/campaign/stage-kinds';
import type { Instant } from '../../domain/instant';
import { campaignWorkflowId } from '../../domain/round/round';
import { type AlertFigures, alertFigures } from '../../reporting/figures/alerts';
import { messageCounts, type StateCounts, stageFigures } from '../../reporting/figures/figures';
import type { FieldTotal } from '../../reporting/figures/sums/field-total';
import { fieldTotals } from '../../reporting/figures/sums/totals';
import { type CaseFigures, caseFigures } from '../../store/case/case-figures';
import type { Sql } from '../../store/db/db';
import type { Misdeed } from '../people/mailboxes';
import type { Audit } from './audit';
import type { ReplyCounts } from './audit-input';
import type { LedgerSummary } from './ledger/ledger-summary';
import { type ListSummary, summarizeLists } from './lists/list-summary';
import type { PlaceLooked } from './personal/leaks';

/** The result of a rehearsal; the same definition, register and seed give the same result. */
export interface Summary {
  campaign: string;
  stages: {
    id: string;
    kind: StageKind;
    opensAt: Instant;
    dueAt: Instant;
    locksAt: Instant;
    expected: number;
    onTime: number;
    late: number;
    missing: number;
    reminders: number;
    escalations: number;
  }[];
  messages: Record<Channel, StateCounts>;
  /** The SMS gateway, and how often it did each misdeed. */
  gateway: { provider: string; behaviour: string; misdeeds: Record<string, number> };
  /**
   * The simulated people's SMS, as the system understood them; the audit reports any difference from what people meant.
   */
  replies: ReplyCounts;
  /** How each warning was answered. */
  alerts: (Pick<
    AlertFigures,
    'event' | 'hazard' | 'colours' | 'areas' | 'asked' | 'acknowledged' | 'escalated' | 'unreached' | 'patrols'
  > & { /** Cases that patrols have opened, one for each person. */ followUps: number })[];
  /** What became of the cases, by kind. */
  cases: CaseFigures[];
  /** What became of each list. */
  lists: ListSummary[];
  /** What the report sums up, by stage, form and field, from reports, rows and deeds. */
  figures: FieldTotal[];
  /** Goods and money, by category and purse; null for a campaign that keeps no accounts. */
  ledger: LedgerSummary | null;
  audit: Audit;
  /** Where personal data of those on the lists was looked for; null for a campaign without lists. */
  scanned: readonly PlaceLooked[] | null;
  /** Absolute paths. */
  report: { docx: string; xlsx: string };
  workflows: { root: string; started: number };
}

interface Ended {
  campaign: string;
  plan: Plan;
  replies: ReplyCounts;
  audit: Audit;
  ledger: LedgerSummary | null;
  /** Workflows started: the campaign and its rounds. */
  started: number;
  scanned: readonly PlaceLooked[] | null;
  report: Summary['report'];
  gateway: { provider: string; behaviour: string; misdeeds: readonly Misdeed[] };
}

/** Sums up a rehearsal that has ended. */
export async function summarize(
  sql: Sql,
  { campaign, plan, replies, audit, ledger, started, scanned, report, gateway }: Ended,
): Promise<Summary> {
  const [byStage, alerts, messages, cases, lists, figures] = await Promise.all([
    stageFigures(sql, campaign),
    alertFigures(sql, campaign),
    messageCounts(sql, campaign),
    caseFigures(sql, campaign),
    summarizeLists(sql, plan),
    fieldTotals(sql, campaign),
  ]);
  const stages = byStage.map(
    ({ id, kind, opensAt, dueAt, locksAt, expected, onTime, late, missing, reminders, escalations }) => ({
      id,
      kind,
      opensAt,
      dueAt,
      locksAt,
      expected,
      onTime,
      late,
      missing,
      reminders,
      escalations,
    }),
  );
  const misdeeds: Record<string, number> = {};
  // In the order of their names: which of them comes first may depend on the machine.
  for (const kind of gateway.misdeeds.map((misdeed) => misdeed.kind).sort()) misdeeds[kind] = (misdeeds[kind] ?? 0) + 1;
  return {
    campaign,
    stages,
    messages,
    gateway: { ...gateway, misdeeds },
    replies,
    alerts: alerts.map(
      ({ event, hazard, colours, areas, asked, acknowledged, escalated, unreached, patrols, cases }) => ({
        event,
        hazard,
        colours,
        areas,
        asked,
        acknowledged,
        escalated,
        unreached,
        patrols,
        followUps: cases,
      }),
    ),
    cases,
    lists,
    figures,
    ledger,
    audit,
    scanned,
    report,
    workflows: { root: campaignWorkflowId(campaign), started },
  };
}
