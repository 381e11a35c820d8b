import type { Definition, Form, Language, Text } from '../../domain/campaign/definition/definition';
import type { Instant } from '../../domain/instant';
import type { Step } from '../../domain/list/steps';
import type { UnitsAsked } from '../../domain/people/regions';
import type { Figures } from '../../domain/report/report-figures';
import type { Colour, Hazard } from '../../domain/warning/feed/warning';
import { definitionOf, rowVersion } from '../campaign/definitions';
import type { Fragment, Queries } from '../db/db';

/** The address of an ask: campaign, key of the round, and unit. */
export interface AskAddress {
  campaign: string;
  key: string;
  unit: string;
}

/** @returns the number of an ask, as an SQL expression; null where there is none. */
export const askAt = (sql: Queries, { campaign, key, unit }: AskAddress): Fragment => sql`
  (select id from asks where campaign_id = ${campaign} and key = ${key} and unit_code = ${unit} and subject_id is null)`;

/** @returns whether the region `u` is asked: `isAsked` of domain/people/regions.ts in SQL. */
export const isAskedBy = (sql: Queries, { of, only, tagged, except }: UnitsAsked): Fragment => sql`
  u.kind = ${of} ${only ? sql`and u.code = any(${[...only]})` : sql``}
  ${tagged ? sql`and u.tags && ${[...tagged]}::text[]` : sql``}
  ${except ? sql`and not u.tags && ${[...except]}::text[]` : sql``}`;

/**
 * @returns the list whose rows a round asks for, as SQL; null for a form, and for a list that takes counts only
 * (`rows: none`): its form is filled in like any other. With the aliases `r` (rounds) and `c` (campaigns)
 */
export const listWithRows = (sql: Queries): Fragment => sql`
  case when c.definition #>> array['lists', r.list, 'rows'] is distinct from 'none' then r.list end`;

/** All data of a link's page: the organisation, the unit, the question, the deadline and the state. No person in it. */
export interface Asked {
  purpose: 'report' | 'acknowledge';
  campaign: string;
  /** A rehearsal has invented people and simulated phones. */
  mode: 'live' | 'rehearsal';
  /** Name of the campaign. */
  title: Text;
  organisation: Text;
  /** IANA zone in which dates are shown. */
  zone: string;
  /** Language of the link's contact. */
  language: Language;
  round: string;
  key: string;
  stage: Text;
  form: Form;
  /** For a list ask with rows: the list, and the step of its track. */
  list: string | null;
  does: Step | null;
  /** It asks for rows that were returned, and takes no new ones. */
  onlyReturned: boolean;
  region: { code: string; name: string };
  /** Place name of the superior region, to call; null at the top of the tree. */
  superior: string | null;
  /** Number of the contact there, to ring with one tap; null where there is none. No name. */
  superiorPhone: string | null;
  opensAt: Instant;
  dueAt: Instant;
  locksAt: Instant;
  /** Campaign time. */
  now: Instant;
  /** The warning that the round asks about; null for a round of the plan. */
  warning: AskedWarning | null;
  /** State of the round; `cancelled` also when the campaign is cancelled. */
  state: 'open' | 'closed' | 'locked' | 'cancelled';
  /** The present report. */
  report: ReportShown | null;
  /** Why the last report was returned, until a new one comes. */
  returnedBecause: string | null;
  /** Figures of the last report, returned or not, with which a correction begins. Money in fen. */
  figures: Figures;
  /** Whether the unit has handed in anything under a key of its own. */
  handedIn: boolean;
}

/** What a warning says, for the unit that is asked. */
export interface AskedWarning {
  hazard: Hazard;
  colour: Colour | null;
  /** As the office wrote it. */
  headline: string | null;
  endsAt: Instant | null;
  /** Households that the unit visits first; null when it has reported none. */
  households: number | null;
}

export interface ReportShown {
  receipt: string;
  version: number;
  nothing: boolean;
  /** Money in fen. */
  figures: Figures;
  onTime: boolean;
  reportedAt: Instant;
}

/**
 * @returns the number at which a region's contact, or else the deputy, is rung, as SQL; in a rehearsal a simulated
 * one
 */
export const ringAt = (sql: Queries, region: Fragment, mode: Fragment): Fragment => sql`
  select phone_in(${mode}, rung) from duties d join contacts rung on rung.id = d.contact_id
  where d.region_code = ${region} and d.role = 'contact' and rung.phone is not null and not rung.opted_out
  order by d.deputy limit 1`;

/** A link's page, and what decides whether it opens. */
export interface AskedBehind {
  asked: Asked;
  /** Number of the link's contact. */
  contact: number;
  revoked: boolean;
}

type LastReport = { [Name in keyof ReportShown]: ReportShown[Name] | null } & { returnedBecause: string | null };
/** What of a page is not in the definition of its campaign. */
type Row = Omit<Asked, 'title' | 'organisation' | 'zone' | 'stage' | 'form' | 'report' | keyof LastReport> &
  LastReport &
  Pick<AskedBehind, 'contact' | 'revoked'> & {
    formId: string | null;
    title: Text | null;
    stage: string | null;
    definition: string;
  };

/**
 * The newest report of a unit is the present one or was returned, because only a return makes a unit silent again.
 * @returns the data of a link's page, even for a closed link; null when there is no such link
 */
export async function askedBehind(sql: Queries, link: number): Promise<AskedBehind | null> {
  const [row] = await sql<Row[]>`
    select l.purpose, c.id as campaign, c.mode, k.language, r.id as round, r.key, r.title, r.stage, r.form as "formId", r.list, r.does,
           r.list is not null and r.lot_id is not null as "onlyReturned",
           jsonb_build_object('code', g.code, 'name', g.name) as region, p.name as superior,
           (${ringAt(sql, sql`p.code`, sql`c.mode`)}) as "superiorPhone",
           r.opens_at as "opensAt", r.due_at as "dueAt", r.locks_at as "locksAt", campaign_now(c.id) as now,
           case when c.state = 'cancelled' then 'cancelled' else r.state end as state,
           (select jsonb_build_object('hazard', w.hazard, 'colour', w.colour, 'headline', w.headline,
                     'endsAt', to_char(w.ends_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
                     'households', (select v.households from visit_lists v
                                    where v.alert_id = w.id and v.unit_code = g.code))
            from alerts w where w.id = r.alert_id) as warning,
           last.receipt, last.version, last.nothing, last.figures, last.on_time as "onTime", last.reported_at as "reportedAt",
           last.returned_because as "returnedBecause", l.contact_id as contact, l.revoked_at is not null as revoked,
           exists (select from submissions s where s.ask_id = here.id) as "handedIn", ${rowVersion(sql)} as definition
    from links l
    join campaigns c on c.id = l.campaign_id
    left join asks a on a.id = l.ask_id
    join rounds r on r.id = coalesce(a.round_id, l.round_id)
    join regions g on g.code = l.region_code
    left join regions p on p.code = g.parent_code
    join contacts k on k.id = l.contact_id
    left join asks here on here.campaign_id = c.id and here.key = r.key and here.unit_code = g.code and here.subject_id is null
    left join lateral (
      select * from reports where whole and ask_id = here.id order by version desc limit 1) last on true
    where l.id = ${link}`;
  if (!row) return null;
  const { contact, revoked, definition: version, title, stage, formId, ...asked } = row;
  const definition = await definitionOf(sql, row.campaign, version);
  return {
    contact,
    revoked,
    asked: {
      ...asked,
      ...reported(row),
      list: hasRows(definition, row.list) ? row.list : null,
      title: definition.name,
      organisation: definition.organisation,
      zone: definition.zone,
      // A round without a stage has a title.
      stage: title ?? (definition.stages.find(({ id }) => id === stage)?.name as Text),
      form: definition.forms[formId ?? ''] as Form,
    },
  };
}

/** A list that takes counts only (`rows: none`) is filled in like any other form. */
const hasRows = ({ lists }: Definition, list: string | null): boolean => list !== null && lists[list]?.rows !== 'none';

function reported({ receipt, version, nothing, figures, onTime, reportedAt, returnedBecause }: LastReport) {
  const last = receipt === null ? null : ({ receipt, version, nothing, figures, onTime, reportedAt } as ReportShown);
  return { report: returnedBecause === null ? last : null, returnedBecause, figures: figures ?? {} };
}

/** @returns the data of a link's page, even for a closed link; null when there is no such link. */
export const askedByLink = async (sql: Queries, link: number): Promise<Asked | null> =>
  (await askedBehind(sql, link))?.asked ?? null;
