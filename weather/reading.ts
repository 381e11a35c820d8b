import { Refused, type Sentence, sentence } from '../domain/text/refusal';
import type { Warning, WarningArea } from '../domain/warning/feed/warning';

/**
 * A fault of a feed, as a sentence of the catalogue (`code` is for programs). After a `note` the warning is still
 * complete; an `error` loses a warning, a part of one, or the whole file.
 */
export interface FeedProblem extends Sentence {
  level: 'error' | 'note';
  /** Where in the document: `alerts[3].eventType.code`. */
  path?: string;
  /** Identifier of the warning it is about, when that is readable. */
  identifier?: string;
}

/** The result of a format for one document. */
export interface Reading {
  warnings: Warning[];
  problems: FeedProblem[];
  /** Addresses of the warnings, when the document only lists addresses. */
  index?: string[];
  /** Words that the feed wants shown with its warnings. */
  attributions?: string[];
}

/** Facts about a document that are not in it. */
export interface FeedContext {
  /** When it was received (ISO 8601); replaces a missing time of sending. */
  at?: string;
  /** The requested areas; they replace missing areas where a feed answers for a point. */
  areas?: WarningArea[];
}

/**
 * A fault that makes a warning or a document unreadable. It becomes a {@link FeedProblem} and never reaches the caller.
 */
export class FeedError extends Refused {
  override name = 'FeedError';
  constructor(
    said: Sentence,
    readonly path?: string,
  ) {
    super(said);
  }
}

/** Readable messages that are no warning: an acknowledgement, a draft, the level green. */
const NO_WARNING: ReadonlySet<string> = new Set(['feed-not-a-warning', 'feed-below-warning']);

/** Ten times the warnings in force in the United States on a bad day. */
const MOST_ITEMS = 10_000;

/**
 * Reads the items of a list one by one, so that a bad item loses only itself.
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
 * @returns the problem for an error; an error of our own loses the item in which it occurred, and is named by its
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
