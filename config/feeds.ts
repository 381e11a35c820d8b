import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { FORMATS } from '../weather/formats';
import { NAMED, SHIPPED_FEEDS } from './feed-settings';

const point = z.strictObject({
  lat: z.number().min(-90).max(90),
  lon: z.number().min(-180).max(180),
  region: z.coerce.string().min(1),
});

const feed = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'small letters, digits and hyphens'),
    format: z.coerce.string().refine((name) => FORMATS.some((format) => format.name === name), {
      error: `there are ${FORMATS.map(({ name }) => name).join(', ')}`,
    }),
    url: z
      .string()
      .regex(/^https?:\/\//, 'begins with https:// or http://')
      .optional(),
    fileHosts: z.array(z.string()).default([]),
    inside: z.boolean().default(false),
    headers: z.record(z.string(), z.string()).default({}),
    points: z.array(point).default([]),
    everyMinutes: z.number().int().min(1).max(1440).default(5),
    silentAfterMinutes: z.number().int().min(1).default(60),
  })
  .refine(({ url, points }) => points.length > 0 === /\{lat\}|\{lon\}/.test(url ?? ''), {
    message: 'points and {lat}, {lon} in the url belong together',
    path: ['points'],
  });

/** A source of warnings: polled every few minutes, or, without an address, pushed to us. */
export type Feed = z.infer<typeof feed>;

const file = z
  .strictObject({ feeds: z.array(feed) })
  .refine(({ feeds }) => new Set(feeds.map(({ id }) => id)).size === feeds.length, 'every feed needs an id of its own');

/**
 * Reads and checks the list of feeds.
 * @param path of the list; the shipped list when left out
 * @throws Error that names the file and its fault
 */
export function readFeeds(path: string = SHIPPED_FEEDS): Feed[] {
  const result = file.safeParse(parse(readFileSync(path, 'utf8')));
  if (!result.success) throw new Error(`${path}: ${z.prettifyError(result.error)}`);
  return result.data.feeds;
}

/** A secret that the list of feeds names is not in the environment. */
export class MissingSecret extends Error {
  override readonly name = 'MissingSecret';
  constructor(
    feed: string,
    readonly setting: string,
  ) {
    super(`Feed ${feed} needs the setting ${setting}, which the environment does not have.`);
  }
}

/** One address of a feed, secrets included: never log it. */
export interface FeedPage {
  /** Key under which its state is stored: the point, or `all`. */
  name: string;
  url: string;
  /** The region of its point. */
  region: string | null;
}

/** Settings of a list of feeds, by name (feed-settings.ts). */
export type FeedSettings = Readonly<Record<string, string>>;

/** @returns the addresses at which a feed is polled; none for a pushed feed. @throws MissingSecret */
export function pagesOf({ id, url, points }: Feed, settings: FeedSettings): FeedPage[] {
  if (!url) return [];
  const address = withSecrets(url, { id, settings });
  if (points.length === 0) return [{ name: 'all', url: address, region: null }];
  return points.map(({ lat, lon, region }) => ({
    name: `${lat},${lon}`,
    url: address.replaceAll('{lat}', String(lat)).replaceAll('{lon}', String(lon)),
    region,
  }));
}

/** @returns the headers, secrets included. @throws MissingSecret */
export const headersOf = ({ id, headers }: Feed, settings: FeedSettings): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, withSecrets(value, { id, settings })]));

const withSecrets = (text: string, { id, settings }: { id: string; settings: FeedSettings }): string =>
  text.replace(NAMED, (_, name: string) => {
    const value = settings[name];
    if (!value) throw new MissingSecret(id, name);
    return value;
  });
