import { isIP } from 'node:net';

const MOST_HOPS = 5;

/**
 * Reads which proxies may name the origin of a request (X-Forwarded-For). It refuses whole networks: in an office's
 * intranet the clients themselves have such addresses, and would be trusted.
 * @param text number of proxies one behind the other, or their addresses separated by commas
 * @returns a value for Fastify's `trustProxy`
 * @throws Error that names the fault
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
