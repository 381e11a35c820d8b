import type { Env } from '../../config/env';
import type { Definition } from '../../domain/campaign/definition/definition';
import { type Bilingual, Refused, sentence, type Value } from '../../domain/text/refusal';
import type { Sql } from '../../store/db/db';
import { type RegisteredSignature, signatureState } from '../../store/message/signatures';
import { registeredTemplates } from '../../store/message/templates';
import { platformNamed } from '../channels/sms/platforms';
import { providersOf } from '../engine/lanes';
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

/** The approvals that a live campaign still needs. */
export interface MissingApprovals {
  signatures: MissingSignature[];
  templates: MissingTemplate[];
}

/** How many texts a refusal names; the command lists all. */
const SHOWN = 5;

/**
 * @returns the signature and the texts that a live campaign cannot send yet: those without approval, at each provider
 *   which it may use and which requires approval
 * @throws Error when the campaign names an unknown provider
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

/** The state of an approval, in words. */
const STATES: Readonly<Record<string, Bilingual>> = {
  draft: { 'zh-CN': '未送审', en: 'not handed in' },
  submitted: { 'zh-CN': '审批中', en: 'submitted' },
  rejected: { 'zh-CN': '被退回', en: 'rejected' },
};
const stateOf = (state: string | null): Value => STATES[state ?? 'draft'] ?? state ?? '';

/** @returns the refusal to start a campaign without these approvals, with what to do. */
export const refusalOf = ({ signatures, templates }: MissingApprovals): Refused =>
  new Refused(sentence('not-approved', { signatures: signatures.length, texts: templates.length }), [
    ...signatures.map(({ provider, signature, state }) => ({
      field: provider,
      ...sentence('signature-not-approved', { provider, signature, state: stateOf(state) }),
    })),
    ...templates.slice(0, SHOWN).map(({ provider, message, language, state }) => ({
      field: provider,
      ...sentence('text-not-approved', { provider, message, language, state: stateOf(state) }),
    })),
  ]);

/** @throws Refused that names the signature and the texts without approval */
export async function refuseUnapproved(
  sql: Sql,
  env: Pick<Env, 'SMS_PROVIDERS' | 'SMS_SIGNATURE'>,
  definition: Definition,
): Promise<void> {
  const missing = await missingApprovals(sql, env, definition);
  if (!allApproved(missing)) throw refusalOf(missing);
}
