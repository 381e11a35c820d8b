import type { Form, Text } from '../../domain/campaign/definition/definition';
import type { Instant } from '../../domain/instant';
import type { Step } from '../../domain/list/steps';
import type { Figures } from '../../domain/report/report-figures';
import type { MissingReason } from '../../domain/round/missing-reasons';
import { stageText } from '../../store/campaign/stage-text';
import type { Queries } from '../../store/db/db';
import { listWithRows } from '../../store/round/asks';
import { toldOf, whyMissing } from '../figures/why-missing';

/** A place in a campaign. */
export interface InCampaign {
  campaign: string;
  /** Code of the place. */
  place: string;
}

/** A round, as a place is asked in it. */
export interface RoundAsked {
  key: string;
  stage: Text;
  /** The kind of place that it asks. */
  of: string;
  form: Form;
  /** The list whose rows are asked for; null for a form. */
  list: string | null;
  does: Step | null;
  /** Its cases are asked about in it, and answered on their own pages. */
  lot: number | null;
  opensAt: Instant;
  dueAt: Instant;
  locksAt: Instant;
  state: 'open' | 'closed' | 'locked' | 'cancelled';
}

/** How the place itself stands in a round. */
export interface OwnRound extends RoundAsked {
  reportedAt: Instant | null;
  onPaper: boolean;
  reason: MissingReason | null;
  told: number;
  toldAt: Instant | null;
}

/** @returns the columns of {@link RoundAsked}, with the aliases `r` (rounds) and `c` (campaigns) */
export const roundAsked = (sql: Queries) => sql`
  r.key, ${stageText(sql, { round: 'r', campaign: 'c' })} as stage, r.unit_kind as of,
  c.definition #> array['forms', r.form] as form,
  ${listWithRows(sql)} as list, r.does, r.lot_id as lot, r.opens_at as "opensAt", r.due_at as "dueAt", r.locks_at as "locksAt",
  case when c.state = 'cancelled' then 'cancelled' else r.state end as state`;

/** @returns the rounds that ask the place itself, as they began */
export const ownRounds = (sql: Queries, { campaign, place }: InCampaign): Promise<OwnRound[]> => sql<OwnRound[]>`
  select ${roundAsked(sql)}, u.reported_at as "reportedAt", u.on_paper as "onPaper",
         coalesce(told.times, 0) as told, told.last as "toldAt",
         case when u.reported_at is null then ${whyMissing(sql)} end as reason
  from asks u join rounds r on r.id = u.round_id join campaigns c on c.id = u.campaign_id
  left join lateral (${toldOf(sql, campaign, sql`and region_code = u.unit_code and round_id = r.id`)}) told on true
  where u.campaign_id = ${campaign} and u.unit_code = ${place} and u.subject_id is null
  order by r.opens_at, r.key`;

/** One version of a report, whatever has become of it. */
export interface Version {
  key: string;
  receipt: string;
  version: number;
  via: 'form' | 'api' | 'cli' | 'sms' | 'paper';
  /** Name of the contact, to be masked. */
  contact: string | null;
  /** Name of the account, or of a program, or of whoever sat at the shell. */
  officer: string | null;
  nothing: boolean;
  /** Money in fen. */
  figures: Figures;
  onTime: boolean;
  reportedAt: Instant;
  returnedAt: Instant | null;
  returnedBecause: string | null;
  /** It counts now. */
  present: boolean;
  /** False for rows that are not all yet. */
  whole: boolean;
}

/** @returns every version of the place's reports, the newest first */
export const versionsOf = (sql: Queries, { campaign, place }: InCampaign): Promise<Version[]> => sql<Version[]>`
  select u.key, p.receipt, p.version, p.via, k.name as contact, coalesce(a.name, p.by_name) as officer, p.nothing, p.figures,
         p.on_time as "onTime", p.reported_at as "reportedAt", p.returned_at as "returnedAt",
         p.returned_because as "returnedBecause", u.report_id is not distinct from p.id as present, p.whole
  from asks u join reports p on p.ask_id = u.id
  left join contacts k on k.id = p.contact_id left join accounts a on a.id = p.account_id
  where u.campaign_id = ${campaign} and u.unit_code = ${place} and u.subject_id is null
  order by u.key, p.version desc`;
