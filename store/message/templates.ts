import { Refused, sentence } from '../../domain/text/refusal';
import type { Queries } from '../db/db';

export const TEMPLATE_STATES = ['draft', 'submitted', 'approved', 'rejected'] as const;
export type TemplateState = (typeof TEMPLATE_STATES)[number];

/** A text at a platform that approves texts before they may be sent. */
export interface RegisteredTemplate {
  provider: string;
  /** In the platform-neutral notation, with variables such as `${unit}`. */
  text: string;
  message: string;
  language: string;
  /** The platform's code of the text, once it has one. */
  code: string | null;
  state: TemplateState;
  note: string | null;
}

/** @returns the registered texts of a platform, by message. */
export const registeredTemplates = (sql: Queries, provider: string): Promise<RegisteredTemplate[]> =>
  sql<RegisteredTemplate[]>`
    select provider, text, message, language, code, state, note from sms_templates where provider = ${provider}
    order by message, language, text`;

/** Adds texts that are not registered yet, as drafts. @returns how many were new */
export async function registerTemplates(
  sql: Queries,
  provider: string,
  templates: readonly Pick<RegisteredTemplate, 'text' | 'message' | 'language'>[],
): Promise<number> {
  if (templates.length === 0) return 0;
  const rows = templates.map(({ text, message, language }) => ({ provider, text, message, language }));
  const added = await sql`insert into sms_templates ${sql(rows)} on conflict do nothing returning text`;
  return added.length;
}

/**
 * Stores the approval state of a text.
 * @throws Refused when there is no such text, or an approved one has no code
 */
export async function changeTemplate(
  sql: Queries,
  { provider, text, state, code = null, note = null }: Omit<RegisteredTemplate, 'message' | 'language'>,
): Promise<void> {
  if (state === 'approved' && !code) throw new Refused(sentence('template-needs-code'));
  const changed = await sql`
    update sms_templates set state = ${state}, code = coalesce(${code}, code), note = ${note}, changed_at = clock_timestamp()
    where provider = ${provider} and text = ${text} returning 1`;
  if (changed.length === 0) throw new Refused(sentence('unknown-template', { provider }));
}

/** @returns the codes of the approved texts. */
export async function approvedTemplates(sql: Queries, provider: string): Promise<Map<string, string>> {
  const rows = await sql<{ text: string; code: string }[]>`
    select text, code from sms_templates where provider = ${provider} and state = 'approved' and code is not null`;
  return new Map(rows.map(({ text, code }) => [text, code]));
}
