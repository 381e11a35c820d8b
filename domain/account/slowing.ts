/** How often something may fail before each further attempt has to wait longer than the one before. */
export interface Slowing {
  /** Failures that nobody has to wait for. */
  free: number;
  /** The longest wait, in seconds. */
  longest: number;
}

/**
 * Attempts to sign in are counted in four ways, and slowed down by each. No account is locked: a stranger who
 * guesses at a login makes its owner wait for seconds at most, and not at all on a device that has signed in before.
 */
export const SIGN_IN = {
  /** Of a login from one place: a slip of the hand, or a guess. */
  loginHere: { free: 5, longest: 300 },
  /** Of a login from everywhere: guessed at by many machines. */
  login: { free: 20, longest: 10 },
  /** Of a place: many people of one office share an address. */
  place: { free: 30, longest: 60 },
  /** Of a device on which the login has been used. */
  device: { free: 10, longest: 300 },
} as const satisfies Record<string, Slowing>;

/** @returns how many seconds have to pass after so many failures before the next attempt. */
export const waitAfter = (failures: number, { free, longest }: Slowing): number =>
  failures < free ? 0 : Math.min(2 ** Math.min(failures - free + 1, 20), longest);

/**
 * @returns the place an address stands for: of IPv6 the /64, which a single customer has all of
 * @param address as a socket tells it, `::ffff:192.0.2.1` too
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
