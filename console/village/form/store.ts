/** The phone's data, in IndexedDB: page and service worker share it, and it survives closing the browser. */

/** Sealed by the phone's own key (rows/sealed.ts), as IndexedDB keeps it. */
export interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
}

/** The content of a form: its fields as they are sent, and the photos that are sent before them. */
export interface Filled {
  /** Path of the link, `/r/…`: each link has at most one draft and one unsent report. */
  link: string;
  fields: [id: string, value: string][];
  /** Shrunk photos by field. */
  photos: Record<string, Blob>;
  /** Of a list: the fields of a half-typed row, sealed; `fields` is empty then. */
  sealed?: Sealed;
}

/** A row of a list that the server has not confirmed. What it says of a person is sealed. */
export interface UnsentRow {
  row: string;
  /** The version that the village saw; left out for a new row. */
  version?: number;
  /** Another one with each change: an answer is about one content. */
  stamp: string;
  /** To be taken back. */
  gone?: true;
  /** What was done with it in a step; `stamp` is the key of the act. */
  did?: true;
  /** Ids of the photos that prove it (rows/waiting-photos.ts), until they are sent. */
  photos?: string[];
  /** Something was handed over: that is sent before its photos. */
  handed?: true;
  /** The server has it; its photos follow. */
  told?: true;
  /** The server has kept it beside the row, as a discrepancy, and says why; nothing of it is sent again. */
  aside?: Problem[];
  /** Its content (rows/unsent-rows.ts). */
  sealed: Sealed;
  /** Why the server refused it; then it waits for a correction. */
  problems?: Problem[];
}

/** A report that the village has submitted and the server has not confirmed. */
export interface Unsent extends Filled {
  /** UUID: sent repeatedly under the same key, the report arrives once. */
  key: string;
  /** Name of the form. */
  name: string;
  /** The report in words, to read out over the telephone when it can no longer be sent. */
  lines: Line[];
  /** Name of the superior place to call then. */
  superior: string;
  language: string;
  /** Of a list: rows to send before `fields`, which say something of the whole list. */
  rows?: UnsentRow[];
  /** Why the server refused it; then it waits for a correction, not for the network. */
  refused?: Refusal;
}

/** A field's label, and its answer as the page shows it. */
export type Line = [label: string, answer: string];

export interface Refusal {
  code: string;
  message: string;
  /** The link is closed: neither waiting nor a correction helps. */
  final: boolean;
  problems: Problem[];
}

export interface Problem {
  /** Of the server; what the form itself finds has none. */
  code?: string;
  field: string | null;
  message: string;
}

/** The receipt that the server gave; kept until the village has seen it. */
export interface Arrived extends Receipt {
  link: string;
  name: string;
}

/** The number, and in words when it came, whether on time, and what it says. */
export interface Receipt {
  receipt: string;
  told?: { at: string; timing: string; lines: { label: string; value: string }[] };
}

interface Kept {
  drafts: Filled;
  unsent: Unsent;
  arrived: Arrived;
}
type Shelf = keyof Kept;
const SHELVES: Shelf[] = ['drafts', 'unsent', 'arrived'];

let opening: Promise<IDBDatabase> | undefined;

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });

function open(): Promise<IDBDatabase> {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('nuandong-form', 1);
    request.onupgradeneeded = () => {
      for (const shelf of SHELVES) request.result.createObjectStore(shelf, { keyPath: 'link' });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opening;
}

export async function on<T>(
  shelves: Shelf[],
  mode: IDBTransactionMode,
  act: (transaction: IDBTransaction) => IDBRequest<T>,
): Promise<T> {
  const transaction = (await open()).transaction(shelves, mode);
  const result = done(act(transaction));
  await new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
  return result;
}

export const get = <S extends Shelf>(shelf: S, link: string): Promise<Kept[S] | undefined> =>
  on([shelf], 'readonly', (kept) => kept.objectStore(shelf).get(link) as IDBRequest<Kept[S] | undefined>);

export const all = <S extends Shelf>(shelf: S): Promise<Kept[S][]> =>
  on([shelf], 'readonly', (kept) => kept.objectStore(shelf).getAll() as IDBRequest<Kept[S][]>);

export const put = <S extends Shelf>(shelf: S, value: Kept[S]): Promise<unknown> =>
  on([shelf], 'readwrite', (kept) => kept.objectStore(shelf).put(value));

export const drop = (shelf: Shelf, link: string): Promise<unknown> =>
  on([shelf], 'readwrite', (kept) => kept.objectStore(shelf).delete(link));

/** Queues a submitted report. One step deletes the draft and replaces any earlier unsent report of the link. */
export const enqueue = (unsent: Unsent): Promise<unknown> =>
  on(SHELVES, 'readwrite', (kept) => {
    kept.objectStore('drafts').delete(unsent.link);
    kept.objectStore('arrived').delete(unsent.link);
    return kept.objectStore('unsent').put(unsent);
  });

/** Replaces an unsent report by its receipt, in one step, unless the village has submitted another one meanwhile. */
export const settle = (sent: Unsent, receipt: Receipt): Promise<unknown> =>
  on(SHELVES, 'readwrite', (kept) => {
    const unsent = kept.objectStore('unsent');
    const present = unsent.get(sent.link) as IDBRequest<Unsent | undefined>;
    present.onsuccess = () => {
      if (present.result?.key !== sent.key) return;
      // What went beside the list stands here until somebody has read it.
      const aside = (present.result.rows ?? []).filter((row) => row.aside);
      if (aside.length > 0) unsent.put({ ...present.result, fields: [], lines: [], rows: aside });
      else unsent.delete(sent.link);
      kept.objectStore('arrived').put({ link: sent.link, name: sent.name, ...receipt });
    };
    return present;
  });

/** Marks a refused report, to correct or to read out, unless the village has submitted another one meanwhile. */
export const refuse = (sent: Unsent, refused: Refusal): Promise<unknown> =>
  on(['unsent'], 'readwrite', (kept) => {
    const unsent = kept.objectStore('unsent');
    const present = unsent.get(sent.link) as IDBRequest<Unsent | undefined>;
    present.onsuccess = () => {
      if (present.result?.key === sent.key) unsent.put({ ...sent, refused });
    };
    return present;
  });
