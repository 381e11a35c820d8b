import { z } from 'zod';
import { PRINT_NAMES } from '../../../domain/print/prints';
import { text } from '../../shell/text-schema';

export const printName = z.enum(PRINT_NAMES);

const mark = z.object({
  name: z.string().describe('As it stands in braces: 户主姓名'),
  means: text,
  kind: z
    .enum(['text', 'picture', 'block', 'each', 'when'])
    .describe('`each` and `when`: a part from {#NAME} to {/NAME}'),
  inside: z.string().nullable().describe('The part that it stands in'),
  needed: z.boolean(),
});

export const printsSchema = z
  .object({
    prints: z.array(
      z.object({
        print: printName,
        name: text,
        of: z.enum(['rows', 'posting', 'dispatch', 'campaign']),
        marks: z.array(mark),
        template: z.object({
          digest: z.string(),
          kept: z
            .object({ at: z.iso.datetime(), region: z.string().nullable().describe('Null: for everybody') })
            .nullable()
            .describe('Null: the shipped one'),
        }),
      }),
    ),
  })
  .describe('The printed forms, what their templates may say, and whose template counts');

const marks = z.array(z.string());

export const keptTemplateSchema = z
  .object({
    digest: z.string(),
    has: marks,
    lacks: marks.describe('Marks that the form offers, and the template does not use'),
  })
  .describe('The template that counts now');
