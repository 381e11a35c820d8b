import { handIn as report } from '../../actions/reports';
import type { Language } from '../../domain/campaign/definition/definition';
import { sentence } from '../../domain/text/refusal';
import { addPhoto, PhotoRefused } from '../../store/report/photos';
import { type Recorded, ReportRefused } from '../../store/report/reports';
import { type Asked, askedByLink } from '../../store/round/asks';
import type { Link } from '../../store/round/links';
import type { Console } from '../shell/context';
import { Problem, statusOf } from '../shell/problems';
import { type Page, render } from '../shell/render';
import type { Part } from './form-parts';
import { formView, privacyNotice, receiptView, type Typed } from './form-view';
import { refusedPage } from './links';
import { readTasks } from './task-view';

/** Name of the second button; the hyphens keep it different from all field names. */
export const NOTHING = 'nothing-to-report';

export interface FormHandedIn {
  link: Link;
  asked: Asked;
  language: Language;
  parts: AsyncIterable<Part>;
  submission?: string | undefined;
  /** The sender is a script: no page is rendered for it. */
  json?: boolean | undefined;
}

export type Outcome = Page & ({ recorded: Recorded } | { refused: Problem });

/** Records the form. @returns the page with the receipt, or the page that says what to do. */
export async function handIn(console: Console, handed: FormHandedIn): Promise<Outcome> {
  const { link, asked, language, submission, json } = handed;
  const { campaign, key, region: unit, contact } = link;
  const { nothing, figures, refused } = await readForm(console, handed);
  if (refused) return { ...(await notTaken(console, handed, figures, refused)), refused };
  try {
    const input = { nothing, figures };
    const recorded = await report(
      { sql: console.sql, by: null },
      {
        campaign,
        key,
        unit,
        contact,
        via: 'form',
        input,
        ...(submission !== undefined && { submission }),
      },
    );
    return { ...(await receiptPage(console, { link: link.id, asked, language, recorded, json })), recorded };
  } catch (error) {
    return refusedOutcome(console, handed, { error, again: (problem) => notTaken(console, handed, figures, problem) });
  }
}

/** What a script gets besides its JSON. */
export const NO_PAGE: Page = { status: 200, html: '' };

/**
 * @param again makes the form with what was typed and what is wrong
 * @returns the page for a refused report @throws the error when it is no refusal
 */
export async function refusedOutcome(
  console: Console,
  { link, language }: Pick<FormHandedIn, 'link' | 'language'>,
  { error, again }: { error: unknown; again: (problem: Problem) => Promise<Page> },
): Promise<Outcome> {
  if (!(error instanceof ReportRefused)) throw error;
  const refused = new Problem(statusOf(error.code), error.sentence, error.problems);
  const page = error.code === 'invalid' ? again(refused) : overtaken(console, { link, language, error });
  return { ...(await page), refused };
}

/** @returns the page with the receipt number, and the village's other tasks; none for a script */
export async function receiptPage(
  console: Console,
  {
    link,
    asked,
    language,
    recorded,
    json = false,
  }: { link: number; asked: Asked; language: Language; recorded: Recorded } & Pick<FormHandedIn, 'json'>,
): Promise<Page> {
  if (json) return NO_PAGE;
  const now = { ...asked, report: recorded, returnedBecause: null };
  const tasks = await readTasks(console, { link, language });
  return { status: 200, html: render('receipt', receiptView(now, language, { ...recorded, tasks })) };
}

/** The form again, with the typed values and their errors. */
async function notTaken(
  console: Console,
  { asked, language, link }: FormHandedIn,
  figures: Record<string, string>,
  refused: Problem,
): Promise<Page> {
  const tasks = await readTasks(console, { link: link.id, language });
  const typed: Typed = figures;
  const problems = refused.sayProblems(language);
  return {
    status: 422,
    html: render('form', formView(asked, language, { privacy: privacyNotice(console.env), tasks, typed, problems })),
  };
}

interface ReadForm {
  nothing: boolean;
  figures: Record<string, string>;
  /** The reason why a photo was refused; the typed values are still complete. */
  refused: Problem | null;
}

/** Reads the typed values, and keeps the photos in the form itself, which a browser without script sends. */
async function readForm({ sql }: Console, { link, parts, asked }: FormHandedIn): Promise<ReadForm> {
  const { campaign, key, region: unit } = link;
  const photos = new Set(asked.form.fields.filter(({ type }) => type === 'photo').map(({ id }) => id));
  const figures = new Map<string, string>();
  let refused: Problem | null = null;
  for await (const [field, sent] of parts) {
    if (typeof sent === 'string') {
      if (!figures.has(field)) figures.set(field, sent);
    } else if (photos.has(field) && sent?.length !== 0) {
      try {
        if (sent === null) throw new PhotoRefused(sentence('photo-too-large'));
        figures.set(field, await addPhoto(sql, { campaign, key, unit }, sent));
      } catch (error) {
        if (!(error instanceof PhotoRefused)) throw error;
        refused ??= photoProblem(error, field);
      }
    }
  }
  const nothing = figures.get(NOTHING) === 'yes';
  figures.delete(NOTHING);
  return { nothing, figures: Object.fromEntries(figures), refused };
}

/** @returns the reason why a photo was refused, at its field. */
export const photoProblem = (refused: PhotoRefused, field: string | null = null): Problem =>
  new Problem(422, refused.sentence, [{ field, ...refused.sentence }]);

/** The round was locked or closed after the link was opened: the page shows the present state. */
async function overtaken(
  { sql }: Console,
  { link, language, error }: { link: Link; language: Language; error: ReportRefused },
): Promise<Page> {
  const { code } = error;
  const asked = await askedByLink(sql, link.id);
  if (!asked || (code !== 'locked' && code !== 'closed' && code !== 'cancelled' && code !== 'not-open')) throw error;
  return refusedPage({ open: false, state: code, asked }, 'report', language);
}
