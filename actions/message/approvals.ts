import { audit } from '../../store/account/audit-log';
import { atomically } from '../../store/db/db';
import * as signatures from '../../store/message/signatures';
import * as templates from '../../store/message/templates';
import type { Acting } from '../acting';

const VERB = 'note-approval';

type Signature = Pick<signatures.RegisteredSignature, 'provider' | 'signature'>;
type Template = Pick<templates.RegisteredTemplate, 'provider' | 'text' | 'message' | 'language'>;

/** Keeps as drafts what a campaign still needs to have approved; what is known of already stays as it is. */
export const keepDrafts = (
  { sql, by }: Acting,
  wanted: { signatures: readonly Signature[]; templates: readonly Template[] },
): Promise<void> =>
  atomically(sql, async (transaction) => {
    for (const one of wanted.signatures) await signatures.registerSignature(transaction, one);
    for (const provider of new Set(wanted.templates.map((one) => one.provider)))
      await templates.registerTemplates(
        transaction,
        provider,
        wanted.templates.filter((one) => one.provider === provider),
      );
    const counts = { signatures: wanted.signatures.length, templates: wanted.templates.length };
    if (counts.signatures + counts.templates > 0) await audit(transaction, by, VERB, { state: 'draft', ...counts });
  });

/** Notes how far the approval of a text has come. @throws Refused when it is not registered, or lacks its code */
export const noteTemplate = (
  { sql, by }: Acting,
  { note, ...template }: Parameters<typeof templates.changeTemplate>[1],
): Promise<void> =>
  atomically(sql, async (transaction) => {
    await templates.changeTemplate(transaction, { ...template, note });
    await audit(transaction, by, VERB, { ...template, ...(note && { reason: note }) });
  });

/** Notes how far the approval of a signature has come. */
export const noteSignature = (
  { sql, by }: Acting,
  { note, ...signature }: signatures.RegisteredSignature,
): Promise<void> =>
  atomically(sql, async (transaction) => {
    await signatures.changeSignature(transaction, { ...signature, note });
    await audit(transaction, by, VERB, { ...signature, ...(note && { reason: note }) });
  });
