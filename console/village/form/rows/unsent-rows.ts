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
  /** Numbers of its photos, by field. */
  pictures?: Record<string, string>;
  /** What was handed over, as the server reads it. */
  delivery?: object;
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

/** Queues rows beside those that wait already; the same row replaces its earlier content, unless that has arrived. */
export const addRows = async (sheet: Sheet, rows: readonly UnsentRow[]): Promise<void> => {
  await change(sheet.link, (before) => ({
    ...sheet,
    fields: before?.fields ?? [],
    lines: before?.lines ?? [],
    rows: [...(before?.rows ?? []).filter((one) => one.told || !rows.some(({ row }) => row === one.row)), ...rows],
  }));
  await on(['drafts'], 'readwrite', (kept) => kept.objectStore('drafts').delete(sheet.link));
};

/** Queues what the list says as a whole, such as that these are all; it is sent after the rows. */
export const sayOfList = (sheet: Sheet): Promise<unknown> =>
  change(sheet.link, (before) => ({ ...sheet, rows: before?.rows ?? [] }));

export const dropRow = (link: string, stamp: string): Promise<unknown> => changeRow(link, stamp, () => []);

const changeRow = (link: string, stamp: string, to: (row: UnsentRow) => UnsentRow[]): Promise<unknown> =>
  change(
    link,
    (before) =>
      before && { ...before, rows: (before.rows ?? []).flatMap((row) => (row.stamp === stamp ? to(row) : [row])) },
  );

/** The photos of what was handed over have arrived, or the server refuses one. */
export const settlePhotos = (link: string, { stamp }: UnsentRow, problem: string | null): Promise<unknown> =>
  changeRow(link, stamp, (row) => {
    if (problem !== null) return [{ ...row, problems: [{ field: 'photo', message: problem }] }];
    return row.aside ? [{ ...row, photos: [] }] : [];
  });

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
  const same = row.stamp === before.stamp;
  if (answer.is === 'refused') return [same ? refused(row, answer.problems ?? []) : row];
  if (same) return row.handed && (row.photos ?? []).length > 0 ? [{ ...row, told: true }] : [];
  return [answer.version === undefined ? row : { ...row, version: answer.version }];
}

/** What was handed over to a row that was stopped, or had it already: the server keeps that and opens a case. */
const KEPT_ASIDE = ['row-given-although', 'row-given-again'];

const refused = (row: UnsentRow, problems: Problem[]): UnsentRow =>
  problems.some(({ code = '' }) => KEPT_ASIDE.includes(code))
    ? { ...row, told: true, aside: problems }
    : { ...row, problems };

/** Whether the server has all of a discrepancy: it stands here only to be read. */
const isOver = ({ aside, photos = [] }: UnsentRow): boolean => aside !== undefined && photos.length === 0;

/** Rows that the server has not got, or not all of. */
export const openRows = ({ rows = [] }: Pick<Unsent, 'rows'>): UnsentRow[] => rows.filter((row) => !isOver(row));

/** Rows that wait for the network, not for a correction. */
export const waitingRows = (unsent: Pick<Unsent, 'rows'>): UnsentRow[] =>
  openRows(unsent).filter(({ problems }) => !problems);
