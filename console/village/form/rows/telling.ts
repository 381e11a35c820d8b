import type { Line } from '../store';

/** What was handed over to one row, for the server, and in words. */
export interface Told {
  delivery: object;
  lines: Line[];
  /** By field. */
  pictures: Record<string, Blob>;
  /** Less than is due. */
  part: boolean;
}

/** What a page of deliveries adds to what is done with one row; other pages are spared its script. */
interface Telling {
  /** @returns null when something is missing; the form says what */
  tell(): Promise<Told | null>;
  /** The form is about another row. @param line of the list; null on the page of one row */
  open(line: HTMLElement | null): void;
  /** The form has again what the phone keeps of a row. */
  reopen(signature: Blob | undefined): Promise<void>;
  /** In words: not all that is due. */
  part: string;
}

export const telling: { delivery?: Telling } = {};
