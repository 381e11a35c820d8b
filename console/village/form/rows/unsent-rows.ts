import { type Line, on, type Problem, type Unsent, type UnsentRow } from '../store';
import { uuid } from '../uuid';

/** What is sealed of a row. */
export interface RowContent {
  /** As the form sends them. */
  fields: [id: string, value: string][];
  /** In words, to read out. */
  lines: Line[];
  /** Surname, and the end of the ID number. */
  shown: string;
}

/** What the server answers about a row. */
export interface RowAnswer {
  row: string;
  is: string;
  version?: number;
  problems?: Problem[];
}

/** An unsent report of a list, before its rows. */
export type Sheet = Omit<Unsent, 'rows' | 'key'>;

/** Changes the unsent rows of a link, or what it says beside them, in one step; new content has a new key. */
const change = (link: string, to: (before: Unsent | undefined) => Omit<Unsent, 'key'> | undefined): Promise<unknown> =>
  on(['unsent'], 'readwrite', (kept) => {
    const unsent = kept.objectStore('unsent');
    const present = unsent.get(link) as IDBRequest<Unsent | undefined>;
    present.onsuccess = () => {
      const after = to(present.result);
      const isLeft = after && (after.fields.length > 0 || (after.rows?.length ?? 0) > 0);
      if (isLeft) unsent.put({ ...after, key: uuid() });
      else unsent.delete(link);
    };
    return present;
  });

/** Queues rows beside those that wait already; the same row replaces its earlier content. */
export const addRows = async (sheet: Sheet, rows: readonly UnsentRow[]): Promise<void> => {
  await change(sheet.link, (before) => ({
    ...sheet,
    fields: before?.fields ?? [],
    lines: before?.lines ?? [],
    rows: [...(before?.rows ?? []).filter((one) => !rows.some(({ row }) => row === one.row)), ...rows],
  }));
  await on(['drafts'], 'readwrite', (kept) => kept.objectStore('drafts').delete(sheet.link));
};

/** Queues what the list says as a whole, such as that these are all; it is sent after the rows. */
export const sayOfList = (sheet: Sheet): Promise<unknown> =>
  change(sheet.link, (before) => ({ ...sheet, rows: before?.rows ?? [] }));

export const dropRow = (link: string, row: string): Promise<unknown> =>
  change(link, (before) => before && { ...before, rows: (before.rows ?? []).filter((one) => one.row !== row) });

/**
 * Drops the rows that have arrived, and marks the refused ones. A row that was changed while it was sent stays; its
 * next sending is about the version that has arrived.
 */
export const settleRows = (link: string, sent: readonly UnsentRow[], answers: readonly RowAnswer[]): Promise<unknown> =>
  change(
    link,
    (before) => before && { ...before, rows: (before.rows ?? []).flatMap((row) => settled(row, sent, answers)) },
  );

function settled(row: UnsentRow, sent: readonly UnsentRow[], answers: readonly RowAnswer[]): UnsentRow[] {
  const before = sent.find((one) => one.row === row.row);
  const answer = answers.find((one) => one.row === row.row);
  if (!before || !answer) return [row];
  if (answer.is === 'refused') return [row.stamp === before.stamp ? { ...row, problems: answer.problems ?? [] } : row];
  if (row.stamp === before.stamp) return [];
  return [answer.version === undefined ? row : { ...row, version: answer.version }];
}

/** Rows that wait for the network, not for a correction. */
export const waitingRows = ({ rows = [] }: Pick<Unsent, 'rows'>): UnsentRow[] =>
  rows.filter(({ problems }) => !problems);
