import { z } from 'zod';

/** What the parts of a definition are written in. */

export const id = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'lower-case letters, digits and hyphens, starting with a letter');

export const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time of day such as "09:30"');

/** A text in the languages it exists in; zh-CN is the default language and always there. */
export const text = z.strictObject({ 'zh-CN': z.string().min(1), en: z.string().min(1).optional() });
export type Text = z.infer<typeof text>;
