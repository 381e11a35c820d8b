import { type Language, say } from '../../domain/campaign/definition/definition';
import { sentence, tellIn } from '../../domain/text/refusal';
import type { Link } from '../../store/round/links';
import { type AskedOfAll, openLinkToAll, standingBelow } from '../../store/round/links-to-all';
import type { Console } from '../shell/context';
import { type Page, render } from '../shell/render';
import { words } from '../shell/words/words';
import { showDeadline } from './format';
import { listView, readTasks } from './task-view';

/** @returns the page of a link to all, with everything that its contact owes or looks after; null for another token */
export async function pageOfAll(
  console: Console,
  { params, query }: { params: { token: string }; query: { lang?: Language | undefined } },
  purpose: Link['purpose'],
): Promise<Page | null> {
  const asked = await openLinkToAll(console.sql, console.env.LINK_SECRET, params.token);
  if (!asked || asked.purpose !== purpose) return null;
  const reader = query.lang ?? asked.language;
  if (asked.revoked) return revokedPage(asked, reader);
  return purpose === 'report' ? owedPage(console, asked, reader) : standingsPage(console, asked, reader);
}

const headOf = ({ organisation, title, places, superior }: AskedOfAll, language: Language) => ({
  w: words[language],
  organisation: say(organisation, language),
  campaign: say(title, language),
  region: places.join(language === 'zh-CN' ? '、' : ', '),
  superior,
});

/** Each task, the most urgent first, with the link to its form. */
async function owedPage(console: Console, asked: AskedOfAll, language: Language): Promise<Page> {
  const tasks = await readTasks(console, { link: asked.link, language });
  return { status: 200, html: render('owed', { ...headOf(asked, language), ...listView(tasks) }) };
}

async function standingsPage({ sql }: Console, asked: AskedOfAll, language: Language): Promise<Page> {
  const reader = { zone: asked.zone, language };
  const standings = (await standingBelow(sql, asked.link)).map(({ stage, form, dueAt, locksAt, ...standing }) => ({
    ...standing,
    stage: say(stage, language),
    form: say(form, language),
    due: showDeadline(dueAt, reader),
    lock: showDeadline(locksAt, reader),
  }));
  const severalPlaces = new Set(standings.map(({ place }) => place)).size > 1;
  return { status: 200, html: render('standings', { ...headOf(asked, language), standings, severalPlaces }) };
}

function revokedPage({ purpose }: AskedOfAll, language: Language): Page {
  const w = words[language];
  const told = { title: w.revokedTitle, message: tellIn(language, sentence('revoked')) };
  return { status: 410, html: render('problem', { w, ...told, closed: purpose === 'report', superior: null }) };
}
