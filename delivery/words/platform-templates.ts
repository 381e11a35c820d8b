import { createHash } from 'node:crypto';
import type { Definition, Language } from '../../domain/campaign/definition/definition';
import { WORDS, type Word, type WordValues } from '../../domain/campaign/definition/message-words';
import { asDrill, fill, templateOf, wholeMessagesOf } from './texts';

/**
 * A text in the form that SMS platforms approve: fixed words, and variables such as `${unit}` in between. A message
 * with conditions ("on time", "due today", "late") is several of them, one for each way it can be said.
 */
export interface PlatformTemplate {
  text: string;
  /** Words that stand in it as variables, in their order, each once. */
  words: Word[];
}

/**
 * Stands for a value while a text is put together: conditions see the value itself, the text gets the variable.
 * LiquidJS asks objects with these methods when it compares.
 */
class Variable {
  constructor(
    readonly word: Word,
    readonly value: string | number,
  ) {}
  toString = () => `\${${this.word}}`;
  equals = (other: unknown) => this.value === other;
  gt = (other: string | number) => this.value > other;
  geq = (other: string | number) => this.value >= other;
  lt = (other: string | number) => this.value < other;
  leq = (other: string | number) => this.value <= other;
}

/**
 * @param source the message's `sms` text
 * @returns the platform's template for just these values; filled with them it is the message
 */
export function platformTemplate(source: string, values: WordValues): PlatformTemplate {
  const variables = Object.fromEntries(
    WORDS.map((word) => {
      const value = values[word];
      return [word, value === null || value === '' ? value : new Variable(word, value)];
    }),
  ) as unknown as WordValues;
  const text = fill(source, variables);
  const words = [...text.matchAll(/\$\{(\w+)\}/g)].flatMap(([, name]) => WORDS.find((word) => word === name) ?? []);
  return { text, words: [...new Set(words)] };
}

/** Puts the values into a platform's template, as the platform does. */
export const fillPlatformTemplate = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\$\{(\w+)\}/g, (variable, word: string) => values[word] ?? variable);

/** @returns the values that a platform is given with a template. */
export const valuesFor = ({ words }: PlatformTemplate, values: WordValues): Record<string, string> =>
  Object.fromEntries(words.map((word) => [word, String(values[word] ?? '')]));

/** A template that a campaign needs to have approved. */
export interface NeededTemplate {
  message: string;
  language: Language;
  text: string;
}

/** Days before, on and after the deadline: conditions ask on which side of it a message is. */
const DAYS = [1, 2, 3, 7, 0, -1, -3];
const SAMPLE = 'x';

/** @returns every platform template that the campaign's messages can become, each once. */
export function templatesNeeded(definition: Pick<Definition, 'messages' | 'language' | 'warnings'>): NeededTemplate[] {
  const names = wholeMessagesOf(definition);
  const languages: Language[] = ['zh-CN', 'en'];
  const needed = new Map<string, NeededTemplate>();
  for (const message of names) {
    for (const language of languages) {
      const source = templateOf({ name: message, language, part: 'sms' }, definition);
      // Whatever a warning says may be said in an exercise too.
      for (const said of definition.warnings ? [source, asDrill(source)] : [source])
        for (const values of samples()) {
          const { text } = platformTemplate(said, values);
          needed.set(text, needed.get(text) ?? { message, language, text });
        }
    }
  }
  return [...needed.values()];
}

function samples(): WordValues[] {
  const full = Object.fromEntries(WORDS.map((word) => [word, SAMPLE])) as Record<Word, string | number | null>;
  return DAYS.flatMap((days) => [
    { ...full, days },
    { ...full, days, reason: null },
    { ...full, days, reason: null, missing: '' },
    { ...full, days, reason: null, households: null, goods: null },
  ]);
}

/** @returns what a simulated platform has to know of a rehearsal's texts. */
export const rehearsalTemplates = (definition: Definition): { provider: string; code: string; text: string }[] =>
  templatesNeeded(definition).map(({ text }) => ({ provider: 'aliyun', code: rehearsalCode(text), text }));

/** In a rehearsal every template counts as approved, under a code of its own. */
export const rehearsalCode = (text: string): string =>
  `SMS_R_${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
