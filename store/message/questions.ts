import type { Form, Text } from '../../domain/campaign/definition/definition';
import type { Figures } from '../../domain/report/report-figures';
import { stageText } from '../campaign/stage-text';
import type { Queries } from '../db/db';
import { json } from '../db/json';
import { listWithRows } from '../round/asks';
import { MODES, type PushedBy } from './pushed-by';
import { byAnyWay, writeMessages } from './write';

/** A reply that waits to be handled. */
export interface Kept {
  id: number;
  by: PushedBy;
  phone: string;
  content: string;
  sentAt: string | null;
  /** Number of failed tries. */
  attempts: number;
}

/**
 * The outcome of a reply.
 * reported, acknowledged  as it was meant
 * asked-back  wants no more SMS, and got a question to confirm
 * stopped, resumed        no more SMS to this number; SMS again
 * noted     understood, without an effect
 * unclear   not understood, or not fitting the form; the sender gets instructions, a few times at most
 * nobody    this number never had an open question
 * failed    could not be handled; a person must act
 */
export type ReplyOutcome =
  | 'reported'
  | 'acknowledged'
  | 'asked-back'
  | 'stopped'
  | 'resumed'
  | 'noted'
  | 'unclear'
  | 'nobody'
  | 'failed';

/** A question to a number, from one of its last messages. */
export interface Question {
  campaign: string;
  round: string;
  key: string;
  region: string;
  /** Names of the region and its contact, with which a reply may be signed. */
  place: string;
  person: string;
  /** Names of the round and its form in every language, which a reply may contain. */
  called: string[];
  contact: number;
  link: number | null;
  purpose: 'report' | 'acknowledge' | null;
  form: Form;
  /** Of a list ask: the list, whose rows are entered on its page. */
  list: string | null;
  /** Whether the round is open, and its link valid. */
  open: boolean;
}

export interface Done {
  outcome: ReplyOutcome;
  question?: Question | undefined;
  /** Workflow id of the round that has a new report. */
  round?: string;
}

/**
 * The questions to a number by sent SMS, newest first, one for each round and purpose; for a message about several
 * tasks first those without a report, by deadline. A reply cannot answer a later message.
 */
export const questionsTo = (sql: Queries, { phone, by, sentAt }: Kept): Promise<Question[]> => sql<Question[]>`
  select m.campaign_id as campaign, m.round_id as round, r.key, m.region_code as region, g.name as place, k.name as person,
         array(select name from jsonb_each_text(${stageText(sql, { round: 'r', campaign: 'c' })}) said(language, name)
               union select name from jsonb_each_text(c.definition #> array['forms', r.form, 'name']) said(language, name)) as called,
         m.contact_id as contact, l.id as link, l.purpose, c.definition #> array['forms', r.form] as form, ${listWithRows(sql)} as list,
         l.id is not null and r.state = 'open' and c.state <> 'cancelled' as open
  from messages m
  join contacts k on k.id = m.contact_id
  join regions g on g.code = m.region_code
  join rounds r on r.id = m.round_id
  join campaigns c on c.id = m.campaign_id
  left join links l on l.id = m.link_id and l.revoked_at is null
  left join asks u on u.campaign_id = m.campaign_id and u.key = r.key and u.unit_code = m.region_code
  where m.sent_to = ${phone} and phone_in(c.mode, k) = ${phone} and m.channel = 'sms' and m.state in ('submitting', 'accepted', 'delivered', 'unknown')
    and c.mode = any(${[...MODES[by]]})
    and (c.mode = 'rehearsal' or m.submitted_at <= coalesce(${sentAt}::timestamptz, 'infinity'))
    -- The receipt for one of several tasks is no new question: the next reply is about the next task.
    and not (m.rung = 'reply' and exists (
      select from messages e where e.contact_id = m.contact_id and e.round_id = m.round_id and e.region_code = m.region_code
        and e.envelope is not null and e.sent_to = m.sent_to))
  order by (c.mode = 'rehearsal') desc, open desc, m.submitted_at desc, coalesce(m.envelope, m.id) desc,
           u.reported_at is not null, r.due_at, m.id desc limit 20`;

/** The report for a question that counts now. Money in fen. */
export interface Counting {
  receipt: string;
  nothing: boolean;
  figures: Figures;
}

/** @returns null without a report that counts */
export async function reportOf(sql: Queries, { campaign, key, region }: Question): Promise<Counting | null> {
  const [present] = await sql<Counting[]>`
    select p.receipt, p.nothing, p.figures from asks u join reports p on p.id = u.report_id
    where u.campaign_id = ${campaign} and u.key = ${key} and u.unit_code = ${region} and u.reported_at is not null`;
  return present ?? null;
}

/** Two machines that do not understand each other must not talk all night: so often one answer is given. */
const MOST_TIMES = 3;

/** @returns what an answer is about, for its key: anew each time until it was given often enough, then null */
export async function aboutOf(sql: Queries, { round, contact }: Question, topic: string): Promise<string | null> {
  const [given] = await sql<{ times: number }[]>`
    select count(*)::int as times from messages
    where round_id = ${round} and contact_id = ${contact} and rung = 'reply' and (about = ${topic} or starts_with(about, ${topic} || ' '))`;
  const times = given?.times ?? 0;
  if (times >= MOST_TIMES) return null;
  return times === 0 ? topic : `${topic} ${times + 1}`;
}

/** @returns whether rows of the list have come that a question asks for */
export async function hasBegun(sql: Queries, { campaign, key, region }: Question): Promise<boolean> {
  const [ask] = await sql`
    select from asks where campaign_id = ${campaign} and key = ${key} and unit_code = ${region} and begun_at is not null`;
  return ask !== undefined;
}

/** Tells the nearest superior who can be reached, within the campaign's scope, that a contact wants no more SMS. */
export const tellSuperior = (sql: Queries, { campaign, round, region }: Question, about: string): Promise<number[]> =>
  writeMessages(sql, {
    message: {
      key: sql`concat_ws('|', ${[round, 'reply-superior', about].join('|')}::text, w.contact_id, w.channel)`,
      campaign_id: campaign,
      round_id: round,
      rung: 'reply',
      kind: 'notice',
      region_code: sql`p.code`,
      contact_id: sql`w.contact_id`,
      channel: sql`w.channel`,
      ...byAnyWay(sql),
      template: 'contact-stopped',
      params: sql`jsonb_build_object('missing', jsonb_build_array(g.name))`,
      needed: 'always',
      valid_until: sql`campaign_now(c.id) + interval '7 days'`,
      planned_at: sql`campaign_now(c.id)`,
      about,
    },
    from: sql`
    campaigns c join regions g on g.code = ${region}
    join regions p on p.code = any(string_to_array(rtrim(g.path, '/'), '/')) and p.code <> g.code
    join regions top on top.code = c.scope and starts_with(p.path, top.path)
    join duties d on d.region_code = p.code and d.role = 'contact'
    -- Of these people alone: joined otherwise, all of the register are looked at.
    cross join lateral (
      select r.*, case when r.no_sms is null and not r.sms_stopped then 'sms' else 'email' end as channel
      from reach r where r.campaign_id = c.id and r.contact_id = d.contact_id offset 0) w
    where c.id = ${campaign} and ((w.no_sms is null and not w.sms_stopped) or w.no_email is null)
    order by p.level desc, d.deputy limit 1`,
  });

/** What an answer says, in both languages where it is in words. */
interface AnswerParams {
  receipt?: string;
  told?: readonly Text[];
  how?: Text | null;
}

/** A person who answers a warning in the night is awake, and must get the confirmation at once. */
export const answerBySms = (
  sql: Queries,
  { campaign, round, region, contact, link }: Question,
  { template, about, params }: { template: string; about: string; params: AnswerParams },
): Promise<number[]> =>
  writeMessages(sql, {
    message: {
      key: [round, 'reply', about].join('|'),
      campaign_id: campaign,
      round_id: round,
      rung: 'reply',
      kind: 'notice',
      region_code: region,
      contact_id: contact,
      link_id: link,
      channel: 'sms',
      template,
      params: json(sql, params),
      urgent: sql`r.origin <> 'plan'`,
      needed: 'always',
      valid_until: sql`campaign_now(${campaign}) + interval '1 day'`,
      planned_at: sql`campaign_now(${campaign})`,
      about,
    },
    from: sql`rounds r where r.id = ${round}`,
  });
