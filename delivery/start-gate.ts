import type { Env } from '../config/env';
import type { Definition } from '../domain/definition/definition';
import type { Sql } from '../register/db';
import { registeredTemplates } from '../register/templates';
import { platformNamed } from './channels/sms/platforms';
import { providersOf } from './lanes';
import { type NeededTemplate, templatesNeeded } from './platform-templates';

/** A text that a provider has not approved (yet). */
export interface MissingTemplate extends NeededTemplate {
  provider: string;
  /** How far its approval has come; null when it was never handed in. */
  state: string | null;
}

/** Lines of a refusal; the command lists them all. */
const SHOWN = 5;

/**
 * @returns what a live campaign cannot send for want of an approval: texts of every provider it may use that wants
 * them approved
 * @throws Error when it names a provider that does not exist
 */
export async function missingTemplates(
  sql: Sql,
  env: Pick<Env, 'SMS_PROVIDERS'>,
  definition: Definition,
): Promise<MissingTemplate[]> {
  const missing: MissingTemplate[] = [];
  for (const provider of definition.providers ?? providersOf(env)) {
    if (!platformNamed(provider).templates) continue;
    const states = new Map((await registeredTemplates(sql, provider)).map(({ text, state }) => [text, state]));
    for (const needed of templatesNeeded(definition)) {
      const state = states.get(needed.text) ?? null;
      if (state !== 'approved') missing.push({ ...needed, provider, state });
    }
  }
  return missing;
}

/** @returns why a campaign with these does not start, and what to do. */
export function refusalOf(missing: readonly MissingTemplate[]): string {
  const lines = missing
    .slice(0, SHOWN)
    .map(
      ({ provider, message, language, state }) =>
        `  ${provider}: ${message} (${language}), ${state ?? 'not handed in'}`,
    );
  const more = missing.length > SHOWN ? [`  … and ${missing.length - SHOWN} more`] : [];
  return [
    `${missing.length} SMS texts are not approved by the provider:`,
    ...lines,
    ...more,
    'Print them with `npx nuandong templates needed <file>`, hand them in (an approval takes 5 to 10 working days), and note the codes with `npx nuandong templates approve`.',
  ].join('\n');
}
