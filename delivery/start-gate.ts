import type { Env } from '../config/env';
import type { Definition } from '../domain/definition/definition';
import type { Sql } from '../register/db';
import { type RegisteredSignature, signatureState } from '../register/signatures';
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

/** A signature that a provider has not approved (yet). */
export interface MissingSignature extends Pick<RegisteredSignature, 'provider' | 'signature'> {
  /** How far its approval has come; null when it was never handed in. */
  state: string | null;
}

/** What a live campaign cannot be sent without. */
export interface MissingApprovals {
  signatures: MissingSignature[];
  templates: MissingTemplate[];
}

/** Lines of a refusal; the command lists them all. */
const SHOWN = 5;

/**
 * @returns what a live campaign cannot send for want of an approval: signature and texts at every provider it may use
 * that wants them approved
 * @throws Error when it names a provider that does not exist
 */
export async function missingApprovals(
  sql: Sql,
  env: Pick<Env, 'SMS_PROVIDERS' | 'SMS_SIGNATURE'>,
  definition: Definition,
): Promise<MissingApprovals> {
  const missing: MissingApprovals = { signatures: [], templates: [] };
  for (const provider of definition.providers ?? providersOf(env)) {
    if (!platformNamed(provider).templates) continue;
    const signed = { provider, signature: env.SMS_SIGNATURE };
    const standing = await signatureState(sql, signed);
    if (standing !== 'approved') missing.signatures.push({ ...signed, state: standing });
    const states = new Map((await registeredTemplates(sql, provider)).map(({ text, state }) => [text, state]));
    for (const needed of templatesNeeded(definition)) {
      const state = states.get(needed.text) ?? null;
      if (state !== 'approved') missing.templates.push({ ...needed, provider, state });
    }
  }
  return missing;
}

/** @returns whether a campaign may start. */
export const allApproved = ({ signatures, templates }: MissingApprovals): boolean =>
  signatures.length === 0 && templates.length === 0;

/** @returns why a campaign with these does not start, and what to do. */
export const refusalOf = ({ signatures, templates }: MissingApprovals): string =>
  [
    ...signatures.map(
      ({ provider, signature, state }) =>
        `The SMS signature 【${signature}】 is not approved by ${provider} (${state ?? 'not handed in'}).`,
    ),
    ...(signatures.length > 0
      ? [
          'Hand it in (an approval takes 5 to 10 working days) and note it with `npx nuandong signatures approve --provider …`, or set SMS_SIGNATURE to one that is approved.',
        ]
      : []),
    ...refusedTexts(templates),
  ].join('\n');

function refusedTexts(templates: readonly MissingTemplate[]): string[] {
  if (templates.length === 0) return [];
  const lines = templates
    .slice(0, SHOWN)
    .map(
      ({ provider, message, language, state }) =>
        `  ${provider}: ${message} (${language}), ${state ?? 'not handed in'}`,
    );
  const more = templates.length > SHOWN ? [`  … and ${templates.length - SHOWN} more`] : [];
  return [
    `${templates.length} SMS texts are not approved by the provider:`,
    ...lines,
    ...more,
    'Print them with `npx nuandong templates needed <file>`, hand them in (an approval takes 5 to 10 working days), and note the codes with `npx nuandong templates approve`.',
  ];
}
