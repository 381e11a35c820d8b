import { type Language, say, type Text } from '../../../domain/campaign/definition/definition';
import type { ListDefinition } from '../../../domain/list/list-definition';
import { OUT_NAMES } from '../../../domain/list/list-names';
import { OUT_REASONS, rowAfter } from '../../../domain/list/row-life';
import { stepKind } from '../../../domain/list/steps';
import type { RowSeen } from '../../../store/list/unit/rows-seen';
import { fill, words } from '../../shell/words/words';

/** What the view of a row needs of its list. */
interface Listed {
  list: ListDefinition;
  categories: readonly { id: string; name: Text }[];
}

/** The class of the chip that says how a row stands. */
const LOOKS = { in: 'done', held: 'calm', twin: 'calm', returned: 'overdue', out: 'calm' } as const;

/** A row as one recognises it: surname, end of the ID number, and how it stands. */
export function rowView({ list, categories }: Listed, row: RowSeen, language: Language) {
  const w = words[language];
  const category = categories.find(({ id }) => id === row.category)?.name ?? { 'zh-CN': row.category };
  return {
    row: row.row,
    shown: row.shown,
    lastFour: row.lastFour && fill(w.listLastFour, { lastFour: row.lastFour }),
    category: categories.length > 1 ? say(category, language) : null,
    heads: list.heads === undefined ? null : fill(w.listHeads, { count: row.heads }),
    state: stateWords(list, row, language),
    look: LOOKS[row.state],
    isOpen: isOpen(list, row),
  };
}

/** Whether its unit can still correct a row. */
export const isOpen = (list: ListDefinition, row: RowSeen): boolean =>
  !('refused' in rowAfter(row, { act: 'correct' }, list));

function stateWords(list: ListDefinition, { state, done, because, reason }: RowSeen, language: Language): string {
  const w = words[language];
  if (state === 'held') return w.rowHeld;
  if (state === 'twin') return w.rowTwin;
  if (state === 'returned') return reason ? fill(w.rowReturned, { reason }) : w.rowReturnedOnly;
  const why = OUT_REASONS.find((one) => one === because);
  if (state === 'out') return fill(w.rowOut, { reason: why ? say(OUT_NAMES[why], language) : (because ?? '') });
  const step = list.track[done - 1];
  return done === 1 || !step ? w.rowTaken : say(stepKind(step).past, language);
}
