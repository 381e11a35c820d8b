import { changed } from './deliver';
import { byId, fill, make, show } from './elements';
import { reasonOf } from './request';
import { unseal } from './rows/sealed';
import type { RowContent } from './rows/unsent-rows';
import { drop, type Line, type Unsent } from './store';

/**
 * Shows reports whose link is closed. They stay on the phone until the village confirms that it passed them on by
 * telephone; the page shows the text to read out, and the place to call.
 */
export async function showLost(lost: readonly Unsent[]): Promise<void> {
  const list = byId('lost-reports');
  // Redrawn only after a change: otherwise a screen reader would read all of it again.
  const keys = lost.map(({ key }) => key).join();
  if (list.dataset.keys === keys) return;
  list.dataset.keys = keys;
  byId('lost-title').textContent = fill(byId('lost-title').dataset.text, { count: lost.length });
  for (const photo of list.querySelectorAll('img')) URL.revokeObjectURL(photo.src);
  const lines = await Promise.all(lost.map(linesOf));
  list.replaceChildren(...lost.map((report, at) => lostReport(report, lines[at] ?? [])));
  show('lost', lost.length > 0);
}

/** The report in words; of a list with what each row says. */
async function linesOf({ lines, rows = [] }: Unsent): Promise<Line[]> {
  const contents = await Promise.all(rows.map(({ sealed }) => unseal<RowContent>(sealed)));
  return [...contents.flatMap((content) => content.lines), ...lines];
}

function lostReport(report: Unsent, lines: readonly Line[]): HTMLElement {
  const { lostCall, lostAnybody = '', lostOver, lostDone, lostConfirm } = byId('lost').dataset;
  const { link, name, superior, photos, refused } = report;
  const over = refused?.code === 'cancelled';
  const done = make('button', { type: 'button' }, lostDone ?? '');
  done.addEventListener('click', () => {
    if (over || confirm(lostConfirm)) void drop('unsent', link).then(changed);
  });
  return make(
    'article',
    {},
    make('h3', {}, make('a', { href: link }, name)),
    make('p', {}, reasonOf(report)),
    make('p', { className: 'strong' }, over ? (lostOver ?? '') : fill(lostCall, { superior: superior || lostAnybody })),
    make('dl', { className: 'facts' }, ...lines.map(fact)),
    ...Object.values(photos).map((photo) =>
      make('img', { className: 'shot', src: URL.createObjectURL(photo), alt: '' }),
    ),
    done,
  );
}

const fact = ([label, answer]: Line): HTMLElement => make('div', {}, make('dt', {}, label), make('dd', {}, answer));
