/** Replaces a hidden character. */
const HIDDEN = '*';
/** A fixed number, so that the length stays unknown. */
const REST = '**';

/**
 * @returns the first character of a name, `王**`, or the first letter of a Latin name, `L**`; no character of a name
 *   with only one
 */
export function maskedName(name: string): string {
  const [first, ...rest] = [...name.trim()];
  return first !== undefined && rest.length > 0 ? first + REST : REST;
}

/** @returns a number with only the first three and last four digits, `139****0001`; a short one with the last two. */
export function maskedPhone(phone: string): string {
  const [head, tail] = phone.length >= 10 ? [3, 4] : [0, 2];
  const hidden = Math.max(0, phone.length - head - tail);
  return phone.slice(0, head) + HIDDEN.repeat(hidden) + phone.slice(phone.length - tail);
}

/** @returns an address with only the first letter and the domain: `f***@example.org`. */
export function maskedEmail(email: string): string {
  const at = email.lastIndexOf('@');
  return at > 1 ? `${email[0]}***${email.slice(at)}` : `***${email.slice(Math.max(0, at))}`;
}

interface Reachable {
  name: string;
  phone?: string | null;
  email?: string | null;
}

/** @returns the person with masked name, number and address. */
export const masked = <Person extends Reachable>(person: Person): Person => ({
  ...person,
  name: maskedName(person.name),
  ...(person.phone && { phone: maskedPhone(person.phone) }),
  ...(person.email && { email: maskedEmail(person.email) }),
});

/** Mainland numbers and numbers with a country code, within a text. */
const NUMBERS = /(?<!\d)(?:\+\d{8,15}|1[3-9]\d{9})(?!\d)/g;
const ADDRESSES = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;

/**
 * @param name of the reader of the text
 * @returns the text with that name, numbers and addresses masked; null when the name is not in it: the text went to a
 *   predecessor, whose name is unknown by now
 */
export const maskedText = (text: string, name: string): string | null =>
  text.includes(name)
    ? text.replaceAll(name, maskedName(name)).replace(NUMBERS, maskedPhone).replace(ADDRESSES, maskedEmail)
    : null;

/** @returns whether a typed text is a masked one from our pages, which must not be stored. */
export const isMasked = (text: string): boolean => text.includes(HIDDEN);
