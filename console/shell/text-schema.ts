import { z } from 'zod';
import { printable } from '../../domain/text/printable';

/** A text of a definition, in its languages. It has a file of its own because the app uses its type. */
export const text = z.object({ 'zh-CN': z.string(), en: z.string().optional() });

/** A reason, a note, part of a name: people write no more than this in one line. */
const LONGEST = 500;

/**
 * Free text from people or programs. It drops characters that no column takes or no page shows, before anything else
 * reads the text. Every route uses this for its free texts.
 * @param most characters
 */
export const freeText = (most = LONGEST) => z.string().max(most).overwrite(printable);

/** Free text that must not be empty. */
export const someText = (most = LONGEST) => freeText(most).min(1);
