import { z } from 'zod';

/** A text of a definition, in the languages that it has. Apart from the other schemas: the app reads this one's type. */
export const text = z.object({ 'zh-CN': z.string(), en: z.string().optional() });
