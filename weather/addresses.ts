import { type LookupOptions, lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { type Sentence, sentence } from '../domain/text/refusal';

/** Which addresses a connection may have: those of the public internet, or any. */
export type Addresses = 'public' | 'any';

/** The addresses at which a feed may be fetched. */
export interface Trust {
  /** @returns why a URL must not be fetched, or null when it may; the sentence omits the URL, which can hold a key */
  refuses(url: string): Sentence | null;
  /** Whether the URL is of the feed's own origin, which gets the feed's key. */
  isOwn(url: string): boolean;
  /** Whether the URL is of a server of the feed in the operator's own network. */
  isInside(url: string): boolean;
}

interface Trusted {
  /** The feed's own address. */
  url: string;
  /** Other servers to which the feed may lead. */
  fileHosts: readonly string[];
  /** The list of feeds says that the feed is in the operator's own network. */
  inside: boolean;
}

/**
 * Allows the feed's own server and those that the list of feeds names, by https except where the list itself says http.
 * A redirect or a link never leads to the database, a cloud's metadata, or any other server in the worker's network.
 */
export function trustOf({ url, fileHosts, inside }: Trusted): Trust {
  const own = new URL(url);
  const hosts = new Set([own.host, ...fileHosts]);
  const isInside = (at: string) =>
    hosts.has(new URL(at).host) && (inside || (new URL(at).host === own.host && isLiteral(own.hostname)));
  return {
    refuses(at) {
      if (!URL.canParse(at)) return sentence('fetch-bad-redirect');
      const { protocol, host, origin, username } = new URL(at);
      if (!hosts.has(host)) return sentence('fetch-other-host');
      if (protocol !== 'https:' && origin !== own.origin) return sentence('fetch-not-https');
      if (username && origin !== own.origin) return sentence('fetch-other-host');
      const literal = literalOf(at);
      return literal !== null && !isPublic(literal) && !isInside(at) ? sentence('fetch-inside') : null;
    },
    isOwn: (at) => new URL(at).origin === own.origin,
    isInside,
  };
}

/** Error code for a name that has private addresses only. */
export const INSIDE_CODE = 'EINSIDE';

/** [::1] → ::1; null for a name. */
function literalOf(url: string): string | null {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
  return isIP(host) ? host : null;
}

/** A host written as an IP address (or localhost) means exactly that machine, even an inside one. */
const isLiteral = (hostname: string): boolean =>
  isIP(hostname.replace(/^\[|\]$/g, '')) !== 0 || hostname === 'localhost';

/** @returns whether an address is on the public internet: not private, loopback, link-local or reserved. */
export const isPublic = (address: string): boolean => ipaddr.process(address).range() === 'unicast';

/** @returns a lookup of names for sockets; it fails for a name without an allowed address */
export const lookupAmong =
  (addresses: Addresses): LookupFunction =>
  (hostname, options: LookupOptions, callback) =>
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, []);
      const allowed = found.filter(({ address }) => addresses === 'any' || isPublic(address));
      const [first] = allowed;
      if (!first) return callback(Object.assign(new Error(INSIDE_CODE), { code: INSIDE_CODE }), []);
      return options.all ? callback(null, allowed) : callback(null, first.address, first.family);
    });
