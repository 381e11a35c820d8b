import { figuresSaid, type Meant, onlyAnswer, readReply } from '../../domain/message/reply';
import { figuresTold, howToWrite } from '../../domain/message/told';
import type { Queries, Sql } from '../../store/db/db';
import {
  aboutOf,
  answerBySms,
  type Counting,
  type Done,
  hasBegun,
  type Kept,
  type Question,
  questionsTo,
  reportOf,
  tellSuperior,
} from '../../store/message/questions';
import * as kept from '../../store/message/replies';
import { resumeNumber, stopNumber } from '../../store/message/stops';
import { ReportRefused } from '../../store/report/reports';
import { completeList } from '../list/complete';
import { handIn } from '../reports';
import { acknowledgeChases } from '../round/chases';

/**
 * Carries out replies by SMS, each in its own transaction. A repetition does no harm: a report has one receipt, an
 * answer one key.
 * @returns workflow ids of the rounds with a new report, and whether there may be more to carry out now
 */
export const handleReplies = (sql: Sql): Promise<{ rounds: string[]; more: boolean }> =>
  kept.handleReplies(sql, answerOne);

/** Carries out one reply, in the caller's transaction; its report or acknowledgement is the record. */
async function answerOne(sql: Queries, reply: Kept): Promise<Done> {
  const all = await questionsTo(sql, reply);
  const [newest] = all;
  if (!newest) return { outcome: 'nobody' };
  const meant = readReply(
    reply.content,
    all.flatMap(({ place, person, called }) => [person, place, ...called]),
  );
  // A stop or resumption does not depend on a round.
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
 * A reply that names one of several places or tasks is about that one; other replies are about the last question, or
 * about the earliest deadline of a message for several tasks.
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
      // This also answers a question with one possible answer, such as 已知晓.
      if (last.purpose === 'report' && onlyAnswer(last.form)) return report(sql, last, meant);
      const question = asked('acknowledge');
      const { acknowledged } = question ? await acknowledgeChases({ sql, by: null }, question) : { acknowledged: 0 };
      return { outcome: acknowledged > 0 ? 'acknowledged' : 'noted', question: question ?? last };
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

async function report(sql: Queries, question: Question, meant: Meant): Promise<Done> {
  const { campaign, key, region: unit, contact, form } = question;
  const nothing = meant.kind === 'nothing' || meant.kind === 'surely-nothing';
  if (question.list !== null && !nothing) return leadToList(sql, question);
  const figures = meant.kind === 'figures' ? figuresSaid(form, meant.numbers) : (onlyAnswer(form) ?? {});
  if (figures === null) return explain(sql, question);
  const before = question.list === null && meant.kind === 'nothing' ? await reportOf(sql, question) : null;
  if (before && !before.nothing) return askWhetherSure(sql, question, before);
  try {
    const input = { nothing, figures };
    const recorded = await handIn({ sql, by: null }, { campaign, key, unit, contact, via: 'sms', input });
    await sayWhatCame(sql, question, recorded);
    return { outcome: 'reported', question, ...(!recorded.repeated && { round: recorded.round }) };
  } catch (error) {
    if (!(error instanceof ReportRefused)) throw error;
    return question.list === null ? explain(sql, question) : leadToList(sql, question);
  }
}

/** The receipt, what was recorded, and how it is corrected by SMS. */
const sayWhatCame = (sql: Queries, question: Question, { receipt, nothing, figures }: Counting): Promise<void> =>
  say(sql, question, `receipt ${receipt}`, {
    template: 'reply-reported',
    params: { receipt, told: figuresTold(question.form, { nothing, figures }), how: howToWrite(question.form) },
  });

/** 0 over a report with figures: as the form does, it asks once more, and changes nothing before the answer. */
async function askWhetherSure(sql: Queries, question: Question, { receipt, ...before }: Counting): Promise<Done> {
  const params = { receipt, told: figuresTold(question.form, before) };
  await say(sql, question, `sure ${receipt}`, { template: 'reply-sure', params });
  return { outcome: 'asked-back', question };
}

/** Answers, unless it has said the same often enough. */
async function say(
  sql: Queries,
  question: Question,
  topic: string,
  said: Omit<Parameters<typeof answerBySms>[2], 'about'>,
): Promise<void> {
  const about = await aboutOf(sql, question, topic);
  if (about !== null) await answerBySms(sql, question, { ...said, about });
}

/** Rows are entered on the page: an SMS names nobody, and its numbers would not be those of the rows. */
async function leadToList(sql: Queries, question: Question): Promise<Done> {
  await say(sql, question, `list ${question.contact}`, { template: 'reply-list', params: {} });
  return { outcome: 'unclear', question };
}

/** 完成: the rows on the page are all, unless one of them waits for a correction. */
async function complete(sql: Queries, question: Question): Promise<Done> {
  const { campaign, key, region: unit, contact } = question;
  try {
    const recorded = await completeList({ sql, by: null }, { campaign, key, unit, contact, via: 'sms' });
    await sayWhatCame(sql, question, recorded);
    return { outcome: 'reported', question, ...(!recorded.repeated && { round: recorded.round }) };
  } catch (error) {
    if (!(error instanceof ReportRefused)) throw error;
    return leadToList(sql, question);
  }
}

/** Answers "it is done" with the receipt, if there is one; else with instructions how to report. */
async function confirmReport(sql: Queries, question: Question): Promise<Done> {
  if (question.purpose !== 'report') return { outcome: 'noted', question };
  if (question.list !== null && (await hasBegun(sql, question))) return complete(sql, question);
  const counting = await reportOf(sql, question);
  if (counting) await sayWhatCame(sql, question, counting);
  else await sayHow(sql, question, 'not-there');
  return { outcome: 'noted', question };
}

async function explain(sql: Queries, question: Question): Promise<Done> {
  await sayHow(sql, question, 'unclear');
  return { outcome: 'unclear', question };
}

/** Says how a report is written. */
const sayHow = (sql: Queries, question: Question, topic: 'unclear' | 'not-there'): Promise<void> =>
  say(sql, question, `${topic} ${question.contact}`, {
    template: `reply-${topic}`,
    params: { how: question.list === null ? howToWrite(question.form) : null },
  });

/** Stops SMS to this number; other channels still reach its person, and the superior gets a message. */
async function stop(sql: Queries, { id, phone }: Kept, question: Question): Promise<Done> {
  const became = await stopNumber(sql, { campaign: question.campaign, phone });
  const said = `${question.contact} ${id}`;
  if (became === 'asked') {
    await answerBySms(sql, question, { template: 'reply-stop-asked', about: `stop-asked ${said}`, params: {} });
    return { outcome: 'asked-back', question };
  }
  if (became === 'stopped') {
    const about = `stopped ${said}`;
    await answerBySms(sql, question, { template: 'reply-stopped', about, params: {} });
    await tellSuperior(sql, question, about);
  }
  return { outcome: 'stopped', question };
}

async function resume(sql: Queries, { id, phone }: Kept, question: Question): Promise<Done> {
  if (!(await resumeNumber(sql, { campaign: question.campaign, phone }))) return { outcome: 'noted', question };
  const about = `resumed ${question.contact} ${id}`;
  await answerBySms(sql, question, { template: 'reply-resumed', about, params: {} });
  return { outcome: 'resumed', question };
}
