import { printableIn } from '../domain/text/printable';
import { sentence } from '../domain/text/refusal';
import type { Warning } from '../domain/warning/feed/warning';
import { decode } from './document/decode';
import { readDocument } from './document/document';
import type { FeedDocument, Format } from './format';
import { FORMATS } from './formats';
import { type FeedContext, FeedError, type FeedProblem, problemOf, type Reading } from './reading';

export interface ReadOptions extends FeedContext {
  /** Name of the format; when left out, the document's shape decides. */
  format?: string;
  /** Name of the file or address, for the problems. */
  fileName?: string;
}

/** The warnings and problems of one document. */
export interface FeedReading extends Reading {
  /** Name of the format; null when no format recognises the document. */
  format: string | null;
}

/**
 * Reads one document of a feed. It never throws: unusable parts become problems, and the rest is read all the same.
 * @param bytes as they arrived, in UTF-8, UTF-16 or GB18030
 */
export function readWarnings(bytes: Uint8Array, options: ReadOptions = {}): FeedReading {
  const problems: FeedProblem[] = [];
  let format: Format | undefined;
  try {
    const document = readDocument(decode(bytes, problems));
    format = formatOf(document, options.format);
    const reading = format.read(document, options);
    return {
      ...reading,
      format: format.name,
      warnings: withEvents(reading.warnings),
      problems: [...problems, ...reading.problems].map((problem) => finished(problem, options.fileName)),
    };
  } catch (error) {
    const all = [...problems, problemOf(error)].map((problem) => finished(problem, options.fileName));
    return { format: format?.name ?? null, warnings: [], problems: all };
  }
}

function formatOf(document: FeedDocument, name: string | undefined): Format {
  const names = FORMATS.map((format) => format.name).join(', ');
  const known = name ? FORMATS.filter((format) => format.name === name) : FORMATS;
  if (name && known.length === 0) throw new FeedError(sentence('feed-no-such-format', { name, formats: names }));
  const format = known.find((one) => one.recognises(document));
  if (format) return format;
  throw new FeedError(
    name ? sentence('feed-other-format', { format: name }) : sentence('feed-unknown-format', { formats: names }),
  );
}

/** Problems quote the feed's text, and are stored and shown, so the text is made printable and short. */
function finished(problem: FeedProblem, fileName: string | undefined): FeedProblem {
  const { identifier, ...rest } = printableIn(problem);
  const path = [fileName, rest.path].filter(Boolean).join(': ').slice(0, LONGEST);
  return { ...rest, ...(path && { path }), ...(identifier && { identifier: identifier.slice(0, LONGEST) }) };
}

/** Longer than any path or identifier that a person could search for. */
const LONGEST = 200;

/** In a chain of updates each message names only the one before it: all get the identifier of the first. */
function withEvents(warnings: Warning[]): Warning[] {
  const events = new Map(warnings.map(({ identifier, event }) => [identifier, event]));
  const firstOf = (event: string): string => {
    const passed = new Set<string>();
    let first = event;
    for (let next = events.get(first); next && !passed.has(first); next = events.get(first)) {
      passed.add(first);
      first = next;
    }
    for (const later of passed) events.set(later, first);
    return first;
  };
  return warnings.map((warning) => ({ ...warning, event: firstOf(warning.event) }));
}
