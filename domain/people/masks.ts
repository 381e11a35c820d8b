/** What stands for a sign that is not shown. */
const HIDDEN = '*';
/** As many as leave the length open. */
const REST = '**';

/**
 * @returns a name of which the first sign is left, `王**`, of a Latin one the first letter, `L**`; of a name of one sign
 *   nothing
 */
export function maskedName(name: string): string {
  const [first, ...rest] = [...name.trim()];
  return first !== undefined && rest.length > 0 ? first + REST : REST;
}

/**
 * @returns a number of which the first three signs and the last four are left, `139****0001`; of a short one the last
 *   two.
 */
export function maskedPhone(phone: string): string {
  const [head, tail] = phone.length >= 10 ? [3, 4] : [0, 2];
  const hidden = Math.max(0, phone.length - head - tail);
  return phone.slice(0, head) + HIDDEN.repeat(hidden) + phone.slice(phone.length - tail);
}

/** @returns an address of which the first letter and the domain are left: `f***@example.org`. */
export function maskedEmail(email: string): string {
  const at = email.lastIndexOf('@');
  return at > 1 ? `${email[0]}***${email.slice(at)}` : `***${email.slice(Math.max(0, at))}`;
}

interface Reachable {
  name: string;
  phone?: string | null;
  email?: string | null;
}

/** @returns the same person with nothing by which somebody else could be known or called. */
export const masked = <Person extends Reachable>(person: Person): Person => ({
  ...person,
  name: maskedName(person.name),
  ...(person.phone && { phone: maskedPhone(person.phone) }),
  ...(person.email && { email: maskedEmail(person.email) }),
});

/** Mainland numbers and those with a country code, as they stand in a text. */
const NUMBERS = /(?<!\d)(?:\+\d{8,15}|1[3-9]\d{9})(?!\d)/g;
const ADDRESSES = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;

/**
 * @param name of the reader of the text
 * @returns the text with that name, numbers and addresses masked; null when the name does not stand in it: it was sent
 *   to a predecessor, whose name is not known any more
 */
export const maskedText = (text: string, name: string): string | null =>
  text.includes(name)
    ? text.replaceAll(name, maskedName(name)).replace(NUMBERS, maskedPhone).replace(ADDRESSES, maskedEmail)
    : null;

/** @returns whether a typed text is one that we showed masked: then it must not be stored. */
export const isMasked = (text: string): boolean => text.includes(HIDDEN);
