import { audit } from '../../store/account/audit-log';
import { atomically } from '../../store/db/db';
import * as signatures from '../../store/message/signatures';
import * as templates from '../../store/message/templates';
import type { Acting } from '../acting';

const VERB = 'note-approval';

type Signature = Pick<signatures.RegisteredSignature, 'provider' | 'signature'>;
type Template = Pick<templates.RegisteredTemplate, 'provider' | 'text' | 'message' | 'language'>;

/** Stores the texts and signature that a campaign still needs approved as drafts; known ones stay. */
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

/** Records the approval state of a text. @throws Refused when the text is unknown, or its code is missing */
export const noteTemplate = (
  { sql, by }: Acting,
  { note, ...template }: Parameters<typeof templates.changeTemplate>[1],
): Promise<void> =>
  atomically(sql, async (transaction) => {
    await templates.changeTemplate(transaction, { ...template, note });
    await audit(transaction, by, VERB, { ...template, ...(note && { reason: note }) });
  });

/** Records the approval state of a signature. */
export const noteSignature = (
  { sql, by }: Acting,
  { note, ...signature }: signatures.RegisteredSignature,
): Promise<void> =>
  atomically(sql, async (transaction) => {
    await signatures.changeSignature(transaction, { ...signature, note });
    await audit(transaction, by, VERB, { ...signature, ...(note && { reason: note }) });
  });
