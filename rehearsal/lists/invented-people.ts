import { checkCharacter } from '../../domain/people/id-number';

/** Somebody who stands on a list of a rehearsal. */
export interface InventedPerson {
  name: string;
  idNumber: string;
  phone: string;
  address: string;
  /** Of a bank. */
  account: string;
}

const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林'];
/** In no invented name of a place or contact, so that a name found anywhere is the name of somebody on a list. */
const GIVEN = [...'琨珣瑭璟瓒翀翊聿菡蓁衍逸霁颢骁璇'];

/** No bank's accounts begin so. */
const ACCOUNTS = '999055';
/** No area has this number. */
const AREA = '990000';
const EARLIEST = Date.UTC(1936, 0, 1);
const DAY_MS = 86_400_000;
/** Some 55 years, so that everybody is of age. */
const DAYS = 20_000;
/** Primes that divide neither the days nor the names, so that neighbours do not look alike. */
const STRIDE = 7919;

/**
 * @param seed other seeds give other people
 * @param nth a whole number from 0; below 20 millions each gives a person of their own
 * @returns a person who cannot exist: with an ID number of no area, and a phone number that no carrier has assigned
 */
export function inventPerson(seed: number, nth: number): InventedPerson {
  const pick = (from: readonly string[], at: number) => from[at % from.length] ?? '';
  const named = nth * STRIDE + seed;
  const given = pick(GIVEN, named) + pick(GIVEN, Math.floor(named / GIVEN.length));
  return {
    name: pick(SURNAMES, Math.floor(named / GIVEN.length ** 2)) + given,
    idNumber: numberOf(seed, nth),
    // Those of contacts begin at 199 0000 0000.
    phone: `19905${String(nth % 1_000_000).padStart(6, '0')}`,
    address: `柏溪巷${nth + 1}号之${1 + (seed % 9)}`,
    account: ACCOUNTS + String(nth).padStart(13, '0'),
  };
}

function numberOf(seed: number, nth: number): string {
  const day = (Math.floor(nth / 1000) * STRIDE + seed * 31) % DAYS;
  const born = new Date(EARLIEST + day * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '');
  const digits = `${AREA}${born}${String(nth % 1000).padStart(3, '0')}`;
  return digits + checkCharacter(digits);
}

const NAME = new RegExp(`[${SURNAMES.join('')}][${GIVEN.join('')}]{2}`, 'g');

/** What is personal of these people, as it looks anywhere: no other text has it. */
export const TRACES: Readonly<Record<'name' | 'ID number' | 'telephone' | 'address' | 'account', RegExp>> = {
  name: NAME,
  'ID number': new RegExp(`${AREA}[0-9]{11}[0-9Xx]`, 'g'),
  telephone: /19905[0-9]{6}/g,
  address: /柏溪巷[0-9]+号/g,
  account: new RegExp(`${ACCOUNTS}[0-9]{13}`, 'g'),
};

/** @returns the number as somebody mistypes it: its check character does not fit */
export function mistyped(idNumber: string): string {
  const last = idNumber.at(-1) === '7' ? '8' : '7';
  return idNumber.slice(0, -1) + last;
}
