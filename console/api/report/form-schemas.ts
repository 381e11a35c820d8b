import { z } from 'zod';
import { FIELD_TYPES } from '../../../domain/report/field-kinds';
import { text } from '../../shell/text-schema';

/** What a round asks for. */
export const formSchema = z.object({
  name: text,
  nothingToReport: z.boolean(),
  fields: z.array(
    z.object({
      id: z.string(),
      label: text,
      hint: text.optional(),
      type: z.enum(FIELD_TYPES),
      unit: text.optional(),
      required: z.boolean(),
      min: z.number().optional(),
      max: z.number().optional(),
      maxLength: z.int().optional(),
      choices: z.array(z.object({ value: z.string(), label: text })).optional(),
    }),
  ),
});
