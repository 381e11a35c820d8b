import { type LookupOptions, lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { type Sentence, sentence } from '../domain/text/refusal';

/** Which addresses may be connected to: those that everybody can reach, or any. */
export type Addresses = 'public' | 'any';

/** What a feed may be asked at. */
export interface Trust {
  /** @returns why an address must not be asked, without it, which can hold a key; null when it may */
  refuses(url: string): Sentence | null;
  /** It is the feed's own origin, which gets the feed's key. */
  isOwn(url: string): boolean;
  /** It is a server of the feed, which stands in a network of one's own. */
  isInside(url: string): boolean;
}

interface Trusted {
  /** The feed's own address. */
  url: string;
  /** Other servers to which it may lead. */
  fileHosts: readonly string[];
  /** The feed is configured to stand in a network of one's own. */
  inside: boolean;
}

/**
 * A feed leads to its own server and those that the list of feeds names, by https except where the list says http
 * itself; never by a redirect or a link to the database, the metadata of a cloud, or whatever else stands in the
 * network of the worker.
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

/** The code of the error where a name stands for addresses within only. */
export const INSIDE_CODE = 'EINSIDE';

/** [::1] → ::1; null for a name. */
function literalOf(url: string): string | null {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
  return isIP(host) ? host : null;
}

/** An address with a machine's number instead of a name means that very machine. */
const isLiteral = (hostname: string): boolean =>
  isIP(hostname.replace(/^\[|\]$/g, '')) !== 0 || hostname === 'localhost';

/** @returns whether an address is one that everybody can reach: neither private nor loopback, link-local, reserved. */
export const isPublic = (address: string): boolean => ipaddr.process(address).range() === 'unicast';

/** @returns how to find the addresses of a name, for a socket; it fails where none of them may be connected to */
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
