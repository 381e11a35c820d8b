/** An environment: names and values, not checked yet. */
export type Source = Readonly<Record<string, string | undefined>>;

/**
 * Drops empty values: Docker Compose passes settings that .env leaves out as empty, and an .env file may have names
 * only.
 * @returns the settings that have a value
 */
export const given = (source: Source): Record<string, string> =>
  Object.fromEntries(Object.entries(source).filter((entry): entry is [string, string] => Boolean(entry[1])));
