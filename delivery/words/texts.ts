import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { ROOT } from '../../config/root';
import type { Definition, Language } from '../../domain/campaign/definition/definition';
import { messageNames, messagesOf, type Sending } from '../../domain/campaign/definition/message-names';
import type { WordValues } from '../../domain/campaign/definition/message-words';
import {
  LANGUAGES,
  PARTS,
  type Part,
  sampleValues,
  textProblem,
} from '../../domain/campaign/definition/rules/rules-of-messages';
import { inBoth, sentence } from '../../domain/text/refusal';
import { fillTemplate, TemplateError } from '../../domain/text/template';

/** One message in one language; the parts a channel needs. */
export interface MessageTexts {
  sms?: string | undefined;
  subject?: string | undefined;
  body?: string | undefined;
}

const whole = z.strictObject({ sms: z.string().min(1), subject: z.string().min(1), body: z.string().min(1) });
type Shared = Readonly<Record<Language, Readonly<Record<string, MessageTexts>>>>;

/**
 * @param values one for every word
 * @returns the text, without blanks at its ends
 * @throws TemplateError for a text that cannot be filled within the limits of message texts
 */
export const fill = (source: string, values: WordValues): string => fillTemplate(source, values);

/**
 * Checks every message that a campaign may send: its own texts, and the shared ones with its own names in them.
 * @throws TemplateError for the first unusable text: which one, in which language, what is wrong
 */
export function checkMessages(definition: Definition): void {
  for (const name of messagesOf(definition))
    for (const language of LANGUAGES)
      for (const part of PARTS) {
        const source = findText({ name, language, part }, definition);
        const problem = source === null ? null : textProblem(source, part, sampleValues(definition, language));
        if (problem) throw unusable({ name, language, part }, problem);
      }
}

const unusable = (
  { name, language, part }: Wanted,
  { said }: NonNullable<ReturnType<typeof textProblem>>,
): TemplateError =>
  new TemplateError(sentence('message-unusable', { message: name, language, part, told: inBoth(said) }));

let shared: Shared | undefined;

/** The messages of `config/messages/`, read at first use. */
const sharedTexts = (): Shared => {
  shared ??= { 'zh-CN': readLanguage('zh-CN'), en: readLanguage('en') };
  return shared;
};

/** @throws Error when a file in `config/messages/` has the wrong shape */
function readLanguage(language: Language): Record<string, MessageTexts> {
  const file = join(ROOT, 'config/messages', `${language}.yaml`);
  const result = z.record(z.string(), whole).safeParse(parse(readFileSync(file, 'utf8')));
  if (!result.success) throw new Error(`config/messages/${language}.yaml: ${z.prettifyError(result.error)}`);
  const absent = messageNames.filter((name) => !(name in result.data));
  if (absent.length > 0) throw new Error(`config/messages/${language}.yaml lacks ${absent.join(', ')}`);
  return result.data;
}

/**
 * @returns the text of one part of a message: the definition's own before the shared one, the wanted language before
 *   Chinese, which always exists.
 * @throws TemplateError when there is no such message
 */
export function templateOf(wanted: Wanted, definition: Pick<Definition, 'messages'>): string {
  const source = findText(wanted, definition);
  if (source !== null) return source;
  const { name, part } = wanted;
  throw new TemplateError(sentence('no-such-message', { message: name, part, known: messageNames.join(', ') }));
}

interface Wanted {
  name: string;
  language: Language;
  part: Part;
}

function findText({ name, language, part }: Wanted, { messages }: Pick<Definition, 'messages'>): string | null {
  for (const candidate of [language, 'zh-CN'] as const) {
    const source = messages[name]?.[candidate]?.[part] ?? sharedTexts()[candidate][name]?.[part];
    if (source !== undefined) return source;
  }
  return null;
}

/**
 * @returns the messages that a campaign may send, without those of its own texts that lack a part: no rung may send
 *   them.
 */
export const wholeMessagesOf = (definition: Sending): string[] =>
  messagesOf(definition).filter((name) =>
    PARTS.every((part) => findText({ name, language: 'zh-CN', part }, definition) !== null),
  );

/** @returns the text of an exercise. */
export const asDrill = (source: string): string => `【演练】${source.trimStart()}`;
