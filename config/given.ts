/** An environment: names and values, nothing checked yet. */
export type Source = Readonly<Record<string, string | undefined>>;

/**
 * An empty value is one that is not set: so Docker Compose passes on what .env leaves out, and so an .env file with the
 * names alone reads.
 * @returns what is set
 */
export const given = (source: Source): Record<string, string> =>
  Object.fromEntries(Object.entries(source).filter((entry): entry is [string, string] => Boolean(entry[1])));
