import type { Sealed } from '../store';

/**
 * What the phone keeps of people besides unsent rows, sealed: the rows of pages that open without a network, and photos
 * that wait. In a database of its own, so that no older page blocks it.
 */

/** The rows of one page of a link. */
export interface Roster {
  /** The page's address. */
  address: string;
  /** Path of its link. */
  link: string;
  /** When the phone forgets them, in ms on its own clock: the round is over then. */
  until: number;
  sealed: Sealed;
}

/** A photo that proves what was done with rows. */
export interface WaitingPhoto {
  /** SHA-256 of the file, in hex. */
  id: string;
  /** When it was taken, in ms. */
  at: number;
  sealed: Sealed;
}

interface Shelves {
  rosters: Roster;
  photos: WaitingPhoto;
}
type Shelf = keyof Shelves;

const KEYS = { rosters: 'address', photos: 'id' } as const satisfies Record<Shelf, string>;

let opening: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('nuandong-rows', 1);
    request.onupgradeneeded = () => {
      for (const [shelf, keyPath] of Object.entries(KEYS)) request.result.createObjectStore(shelf, { keyPath });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opening;
}

async function at<T>(shelf: Shelf, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const transaction = (await open()).transaction(shelf, 'readwrite');
  const request = act(transaction.objectStore(shelf));
  await new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
  return request.result;
}

export const take = <S extends Shelf>(shelf: S, key: string): Promise<Shelves[S] | undefined> =>
  at(shelf, (store) => store.get(key) as IDBRequest<Shelves[S] | undefined>);

export const allOf = <S extends Shelf>(shelf: S): Promise<Shelves[S][]> =>
  at(shelf, (store) => store.getAll() as IDBRequest<Shelves[S][]>);

export const lay = <S extends Shelf>(shelf: S, value: Shelves[S]): Promise<unknown> =>
  at(shelf, (store) => store.put(value));

export const remove = (shelf: Shelf, key: string): Promise<unknown> => at(shelf, (store) => store.delete(key));
