import type { Console } from '../shell/context';
import { render } from '../shell/render';
import { type FormHandedIn, handIn } from './form-hand-in';
import { formView, privacyNotice } from './form-view';
import { asksForList, handInList, type ListOutcome, listPage } from './list/list-hand-in';
import { asksForStep, handInStep, stepPage } from './list/step-hand-in';
import { asksForPairs, handInPairs, pairPage } from './pairs/pair-hand-in';
import { readTasks } from './task-view';

/** Of a list: the row that a page is about, and the last row of the page before. */
interface RowsAt {
  row?: string | undefined;
  after?: string | undefined;
}

/** @returns the page of an open link: a form, or rows of a list */
export async function pageOfAsk(
  console: Console,
  { link, asked, language }: Pick<FormHandedIn, 'link' | 'asked' | 'language'>,
  { row, after }: RowsAt,
): Promise<string> {
  const attempt = { row, paging: { after } };
  if (asksForList(asked)) return listPage(console, { link, asked, language }, attempt);
  if (asksForPairs(asked)) return pairPage(console, { link, asked, language }, { row });
  if (asksForStep(asked)) return stepPage(console, { link, asked, language }, attempt);
  const tasks = await readTasks(console, { link: link.id, language });
  return render('form', formView(asked, language, { privacy: privacyNotice(console.env), tasks }));
}

/** Hands in what such a page sends. */
export function handInAsk(console: Console, handed: FormHandedIn & Pick<RowsAt, 'after'>): Promise<ListOutcome> {
  const { asked } = handed;
  if (asksForList(asked)) return handInList(console, { ...handed, asked });
  if (asksForPairs(asked)) return handInPairs(console, { ...handed, asked });
  if (asksForStep(asked)) return handInStep(console, { ...handed, asked });
  return handIn(console, handed);
}
