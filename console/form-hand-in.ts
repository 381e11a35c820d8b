import type { Language } from '../domain/definition/definition';
import { type Asked, askedByLink } from '../register/asked';
import type { Link } from '../register/links';
import { addPhoto, PhotoRefused } from '../register/photos';
import { type Recorded, ReportRefused, recordReport } from '../register/reports';
import type { Console } from './context';
import { formView, receiptView, type Typed } from './form-view';
import { refusedPage } from './links';
import { Problem, statusOf } from './problems';
import { type Page, render } from './render';
import { readTasks } from './task-view';

/** What a browser sends for a field: a text, or a file when there is no script to send it ahead. */
export type Sent = string | Buffer | (string | Buffer)[];

export interface FormHandedIn {
  link: Link;
  asked: Asked;
  language: Language;
  nothing: boolean;
  fields: Record<string, Sent>;
  submission?: string | undefined;
}

export type Outcome = Page & ({ recorded: Recorded } | { refused: Problem });

/** Records the form. @returns the page that says that it arrived, or the one that says what to do. */
export async function handIn(console: Console, handed: FormHandedIn): Promise<Outcome> {
  const { link, asked, language, nothing, submission } = handed;
  const { campaign, key, region: unit, contact } = link;
  const { figures, refused } = await takeFiles(console, handed);
  if (refused) return notTaken(console, handed, figures, refused);
  try {
    const input = { nothing, figures };
    const recorded = await recordReport(console.sql, {
      campaign,
      key,
      unit,
      contact,
      language,
      via: 'form',
      input,
      ...(submission !== undefined && { submission }),
    });
    return { ...(await receiptPage(console, { link: link.id, asked, language, recorded })), recorded };
  } catch (error) {
    if (!(error instanceof ReportRefused)) throw error;
    const problem = new Problem(statusOf(error.code), error.sentence, error.problems);
    return error.code === 'invalid'
      ? notTaken(console, handed, figures, problem, error)
      : { ...(await overtaken(console, { link, language, error })), refused: problem };
  }
}

/** @returns the page that shows the receipt number, and what else the village owes. */
export async function receiptPage(
  console: Console,
  { link, asked, language, recorded }: { link: number; asked: Asked; language: Language; recorded: Recorded },
): Promise<Page> {
  const now = { ...asked, report: recorded, returnedBecause: null };
  const tasks = await readTasks(console, { link, language });
  return { status: 200, html: render('receipt', receiptView(now, language, { ...recorded, tasks })) };
}

/** The form again, with what was typed and what is wrong with it. */
async function notTaken(
  console: Console,
  { asked, language, link }: FormHandedIn,
  figures: Record<string, string>,
  refused: Problem,
  { problems }: Pick<ReportRefused, 'problems'> = { problems: [] },
): Promise<Outcome> {
  const tasks = await readTasks(console, { link: link.id, language });
  const typed: Typed = figures;
  const told = problems.length > 0 ? problems : refused.sayProblems(language);
  return { status: 422, refused, html: render('form', formView(asked, language, { tasks, typed, problems: told })) };
}

/** Keeps the photos that came with the form itself, for a browser without script. @returns all fields as texts. */
async function takeFiles(
  { sql }: Console,
  { link, fields, asked }: FormHandedIn,
): Promise<{ figures: Record<string, string>; refused?: Problem }> {
  const { campaign, key, region: unit } = link;
  const figures: Record<string, string> = {};
  for (const [id, sent] of Object.entries(fields)) {
    const parts = [sent].flat();
    const file = parts.find((part) => Buffer.isBuffer(part) && part.length > 0);
    figures[id] = String(parts.find((part) => typeof part === 'string') ?? '');
    if (!Buffer.isBuffer(file) || asked.form.fields.find((field) => field.id === id)?.type !== 'photo') continue;
    try {
      figures[id] = await addPhoto(sql, { campaign, key, unit }, file);
    } catch (error) {
      if (!(error instanceof PhotoRefused)) throw error;
      return { figures, refused: photoProblem(error, id) };
    }
  }
  return { figures };
}

/** @returns why a photo was not taken, at its field. */
export const photoProblem = (refused: PhotoRefused, field: string | null = null): Problem =>
  new Problem(422, refused.sentence, [{ field, ...refused.sentence }]);

/** The round was locked or closed between opening the link and recording: the page tells the state as it is now. */
async function overtaken(
  { sql }: Console,
  { link, language, error }: { link: Link; language: Language; error: ReportRefused },
): Promise<Page> {
  const { code } = error;
  const asked = await askedByLink(sql, link.id);
  if (!asked || (code !== 'locked' && code !== 'closed' && code !== 'cancelled' && code !== 'not-open')) throw error;
  return refusedPage({ open: false, state: code, asked }, 'report', language);
}
