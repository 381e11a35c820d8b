import { printableIn } from '../domain/text/printable';
import { sentence } from '../domain/text/refusal';
import type { Warning } from '../domain/warning/feed/warning';
import { decode } from './document/decode';
import { readDocument } from './document/document';
import type { FeedDocument, Format } from './format';
import { FORMATS } from './formats';
import { type FeedContext, FeedError, type FeedProblem, problemOf, type Reading } from './reading';

export interface ReadOptions extends FeedContext {
  /** Name of the format; told by the document's shape when left out. */
  format?: string;
  /** Of the file or address, for the problems. */
  fileName?: string;
}

/** What a document of a feed says. */
export interface FeedReading extends Reading {
  /** Name of the format; null when it could not be told. */
  format: string | null;
}

/**
 * Reads one document of a feed. Never throws: what cannot be used is among the problems, and costs the rest nothing.
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

/** What a feed wrote stands in its problems too, which are kept and shown. */
function finished(problem: FeedProblem, fileName: string | undefined): FeedProblem {
  const { identifier, ...rest } = printableIn(problem);
  const path = [fileName, rest.path].filter(Boolean).join(': ').slice(0, LONGEST);
  return { ...rest, ...(path && { path }), ...(identifier && { identifier: identifier.slice(0, LONGEST) }) };
}

/** More than any place in a document, or any number, that a person could look for. */
const LONGEST = 200;

/** Of a chain of updates in one document, each knows the one before it only: all get the first one's number. */
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
