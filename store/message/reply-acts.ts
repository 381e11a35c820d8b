import type { Form } from '../../domain/campaign/definition/definition';
import { figuresSaid, type Meant, onlyAnswer, readReply } from '../../domain/message/reply';
import { stageText } from '../campaign/stage-text';
import type { Queries } from '../db/db';
import { ReportRefused, recordReport } from '../report/reports';
import { acknowledgeChases } from '../round/chases';
import { MODES, type PushedBy } from './pushed-by';
import { resumeNumber, stopNumber } from './stops';
import { writeMessages } from './write';

/** A reply that waits to be handled. */
export interface Kept {
  id: number;
  by: PushedBy;
  phone: string;
  content: string;
  sentAt: string | null;
  /** How often it was tried in vain. */
  attempts: number;
}

/**
 * What became of a reply.
 * reported, acknowledged  as it was meant
 * asked-back  wants no more SMS, and was asked whether that is meant
 * stopped, resumed        no more SMS to this number; SMS again
 * noted     understood, and nothing follows from it
 * unclear   not understood, or not fitting the form; the sender is told once how to report
 * nobody    no open question was ever put to this number
 * failed    could not be handled; a person has to look
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

/** What a number was asked by one of its last messages. */
interface Question {
  campaign: string;
  round: string;
  key: string;
  region: string;
  /** Names of the region and of who answers for it: a reply may be signed with them. */
  place: string;
  person: string;
  /** What the round and its form are called, in every language: a reply may name them. */
  called: string[];
  contact: number;
  link: number | null;
  purpose: 'report' | 'acknowledge' | null;
  form: Form;
  /** The round is open, and a link of it valid. */
  open: boolean;
}

interface Done {
  outcome: ReplyOutcome;
  question?: Question | undefined;
  /** Workflow id of the round that has a new report. */
  round?: string;
}

/** Does what one reply asks for, in the caller's transaction. */
export async function answerReply(sql: Queries, reply: Kept): Promise<Done> {
  const all = await questionsTo(sql, reply);
  const [newest] = all;
  if (!newest) return { outcome: 'nobody' };
  const meant = readReply(
    reply.content,
    all.flatMap(({ place, person, called }) => [person, place, ...called]),
  );
  // Whether SMS are wanted is no matter of a round.
  if (meant.kind === 'stop') return stop(sql, reply, newest);
  if (meant.kind === 'resume') return resume(sql, reply, newest);
  const open = about(
    reply.content,
    all.filter((question) => question.open),
  );
  const [last] = open;
  if (!last) return { outcome: 'nobody' };
  return act(sql, meant, open);
}

/**
 * A contact of several places, or who is asked for several things, and names one means that one; else what was asked
 * last is meant, and of what was asked as one what is due first.
 */
function about(content: string, questions: readonly Question[]): readonly Question[] {
  const here = questions.filter(({ place }) => content.includes(place));
  const asked = new Set(here.map(({ region }) => region)).size === 1 ? here : questions;
  const named = asked.filter(({ called }) => called.some((name) => content.includes(name)));
  return new Set(named.map(({ key }) => key)).size === 1 ? named : asked;
}

async function act(sql: Queries, meant: Meant, questions: readonly Question[]): Promise<Done> {
  const [last] = questions;
  if (!last) return { outcome: 'nobody' };
  const asked = (purpose: Question['purpose']) => questions.find((question) => question.purpose === purpose);
  switch (meant.kind) {
    case 'acknowledge': {
      // A question with one answer, such as 已知晓, is answered by it.
      if (last.purpose === 'report' && onlyAnswer(last.form)) return report(sql, last, meant);
      const question = asked('acknowledge');
      const many = question ? await acknowledgeChases(sql, question) : 0;
      return { outcome: many > 0 ? 'acknowledged' : 'noted', question: question ?? last };
    }
    case 'courtesy':
      return { outcome: 'noted', question: last };
    case 'done':
      return confirmReport(sql, asked('report') ?? last);
    case 'unclear':
      return explain(sql, last);
    default: {
      const question = asked('report');
      return question ? report(sql, question, meant) : explain(sql, last);
    }
  }
}

/**
 * What the number was asked by SMS that went to it, newest first, one for each round and purpose; of what was asked as
 * one first what has no report yet, by its deadline. A later message cannot be what an earlier reply answers.
 */
const questionsTo = (sql: Queries, { phone, by, sentAt }: Kept): Promise<Question[]> => sql<Question[]>`
  select m.campaign_id as campaign, m.round_id as round, r.key, m.region_code as region, g.name as place, k.name as person,
         array(select name from jsonb_each_text(${stageText(sql, { round: 'r', campaign: 'c' })}) said(language, name)
               union select name from jsonb_each_text(c.definition #> array['forms', r.form, 'name']) said(language, name)) as called,
         m.contact_id as contact, l.id as link, l.purpose, c.definition #> array['forms', r.form] as form,
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
  order by (c.mode = 'rehearsal') desc, open desc, m.submitted_at desc, coalesce(m.envelope, m.id) desc,
           u.reported_at is not null, r.due_at, m.id desc limit 20`;

async function report(sql: Queries, question: Question, meant: Meant): Promise<Done> {
  const { campaign, key, region: unit, contact, form } = question;
  const figures = meant.kind === 'figures' ? figuresSaid(form, meant.numbers) : (onlyAnswer(form) ?? {});
  if (figures === null) return explain(sql, question);
  try {
    const input = { nothing: meant.kind === 'nothing', figures };
    const { receipt, round, repeated } = await recordReport(sql, { campaign, key, unit, contact, via: 'sms', input });
    await answer(sql, question, { template: 'reply-reported', about: `receipt ${receipt}`, params: { receipt } });
    return { outcome: 'reported', question, ...(!repeated && { round }) };
  } catch (error) {
    if (!(error instanceof ReportRefused)) throw error;
    return explain(sql, question);
  }
}

/** Answers "it is done" with the receipt when it is there, else, once a round, with how to report. */
async function confirmReport(sql: Queries, question: Question): Promise<Done> {
  const { campaign, key, region, contact, purpose } = question;
  if (purpose !== 'report') return { outcome: 'noted', question };
  const [present] = await sql<{ receipt: string }[]>`
    select p.receipt from asks u join reports p on p.id = u.report_id
    where u.campaign_id = ${campaign} and u.key = ${key} and u.unit_code = ${region} and u.reported_at is not null`;
  await (present
    ? answer(sql, question, { template: 'reply-reported', about: `receipt ${present.receipt}`, params: present })
    : answer(sql, question, { template: 'reply-not-there', about: `not-there ${contact}`, params: {} }));
  return { outcome: 'noted', question };
}

/** Once for a person and round: two machines that do not understand each other must not talk all night. */
async function explain(sql: Queries, question: Question): Promise<Done> {
  await answer(sql, question, { template: 'reply-unclear', about: `unclear ${question.contact}`, params: {} });
  return { outcome: 'unclear', question };
}

/** No more SMS to this number; its person is reached by other ways, and the superior knows. */
async function stop(sql: Queries, { id, phone }: Kept, question: Question): Promise<Done> {
  const became = await stopNumber(sql, { campaign: question.campaign, phone });
  const said = `${question.contact} ${id}`;
  if (became === 'asked') {
    await answer(sql, question, { template: 'reply-stop-asked', about: `stop-asked ${said}`, params: {} });
    return { outcome: 'asked-back', question };
  }
  if (became === 'stopped') {
    const about = `stopped ${said}`;
    await answer(sql, question, { template: 'reply-stopped', about, params: {} });
    await tellSuperior(sql, question, about);
  }
  return { outcome: 'stopped', question };
}

async function resume(sql: Queries, { id, phone }: Kept, question: Question): Promise<Done> {
  if (!(await resumeNumber(sql, { campaign: question.campaign, phone }))) return { outcome: 'noted', question };
  const about = `resumed ${question.contact} ${id}`;
  await answer(sql, question, { template: 'reply-resumed', about, params: {} });
  return { outcome: 'resumed', question };
}

/** Nobody above the campaign's scope is told. */
const tellSuperior = (sql: Queries, { campaign, round, region }: Question, about: string): Promise<number[]> =>
  writeMessages(sql, {
    message: {
      key: [round, 'reply-superior', about].join('|'),
      campaign_id: campaign,
      round_id: round,
      rung: 'reply',
      kind: 'notice',
      region_code: sql`p.code`,
      contact_id: sql`w.contact_id`,
      channel: sql`case when w.no_sms is null and not w.sms_stopped then 'sms' else 'email' end`,
      template: 'contact-stopped',
      params: sql`jsonb_build_object('missing', jsonb_build_array(g.name))`,
      needed: 'always',
      valid_until: sql`campaign_now(c.id) + interval '7 days'`,
      planned_at: sql`campaign_now(c.id)`,
      about,
    },
    from: sql`
    campaigns c join regions g on g.code = ${region} join regions p on p.code = g.parent_code
    join regions top on top.code = c.plan ->> 'scope' and starts_with(p.path, top.path)
    join duties d on d.region_code = p.code and d.role = 'contact'
    join reach w on w.campaign_id = c.id and w.contact_id = d.contact_id
    where c.id = ${campaign} and ((w.no_sms is null and not w.sms_stopped) or w.no_email is null)
    order by d.deputy limit 1`,
  });

/** People who answer a warning in the night are awake, and must know whether they were understood. */
const answer = (
  sql: Queries,
  { campaign, round, region, contact, link }: Question,
  { template, about, params }: { template: string; about: string; params: Record<string, string> },
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
      params: sql.json(params),
      urgent: sql`r.origin <> 'plan'`,
      needed: 'always',
      valid_until: sql`campaign_now(${campaign}) + interval '1 day'`,
      planned_at: sql`campaign_now(${campaign})`,
      about,
    },
    from: sql`rounds r where r.id = ${round}`,
  });
