import { z } from 'zod';
import type { SentenceCode } from '../../text/catalogue';

/** Basic types of the parts of a definition. */

/** @returns a code of the catalogue as the message of a schema: `schemaFindings` says it in the reader's language. */
export const as = (code: SentenceCode): SentenceCode => code;

export const id = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, as('an-id'));

export const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, as('a-time'));

/** A text in its languages; zh-CN is the default language and always exists. */
const words = z.string().min(1).max(500);
export const text = z.strictObject({ 'zh-CN': words, en: words.optional() });
export type Text = z.infer<typeof text>;
