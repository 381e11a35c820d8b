/** How many failures are free before each further attempt must wait longer than the one before. */
export interface Slowing {
  /** Failures without a wait. */
  free: number;
  /** The longest wait, in seconds. */
  longest: number;
}

/**
 * Attempts to sign in are counted in four ways, and slowed down by each. No account is locked: a stranger who guesses
 * at a login delays its owner by seconds at most, and not at all on a device that has signed in before.
 */
export const SIGN_IN = {
  /** For a login from one place: a typing error, or a guess. */
  loginHere: { free: 5, longest: 300 },
  /** For a login from all places together: many machines guess. */
  login: { free: 20, longest: 10 },
  /** For a place: many people of one office share an address. */
  place: { free: 30, longest: 60 },
  /** For a device on which the login has been used. */
  device: { free: 10, longest: 300 },
} as const satisfies Record<string, Slowing>;

/** @returns how many seconds the next attempt must wait after so many failures. */
export const waitAfter = (failures: number, { free, longest }: Slowing): number =>
  failures < free ? 0 : Math.min(2 ** Math.min(failures - free + 1, 20), longest);

/**
 * @returns the place of an IP address: for IPv6 the /64, because a whole /64 belongs to one customer
 * @param address as a socket gives it, also `::ffff:192.0.2.1`
 */
export function placeOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.toLowerCase().split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail ? tail.split(':') : [];
  const zeros =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0');
  const groups = [...first, ...zeros, ...last].slice(0, 4);
  return `${groups.map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::/64`;
}
