import type { Language } from '../campaign/definition/definition';
import { CATALOGUE, type SentenceCode } from './catalogue';
import { agreeing } from './counted';

/** A text in both languages, for a value that is itself a word (a kind of region, a stage's name). */
export interface Bilingual {
  'zh-CN': string;
  en?: string | undefined;
}

export type Value = string | number | Bilingual;

/** The names between braces in a sentence: `{row}` gives `row`. */
type NamesIn<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;

/** The values of a code: one for each name in its sentence. */
export type ValuesOf<Code extends SentenceCode> = {
  readonly [Name in NamesIn<(typeof CATALOGUE)[Code]['en']>]: Value;
};

/** The values of a code as an argument, optional when its sentence has no names. */
type Values<Code extends SentenceCode> = keyof ValuesOf<Code> extends never
  ? [values?: ValuesOf<Code>]
  : [values: ValuesOf<Code>];

/** A sentence before its language is known: plain JSON, so that it can be stored and sent. */
export interface Sentence<Code extends SentenceCode = SentenceCode> {
  code: Code;
  values: Readonly<Record<string, Value>>;
}

/** @returns a sentence of the catalogue with its values. */
export const sentence = <Code extends SentenceCode>(code: Code, ...[values]: Values<Code>): Sentence<Code> => ({
  code,
  values: values ?? {},
});

/** @returns the sentence in a language, with its values in that language where they have one. */
export function tellIn(language: Language, { code, values }: Sentence): string {
  const filled = CATALOGUE[code][language].replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === 'object' ? (value[language] ?? value['zh-CN']) : String(value);
  });
  return language === 'en' ? agreeing(filled) : filled;
}

/** @returns the sentence in both languages, as a value for another sentence. */
export const inBoth = (said: Sentence): Bilingual => ({ 'zh-CN': tellIn('zh-CN', said), en: tellIn('en', said) });

/** One fault and its place: a field, a cell, a path in a definition. */
export interface Problem extends Sentence {
  /** Null when the fault is about the whole. */
  field: string | null;
}

/**
 * A refusal: the refused thing, its place, and the way to correct it, in the reader's language. Its `message` is
 * English, for logs and programs; `say` speaks to people.
 */
export class Refused extends Error {
  override name = 'Refused';
  readonly sentence: Sentence;

  constructor(
    said: Sentence,
    /** All faults, where there are several. */
    readonly problems: readonly Problem[] = [],
    options: ErrorOptions = {},
  ) {
    super(tellIn('en', said) + detailsOf(problems, 'en'), options);
    this.sentence = said;
  }

  get code(): SentenceCode {
    return this.sentence.code;
  }

  /** @returns the reason and what to do. */
  say(language: Language): string {
    return tellIn(language, this.sentence);
  }

  /** @returns the reason with all faults, one a line, for a reader who sees nothing else. */
  sayAll(language: Language): string {
    return this.say(language) + detailsOf(this.problems, language);
  }
}

const detailsOf = (problems: readonly Problem[], language: Language): string =>
  problems.map((problem) => `\n  ${problem.field ?? '-'}: ${tellIn(language, problem)}`).join('');
