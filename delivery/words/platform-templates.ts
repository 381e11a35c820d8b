import { createHash } from 'node:crypto';
import type { Definition, Language } from '../../domain/campaign/definition/definition';
import type { Sending } from '../../domain/campaign/definition/message-names';
import { WORDS, type Word, type WordValues } from '../../domain/campaign/definition/message-words';
import { asDrill, fill, templateOf, wholeMessagesOf } from './texts';

/**
 * A text in the form that SMS platforms approve: fixed words, and variables such as `${unit}` between them. A message
 * with conditions ("on time", "due today", "late") needs several templates, one for each wording.
 */
export interface PlatformTemplate {
  text: string;
  /** The variables in it, in their order, each once. */
  words: Word[];
}

/**
 * Stands for a value while a text is rendered: conditions compare the value itself, the text gets the variable.
 * LiquidJS calls these methods of an object when it compares.
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
 * @returns the platform's template for these values; filled with them, it is the message
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

/** @returns the values that the platform gets with a template. */
export const valuesFor = ({ words }: PlatformTemplate, values: WordValues): Record<string, string> =>
  Object.fromEntries(words.map((word) => [word, String(values[word] ?? '')]));

/** A template that a campaign needs approved. */
export interface NeededTemplate {
  message: string;
  language: Language;
  text: string;
}

/** Days before, on and after the deadline: conditions compare with it. */
const DAYS = [1, 2, 3, 7, 0, -1, -3];
const SAMPLE = 'x';

/** @returns every platform template that the campaign's messages can need, each once. */
export function templatesNeeded(definition: Sending): NeededTemplate[] {
  const names = wholeMessagesOf(definition);
  const languages: Language[] = ['zh-CN', 'en'];
  const needed = new Map<string, NeededTemplate>();
  for (const message of names) {
    for (const language of languages) {
      const source = templateOf({ name: message, language, part: 'sms' }, definition);
      // Every text of a warning can also go out in an exercise.
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
    { ...full, days, stages: '' },
    { ...full, days, rows: null },
    { ...full, days, lacking: null },
    { ...full, days, how: null },
  ]);
}

/** @returns the templates that a simulated platform must know for a rehearsal. */
export const rehearsalTemplates = (definition: Definition): { provider: string; code: string; text: string }[] =>
  templatesNeeded(definition).map(({ text }) => ({ provider: 'aliyun', code: rehearsalCode(text), text }));

/** In a rehearsal every template counts as approved, and has its own code. */
export const rehearsalCode = (text: string): string =>
  `SMS_R_${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
