import { type Language, say } from '../../../domain/campaign/definition/definition';
import { UNITS_OF } from '../../../domain/list/list-forms';
import type { ListSeen } from '../../../store/list/unit/list-of-unit';
import type { Asked } from '../../../store/round/asks';
import type { FieldTold } from '../../shell/problems';
import { fill, words } from '../../shell/words/words';
import { headView, type PrivacyNotice, privacyView, type Typed, tasksView } from '../form-view';
import type { TaskView } from '../task-view';
import { type Paging, pagingView } from './paging';
import { type Correcting, placeOf, rowFields } from './row-fields';
import { isOpen, rowView } from './row-view';

/** What a page of a list is made of. */
export interface ListPage {
  asked: Asked;
  seen: ListSeen;
  language: Language;
  privacy: PrivacyNotice;
  tasks: readonly TaskView[];
  /** Id of the row that is corrected, or a new one. */
  row: string;
  typed?: Typed;
  problems?: readonly FieldTold[];
  paging?: Paging;
}

/** The page of a list: its rows, and the form of one row. */
export function listView({ asked, seen, language, privacy, tasks, row, typed, problems = [], paging = {} }: ListPage) {
  const w = words[language];
  const unit = say(UNITS_OF[seen.list.of], language);
  const { corrected, standing } = seen;
  const onPaper = seen.came?.onPaper ?? null;
  const correcting: Correcting | null = corrected ? { ...corrected, isOpen: isOpen(seen.list, corrected) } : null;
  const fields = rowFields({ seen, language, correcting, typed, problems });
  const ids = new Set<string | null>(fields.map(({ id }) => id));
  return {
    ...headView(asked, language),
    ...tasksView(tasks),
    privacy: privacyView(asked, privacy, language),
    onward: correcting ? `&row=${row}` : '',
    ...pagingView(paging, { next: seen.next, many: standing > seen.rows.length }),
    row,
    version: corrected?.version ?? null,
    noNew: asked.onlyReturned && !correcting,
    correcting: correcting && { ...rowView(seen, correcting, language), isOpen: correcting.isOpen },
    fields,
    came: cameView(seen, { unit, language }),
    onPaper: onPaper === null ? null : fill(w.listOnPaper, { count: onPaper, unit }),
    receipt: seen.came?.receipt ?? null,
    whole: seen.came?.whole === true,
    isEmpty: standing === 0,
    slots: seen.quotas.map((quota) => slotsView(seen, quota, { unit, language })),
    rows: seen.rows.map((one) => rowView(seen, one, language)),
    unitWord: unit,
    problems: problems.length,
    unplaced: problems.filter(({ field }) => !ids.has(placeOf(field))).map(({ message }) => message),
  };
}

/** Rows that are on the list; before they are keyed, the paper is here. */
function cameView({ standing, came }: ListSeen, { unit, language }: { unit: string; language: Language }): string {
  const w = words[language];
  if (standing > 0) return fill(w.listCame, { count: standing, unit });
  return came && came.onPaper !== null ? w.listPaperCame : w.listNone;
}

function slotsView(
  { categories, quotas }: ListSeen,
  { category, used, slots }: ListSeen['quotas'][number],
  { unit, language }: { unit: string; language: Language },
): string {
  const w = words[language];
  const name = categories.find(({ id }) => id === category)?.name ?? { 'zh-CN': category };
  const text = quotas.length > 1 ? w.listSlotsOf : w.listSlots;
  return fill(text, { category: say(name, language), used, slots, unit });
}
