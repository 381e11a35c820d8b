import { Liquid, type Template } from 'liquidjs';
import { remember } from '../remember';
import { didYouMean } from './nearest';
import { Refused, type Sentence, sentence } from './refusal';

/**
 * The language of message texts: Liquid with conditions and a few filters, and nothing that reads files or loops.
 * Administrators of counties write these texts, and every delivery process renders them: no text may take more than a
 * moment, whatever its content.
 */
export const TAGS: readonly string[] = ['if', 'unless', 'case', 'assign', 'comment'];
/** Tags that occur within these. */
const WITHIN: readonly string[] = ['elsif', 'else', 'when', 'endif', 'endunless', 'endcase', 'endcomment'];
export const FILTERS: readonly string[] = [
  ...['default', 'append', 'prepend', 'strip', 'upcase', 'downcase', 'capitalize', 'truncate', 'size'],
  ...['plus', 'minus', 'times', 'divided_by', 'modulo', 'round', 'ceil', 'floor', 'abs', 'at_least', 'at_most'],
];

/** Most characters of a text to parse; the schema of definitions allows less. */
const PARSE_LIMIT = 20_000;
/**
 * Without loops a text takes far less than a millisecond. This limit is only for unforeseen cases; it must not refuse a
 * text because the machine stood still for a moment.
 */
const RENDER_LIMIT_MS = 2_000;
/** Most characters and entries that a text may create: this ends repeated doubling of a word. */
const MEMORY_LIMIT = 20_000;
/** Most characters of a filled text. */
const LONGEST = 20_000;

const engine = new Liquid({
  strictFilters: true,
  ownPropertyOnly: true,
  cache: false,
  // An empty set of files in memory: there is no file system behind the texts.
  templates: {},
  parseLimit: PARSE_LIMIT,
  renderLimit: RENDER_LIMIT_MS,
  memoryLimit: MEMORY_LIMIT,
});
keepOnly(engine.tags, TAGS);
keepOnly(engine.filters, FILTERS);

function keepOnly(all: Record<string, unknown>, kept: readonly string[]): void {
  for (const name of Object.keys(all)) if (!kept.includes(name)) delete all[name];
}

/** Parsed texts by source: a few dozen, each used thousands of times. */
const parsed = remember<Template[]>(500);
const parse = (source: string): Template[] => parsed(source, () => engine.parse(source));

/** A text that cannot be used, with the reason. */
export class TemplateError extends Refused {
  override name = 'TemplateError';
}

/**
 * @param values one for every word that the text uses
 * @returns the text, without blanks at its ends
 * @throws TemplateError when the text cannot be parsed, or exceeds the limits
 */
export function fillTemplate(source: string, values: object): string {
  let text: string;
  try {
    text = String(engine.renderSync(parse(source), values)).trim();
  } catch (cause) {
    throw new TemplateError(problemOf(cause).said, [], { cause });
  }
  if (text.length > LONGEST) throw new TemplateError(sentence('wording-too-costly'));
  return text;
}

/** The fault of a text, and its line, from 1. */
export interface TemplateProblem {
  said: Sentence;
  allowed: Sentence | string;
  line: number;
}

/**
 * @param words all known words
 * @returns the fault that makes a text unusable, found without filling it; null when there is none
 */
export function templateProblem(source: string, words: readonly string[]): TemplateProblem | null {
  try {
    const used = engine.globalVariableSegmentsSync(parse(source)).map(([word]) => String(word));
    const unknown = used.find((word) => !words.includes(word));
    if (unknown === undefined) return null;
    return {
      said: sentence('wording-unknown-word', { word: unknown, hint: didYouMean(unknown, words) }),
      allowed: words.join(', '),
      line: lineOf(source, source.indexOf(unknown)),
    };
  } catch (cause) {
    return problemOf(cause);
  }
}

/** The shape of a failure of the library: its classes are not exported. */
interface LiquidFailure {
  message: string;
  token?: { name?: string; getText?(): string; getPosition?(): number[] };
}

const isFailure = (cause: unknown): cause is LiquidFailure => typeof cause === 'object' && cause !== null;

function problemOf(cause: unknown): TemplateProblem {
  if (cause instanceof TemplateError) return { said: cause.sentence, allowed: sentence('wording-allowed'), line: 1 };
  const { message, token } = isFailure(cause) ? cause : { message: String(cause) };
  const line = token?.getPosition?.()[0] ?? 1;
  if (/limit exceeded/.test(message))
    return { said: sentence('wording-too-costly'), allowed: sentence('wording-allowed'), line };
  const tag = /^tag "?([^"]*?)"? not found/.exec(message)?.[1];
  if (tag !== undefined && !WITHIN.includes(tag))
    return { said: sentence('wording-tag-not-allowed', { tag }), allowed: TAGS.join(', '), line };
  const filter = /^undefined filter: ([^,\s]*)/.exec(message)?.[1];
  if (filter !== undefined)
    return {
      said: sentence('wording-no-such-filter', { filter, hint: didYouMean(filter, FILTERS) }),
      allowed: FILTERS.join(', '),
      line,
    };
  const near = (token?.getText?.() ?? '').slice(0, 60);
  return { said: sentence('wording-unreadable', { near }), allowed: sentence('wording-allowed'), line };
}

const lineOf = (source: string, at: number): number => source.slice(0, Math.max(0, at)).split('\n').length;
