import type { Form } from '../domain/definition/definition';
import { figuresSaid, type Meant, onlyAnswer, readReply } from '../domain/reply';
import { acknowledgeChases } from './chases';
import type { Queries, Sql } from './db';
import { wakeFeeder } from './feeding';
import { ReportRefused, recordReport } from './reports';
import { readPhone } from './tables/check-cells';

/** What somebody answered by SMS, as a platform pushed it. */
export interface ReplyReceived {
  provider: string;
  /** What tells it from every other of this provider. */
  dedupe: string;
  phone: string;
  content: string;
  sentAt: string | null;
}

/** A simulator may answer a rehearsal; whoever is out in the world answers live campaigns alone. */
export type ReplyScope = 'live' | 'simulated';

/**
 * What became of a reply.
 * reported, acknowledged, stopped   as it was meant
 * noted     understood, and nothing follows from it
 * unclear   not understood, or not fitting the form; the sender is told once how to report
 * nobody    no open question was ever put to this number
 */
export type ReplyOutcome = 'reported' | 'acknowledged' | 'stopped' | 'noted' | 'unclear' | 'nobody';

/** Keeps replies, each once however often it is pushed. They are handled by {@link handleReplies}. */
export async function keepReplies(sql: Queries, replies: readonly ReplyReceived[], scope: ReplyScope): Promise<void> {
  if (replies.length === 0) return;
  const rows = replies.map(({ phone, ...reply }) => {
    const read = readPhone(phone.startsWith('86') && phone.length === 13 ? `+${phone}` : phone);
    return { ...reply, phone: read.ok && read.value !== null ? read.value : phone };
  });
  await sql`
    insert into replies (provider, dedupe, scope, phone, content, sent_at)
    select provider, dedupe, ${scope}, phone, content, "sentAt"
    from jsonb_to_recordset(${sql.json(rows)}) as r(provider text, dedupe text, phone text, content text, "sentAt" timestamptz)
    on conflict (provider, dedupe) do nothing`;
}

interface Kept {
  id: number;
  scope: ReplyScope;
  phone: string;
  content: string;
  sentAt: string | null;
}

/** What a number was asked by its last messages, in rounds that are open. */
interface Question {
  campaign: string;
  round: string;
  key: string;
  region: string;
  contact: number;
  link: number;
  purpose: 'report' | 'acknowledge';
  form: Form;
}

const AT_ONCE = 100;

/**
 * Does what replies ask for. Doing it twice does no harm: a report has one receipt, an answer one key.
 * @returns workflow ids of the rounds that have a new report, to be told
 */
export async function handleReplies(sql: Sql): Promise<string[]> {
  const waiting = await sql<Kept[]>`
    select id, scope, phone, content, sent_at as "sentAt" from replies where handled_at is null order by id limit ${AT_ONCE}`;
  const rounds = new Set<string>();
  for (const reply of waiting) {
    const questions = await questionsTo(sql, reply);
    const { outcome, question, round } = await act(sql, reply, questions);
    if (round) rounds.add(round);
    await sql`
      update replies set outcome = ${outcome}, handled_at = clock_timestamp(), contact_id = ${question?.contact ?? null},
             campaign_id = ${question?.campaign ?? null}, round_id = ${question?.round ?? null}
      where id = ${reply.id}`;
  }
  return [...rounds];
}

interface Done {
  outcome: ReplyOutcome;
  question?: Question | undefined;
  round?: string;
}

async function act(sql: Sql, reply: Kept, questions: readonly Question[]): Promise<Done> {
  const meant = readReply(reply.content);
  const [last] = questions;
  const asked = (purpose: Question['purpose']) => questions.find((question) => question.purpose === purpose);
  if (!last) return { outcome: 'nobody' };
  switch (meant.kind) {
    case 'stop':
      await stopSms(sql, last);
      return { outcome: 'stopped', question: last };
    case 'acknowledge': {
      // A question with one answer, such as 已知晓, is answered by it.
      if (last.purpose === 'report' && onlyAnswer(last.form)) return report(sql, last, meant);
      const question = asked('acknowledge');
      const many = question ? await acknowledgeChases(sql, question) : 0;
      return { outcome: many > 0 ? 'acknowledged' : 'noted', question: question ?? last };
    }
    case 'unclear':
      return explain(sql, last);
    default: {
      const question = asked('report');
      return question ? report(sql, question, meant) : explain(sql, last);
    }
  }
}

/** Newest first, one for each round and purpose. A later message cannot be what an earlier reply answers. */
const questionsTo = (sql: Queries, { phone, scope, sentAt }: Kept): Promise<Question[]> => sql<Question[]>`
  select m.campaign_id as campaign, m.round_id as round, r.key, l.region_code as region, m.contact_id as contact,
         l.id as link, l.purpose, c.definition #> array['forms', r.form] as form
  from contacts k
  join messages m on m.contact_id = k.id and m.channel = 'sms' and m.state in ('submitting', 'accepted', 'delivered', 'unknown')
  join links l on l.id = m.link_id and l.revoked_at is null
  join rounds r on r.id = m.round_id and r.state = 'open'
  join campaigns c on c.id = m.campaign_id and c.state <> 'cancelled'
  where k.phone = ${phone} and (c.mode = 'live' or ${scope} = 'simulated')
    and (c.mode = 'rehearsal' or m.submitted_at <= coalesce(${sentAt}::timestamptz, 'infinity'))
  order by (c.mode = 'rehearsal') desc, m.submitted_at desc, m.id desc limit 20`;

async function report(sql: Sql, question: Question, meant: Extract<Meant, { kind: string }>): Promise<Done> {
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

/** Once for a person and round: two machines that do not understand each other must not talk all night. */
async function explain(sql: Queries, question: Question): Promise<Done> {
  await answer(sql, question, { template: 'reply-unclear', about: `unclear ${question.contact}`, params: {} });
  return { outcome: 'unclear', question };
}

/** No more SMS to this contact (in a rehearsal only there); he is reached by other ways, and his superior knows. */
async function stopSms(sql: Queries, question: Question): Promise<void> {
  const { campaign, contact } = question;
  await sql`
    update contacts k set sms_stopped_at = coalesce(sms_stopped_at, clock_timestamp())
    from campaigns c where k.id = ${contact} and c.id = ${campaign} and c.mode = 'live'`;
  await sql`
    insert into rehearsed_stops (campaign_id, contact_id, at)
    select id, ${contact}, campaign_now(id) from campaigns where id = ${campaign} and mode = 'rehearsal' on conflict do nothing`;
  const about = `stopped ${contact}`;
  await answer(sql, question, { template: 'reply-stopped', about, params: {} });
  await tellSuperior(sql, question, about);
}

/** Nobody above the campaign's scope is told. */
const tellSuperior = (sql: Queries, { campaign, round, region }: Question, about: string) => sql`
  insert into messages (key, campaign_id, round_id, rung, kind, region_code, contact_id, channel, template, params, state,
                        needed, valid_until, planned_at, about)
  select concat_ws('|', ${round}::text, 'reply-superior', ${about}::text), c.id, ${round}, 'reply', 'notice', p.code, s.id,
         case when texted.can then 'sms' else 'email' end,
         'contact-stopped', jsonb_build_object('missing', jsonb_build_array(g.name)), 'planned', 'always',
         campaign_now(c.id) + interval '7 days', campaign_now(c.id), ${about}
  from campaigns c join regions g on g.code = ${region} join regions p on p.code = g.parent_code
  join regions top on top.code = c.plan ->> 'scope' and starts_with(p.path, top.path)
  join contacts s on s.region_code = p.code and not s.opted_out
  left join rehearsed_bad_numbers b on b.campaign_id = c.id and b.contact_id = s.id
  left join rehearsed_stops stop on stop.campaign_id = c.id and stop.contact_id = s.id
  cross join lateral (select s.phone is not null and s.phone_bad is null and b.code is null
    and s.sms_stopped_at is null and stop.at is null as can) texted
  where c.id = ${campaign} and (texted.can or (s.email is not null and s.email_bad is null))
  order by s.role limit 1
  on conflict (key) do nothing`;

/** Whoever answers a warning in the night is awake, and must know whether he was understood. */
async function answer(
  sql: Queries,
  { campaign, round, region, contact, link }: Question,
  { template, about, params }: { template: string; about: string; params: Record<string, string> },
): Promise<void> {
  await sql`
    insert into messages (key, campaign_id, round_id, rung, kind, region_code, contact_id, link_id, channel, template,
                          params, state, urgent, needed, valid_until, planned_at, about)
    select ${[round, 'reply', about].join('|')}, ${campaign}, ${round}, 'reply', 'notice', ${region}, ${contact}, ${link},
           'sms', ${template}, ${sql.json(params)}, 'planned', r.alert_id is not null, 'always',
           campaign_now(${campaign}) + interval '1 day', campaign_now(${campaign}), ${about}
    from rounds r where r.id = ${round}
    on conflict (key) do nothing`;
  await wakeFeeder(sql);
}
