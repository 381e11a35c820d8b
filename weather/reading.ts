import { Refused, type Sentence, sentence } from '../domain/text/refusal';
import type { Warning, WarningArea } from '../domain/warning/feed/warning';

/**
 * Something that is wrong with a feed, as a sentence of the catalogue (its `code` is the word for programs). A `note`
 * was got over; an `error` cost a warning, a part of one, or the whole file.
 */
export interface FeedProblem extends Sentence {
  level: 'error' | 'note';
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
export class FeedError extends Refused {
  override name = 'FeedError';
  constructor(
    said: Sentence,
    readonly path?: string,
  ) {
    super(said);
  }
}

/** What is read well and is no warning: an acknowledgement, a draft, the level green. */
const NO_WARNING: ReadonlySet<string> = new Set(['feed-not-a-warning', 'feed-below-warning']);

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
    const said = sentence('feed-too-many-items', { count: items.length, most: MOST_ITEMS });
    reading.problems.push({ level: 'error', ...said, ...(path && { path }) });
  }
  for (const [index, item] of items.slice(0, MOST_ITEMS).entries()) {
    const here = `${path}[${index}]`;
    const found: FeedProblem[] = [];
    try {
      reading.warnings.push(...readItem(item, found));
    } catch (error) {
      found.push(problemOf(error, identifierOf(item)));
    }
    reading.problems.push(...found.map((problem) => ({ ...problem, path: below(here, problem.path) })));
  }
  return reading;
}

/**
 * @returns the problem that an error tells of; a fault of ours costs the item in which it showed, and is told by its
 *   class.
 */
export function problemOf(error: unknown, identifier?: string): FeedProblem {
  const isFeeds = error instanceof FeedError;
  const said = isFeeds ? error.sentence : sentence('warning-not-taken', { reason: classOf(error) });
  return {
    level: NO_WARNING.has(said.code) ? 'note' : 'error',
    ...said,
    ...(isFeeds && error.path && { path: error.path }),
    ...(identifier && { identifier }),
  };
}

const classOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);

const below = (above: string, path: string | undefined): string =>
  path ? `${above}${path.startsWith('[') ? '' : '.'}${path}` : above;

function identifierOf(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  const { id, identifier } = item as Record<string, unknown>;
  return [identifier, id].find((value): value is string => typeof value === 'string');
}
