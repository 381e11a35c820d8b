import { z } from 'zod';
import { printable } from '../../domain/text/printable';

/**
 * A text of a definition, in the languages that it has. Apart from the other schemas: the app reads this one's type.
 */
export const text = z.object({ 'zh-CN': z.string(), en: z.string().optional() });

/** A reason, a note, part of a name: nobody writes more in one line. */
const LONGEST = 500;

/**
 * What a person writes in their own words, and what programs send in place of it: whatever no column takes, and no page
 * shows, is left out before anything is done with it. Every route takes its free texts by this.
 * @param most characters
 */
export const freeText = (most = LONGEST) => z.string().max(most).overwrite(printable);

/** The same, which must say something. */
export const someText = (most = LONGEST) => freeText(most).min(1);
