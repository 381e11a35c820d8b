import { type Bilingual, inBoth, type Problem, Refused, type Sentence, sentence, tellIn } from '../../text/refusal';
import type { Language } from './definition';
import { pathInWords } from './path-words';

/** A found or allowed value: as written in the file, or a sentence. */
export type Told = Sentence | string;

export const tell = (language: Language, told: Told): string =>
  typeof told === 'string' ? told : tellIn(language, told);

/** One fault of a definition or its plan, with its path (`stages[0].asks[1].of`). */
export interface Fault extends Problem {
  found: Told;
  /** The possible or correct values. */
  allowed: Told;
}

/** One fault in a definition file, with its place. */
export interface DefinitionProblem extends Fault {
  file: string;
  /** From 1. */
  line: number;
  column: number;
}

/** @returns the fault and the allowed values, in one sentence. */
export const withAllowed = ({ allowed, ...problem }: Fault): Sentence =>
  sentence('definition', {
    told: inBoth(problem),
    allowed: typeof allowed === 'string' ? allowed : inBoth(allowed),
  });

/** Most faults in one sentence; the others are listed beside it, by their paths. */
const TOLD = 5;

/** @returns the first faults with their paths, for use in one sentence. */
export function firstOf(faults: readonly Fault[]): Bilingual {
  const told = (language: Language, colon: string, between: string): string =>
    faults
      .slice(0, TOLD)
      .map((fault) => (fault.field ? pathInWords(fault.field)[language] + colon : '') + tellIn(language, fault))
      .concat(faults.length > TOLD ? ['…'] : [])
      .join(between);
  return { 'zh-CN': told('zh-CN', '：', '；'), en: told('en', ': ', '; ') };
}

/** An unusable definition file; names every problem, in the order of the file. */
export class DefinitionError extends Refused {
  override name = 'DefinitionError';
  declare readonly problems: readonly DefinitionProblem[];

  constructor(
    file: string,
    problems: readonly DefinitionProblem[],
    /** The definition's language, for readers without another. */
    readonly language: Language,
  ) {
    super(sentence('bad-definition', { file, count: problems.length, told: firstOf(problems) }), problems);
    this.message = this.say('en');
  }

  /** @returns every problem with its place, the found and the allowed value, three lines each. */
  override say(language: Language): string {
    return this.problems.map((problem) => line(language, problem)).join('\n');
  }

  /** {@link say} names them all. */
  override sayAll(language: Language): string {
    return this.say(language);
  }
}

function line(language: Language, problem: DefinitionProblem): string {
  const { file, line, column, field, found, allowed } = problem;
  const where = `${file}:${line}:${column}${field ? ` ${field}` : ''}`;
  const shown = { found: tell(language, found), allowed: tell(language, allowed) };
  return `${where}: ${tellIn(language, problem)}\n${tellIn(language, sentence('found-and-allowed', shown))}`;
}

/** A problem before its place in the file is known. */
export interface Finding {
  path: readonly PropertyKey[];
  /** Left out, the value at the path is shown. */
  found?: Told;
  allowed: Told;
  said: Sentence;
  /** Points to the key instead of its value (an unknown key). */
  atKey?: boolean;
  /** Line within the value, from 1, if the value is a text of several lines. */
  lineWithin?: number;
}

/** @returns `stages[0].asks[1].form` */
export const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, step) => text + (typeof step === 'number' ? `[${step}]` : `${text ? '.' : ''}${String(step)}`),
    '',
  );
