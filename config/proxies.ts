import { isIP } from 'node:net';

const MOST_HOPS = 5;

/**
 * Who may say where a request comes from (X-Forwarded-For). Whole networks are refused: on the intranet of an office
 * the clients themselves have addresses of them, and would be believed.
 * @param text how many proxies stand one behind the other, or their addresses separated by commas
 * @returns what Fastify's `trustProxy` takes
 * @throws Error that says what is wrong
 */
export function trustedProxies(text: string): string[] | ((address: string, hop: number) => boolean) {
  if (/^\d+$/.test(text.trim())) {
    const hops = Number(text);
    if (hops >= 1 && hops <= MOST_HOPS) return (_, hop) => hop < hops;
    throw new Error(`1 to ${MOST_HOPS} proxies can stand one behind the other, not ${text}.`);
  }
  const addresses = text.split(/[,\s]+/).filter((entry) => entry !== '');
  const wrong = addresses.find((entry) => entry !== 'loopback' && isIP(entry) === 0);
  if (addresses.length > 0 && wrong === undefined) return addresses;
  throw new Error(
    `"${wrong ?? ''}" is no exact address of a proxy, such as 192.0.2.10, nor "loopback", nor a number of proxies such as 1.`,
  );
}
