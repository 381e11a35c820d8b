import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Liquid, type Template } from 'liquidjs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Definition, Language } from '../domain/definition/definition';
import { messageNames } from '../domain/definition/message-names';

/** Words that a template may use. */
export const WORDS = [
  'organisation',
  'campaign',
  'stage',
  'unit',
  'contact',
  'due',
  'lock',
  'days',
  'link',
  'expected',
  'reported',
  'silent',
  'missing',
  'acknowledgeBy',
  'reason',
  'receipt',
  'households',
  'goods',
] as const;
export type Word = (typeof WORDS)[number];

/** One message in one language; the parts a channel needs. */
export interface MessageTexts {
  sms?: string | undefined;
  subject?: string | undefined;
  body?: string | undefined;
}

const LANGUAGES: readonly Language[] = ['zh-CN', 'en'];
const PARTS = ['sms', 'subject', 'body'] as const;
type Part = (typeof PARTS)[number];

const whole = z.strictObject({ sms: z.string().min(1), subject: z.string().min(1), body: z.string().min(1) });
type Shared = Readonly<Record<Language, Readonly<Record<string, MessageTexts>>>>;

/** A template that cannot be used: which one, in which language, and what is wrong. */
export class TemplateError extends Error {}

const engine = new Liquid({ strictFilters: true, ownPropertyOnly: true, cache: false });
/** Parsed templates by their source: there are a few dozen, each used thousands of times. */
const parsed = new Map<string, Template[]>();

const parseOnce = (source: string): Template[] => {
  const known = parsed.get(source);
  if (known) return known;
  const template = engine.parse(source);
  parsed.set(source, template);
  return template;
};

/** @param values one for every word. @returns the text, without blanks at its ends. */
export const fill = (source: string, values: Readonly<Record<Word, string | number | null>>): string =>
  String(engine.renderSync(parseOnce(source), values)).trim();

/** @throws TemplateError that names the template, its language and the word that does not exist. */
export function checkTemplate(source: string, where: { name: string; language: string; part: string }): void {
  const place = `Message "${where.name}" (${where.language}, ${where.part})`;
  let used: string[];
  try {
    used = engine.globalVariablesSync(parseOnce(source));
  } catch (cause) {
    throw new TemplateError(`${place} cannot be read: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
  const unknown = used.filter((word) => !WORDS.some((known) => known === word));
  if (unknown.length > 0) {
    throw new TemplateError(
      `${place} uses {{ ${unknown.join(' }}, {{ ')} }}, which does not exist. Known words: ${WORDS.join(', ')}.`,
    );
  }
}

/** @throws TemplateError for the first message of a definition that cannot be used */
export function checkMessages(definition: Pick<Definition, 'messages'>): void {
  for (const [name, byLanguage] of Object.entries(definition.messages)) {
    for (const language of LANGUAGES) checkParts(byLanguage[language] ?? {}, name, language);
  }
}

function checkParts(texts: MessageTexts, name: string, language: string): void {
  for (const part of PARTS) {
    const source = texts[part];
    if (source !== undefined) checkTemplate(source, { name, language, part });
  }
}

let shared: Shared | undefined;

/** The messages of `config/messages/`, read and checked when they are first needed. */
const sharedTexts = (): Shared => {
  shared ??= { 'zh-CN': readLanguage('zh-CN'), en: readLanguage('en') };
  return shared;
};

function readLanguage(language: Language): Record<string, MessageTexts> {
  const file = join(__dirname, '..', 'config', 'messages', `${language}.yaml`);
  const result = z.record(z.string(), whole).safeParse(parse(readFileSync(file, 'utf8')));
  if (!result.success) throw new TemplateError(`config/messages/${language}.yaml: ${z.prettifyError(result.error)}`);
  const absent = messageNames.filter((name) => !(name in result.data));
  if (absent.length > 0) throw new TemplateError(`config/messages/${language}.yaml lacks ${absent.join(', ')}`);
  for (const [name, texts] of Object.entries(result.data)) checkParts(texts, name, language);
  return result.data;
}

/**
 * The text of one part of a message: the definition's own before the shared one, the wanted language before Chinese,
 * which is always there.
 * @throws TemplateError when there is no such message
 */
export function templateOf(
  { name, language, part }: { name: string; language: Language; part: Part },
  definition: Pick<Definition, 'messages'>,
): string {
  for (const candidate of [language, 'zh-CN'] as const) {
    const source = definition.messages[name]?.[candidate]?.[part] ?? sharedTexts()[candidate][name]?.[part];
    if (source !== undefined) return source;
  }
  throw new TemplateError(
    `There is no message "${name}" (${part}). Add it under "messages" in the definition, or use one of: ${messageNames.join(', ')}.`,
  );
}

/** @returns the text of an exercise. */
export const asDrill = (source: string): string => `【演练】${source.trimStart()}`;
