import type { Warning, WarningArea } from '../domain/weather/warning';

/** Something that is wrong with a feed. A `note` was got over; an `error` cost a warning, or the whole file. */
export interface FeedProblem {
  level: 'error' | 'note';
  /** Stable word for programs: `not-json`, `missing-field`, `unknown-hazard`, … */
  code: string;
  /** What was wrong and what was done or can be done about it. */
  message: string;
  /** Where in the document: `alerts[3].eventType.code`. */
  path?: string;
  /** Number of the warning it is about, when that could be read. */
  identifier?: string;
}

/** What a format made of a document. */
export interface Reading {
  warnings: Warning[];
  problems: FeedProblem[];
  /** Addresses of the warnings, when the document only lists where they are. */
  index?: string[];
  /** What the feed wants shown wherever its warnings are. */
  attributions?: string[];
}

/** What is known about a document besides what it says. */
export interface FeedContext {
  /** When it was received (ISO 8601); stands in for a time of sending that is missing. */
  at?: string;
  /** The areas it was asked for; stand in where a feed answers for a point and names none. */
  areas?: WarningArea[];
}

/** A thing that makes a warning or a document unreadable. Ends as a {@link FeedProblem}, never at the caller. */
export class FeedError extends Error {
  override name = 'FeedError';
  constructor(
    readonly code: string,
    message: string,
    readonly path?: string,
  ) {
    super(message);
  }
}

/** Ten times what the United States have in force on a bad day. */
const MOST_ITEMS = 10_000;

/**
 * Reads the items of a list one by one, so that a bad one costs itself only.
 * @param path of the list, for the problems
 * @param readItem throws FeedError for an item that cannot be used
 */
export function readItems(
  items: readonly unknown[],
  path: string,
  readItem: (item: unknown, problems: FeedProblem[]) => Warning[],
): Reading {
  const reading: Reading = { warnings: [], problems: [] };
  if (items.length > MOST_ITEMS) {
    const message = `the list has ${items.length} entries: only the first ${MOST_ITEMS} are read, ask the feed for fewer`;
    reading.problems.push({ level: 'error', code: 'too-large', message, ...(path && { path }) });
  }
  for (const [index, item] of items.slice(0, MOST_ITEMS).entries()) {
    const here = `${path}[${index}]`;
    const found: FeedProblem[] = [];
    try {
      reading.warnings.push(...readItem(item, found));
    } catch (error) {
      if (!(error instanceof FeedError)) throw error;
      found.push(problemOf(error, identifierOf(item)));
    }
    reading.problems.push(...found.map((problem) => ({ ...problem, path: below(here, problem.path) })));
  }
  return reading;
}

/** @returns the problem that an error tells of. */
export const problemOf = ({ code, message, path }: FeedError, identifier?: string): FeedProblem => ({
  level: 'error',
  code,
  message,
  ...(path && { path }),
  ...(identifier && { identifier }),
});

const below = (above: string, path: string | undefined): string =>
  path ? `${above}${path.startsWith('[') ? '' : '.'}${path}` : above;

function identifierOf(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  const { id, identifier } = item as Record<string, unknown>;
  return [identifier, id].find((value): value is string => typeof value === 'string');
}
