/** Villages that send by phone, and rows of each. */
const PHONES = 1000;
export const ROWS_A_PHONE = 30;
/** Enough for a rate. */
const MOST_SENT = 24_000;
const MOST_ONE_BY_ONE = 800;

/** Who gives the rows of the list out. What a bank pays is counted by itself: a province is paid by one file. */
export interface Split {
  /** Rows that a bank pays. */
  banked: number;
  /** Villages that send from a phone, {@link ROWS_A_PHONE} rows each. */
  phones: number;
  /** Rows that offices key in, many in a sending. */
  sent: number;
  /** Rows that they key in one by one. */
  oneByOne: number;
  /** Rows of the whole list. */
  all: number;
}

/** @param banked rows that the bank pays @returns how many others there are, so that each step has some at any size */
export function splitOf(banked: number): Split {
  const phones = Math.max(1, Math.min(PHONES, Math.floor(banked / 4 / ROWS_A_PHONE)));
  const sent = Math.max(1, Math.min(MOST_SENT, Math.floor(banked / 4)));
  const oneByOne = Math.max(1, Math.min(MOST_ONE_BY_ONE, Math.floor(banked / 20)));
  return { banked, phones, sent, oneByOne, all: banked + phones * ROWS_A_PHONE + sent + oneByOne };
}

/** @returns the villages that send by phone: all over the province, not of one county @param villages their codes */
export const phonesAmong = ({ phones }: Split, villages: readonly string[]): string[] =>
  Array.from({ length: phones }, (_, nth) => villages[Math.floor((nth * villages.length) / phones)] ?? '');

/** @returns the village of each row: those that send by phone have the first rows, the others share the rest evenly */
export function villageOf(phones: readonly string[], villages: readonly string[]): (nth: number) => string {
  const sending = new Set(phones);
  const others = villages.filter((code) => !sending.has(code));
  const ofPhones = phones.length * ROWS_A_PHONE;
  return (nth) =>
    (nth < ofPhones ? phones[Math.floor(nth / ROWS_A_PHONE)] : others[(nth - ofPhones) % others.length]) ?? '';
}
