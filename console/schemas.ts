import type { FastifySchema, FastifySchemaCompiler } from 'fastify';
import type { FastifySerializerCompiler } from 'fastify/types/schema';
import { z } from 'zod';
import { Problem } from './problems';

interface Content {
  content: Record<string, { schema: unknown }>;
}

const isContent = (schema: unknown): schema is Content =>
  typeof schema === 'object' && schema !== null && 'content' in schema;
const isZod = (schema: unknown): schema is z.ZodType => schema instanceof z.ZodType;

/** Checks requests against their Zod schemas; what is wrong is told by field. */
export const validatorCompiler: FastifySchemaCompiler<unknown> =
  ({ schema, httpPart }) =>
  (data) => {
    if (!isZod(schema)) return { value: data };
    const result = schema.safeParse(data);
    if (result.success) return { value: result.data };
    const problems = result.error.issues.map(({ path, message }) => ({
      field: path.join('.') || null,
      code: 'invalid',
      message,
    }));
    const where = httpPart === 'body' ? 'body' : httpPart === 'params' ? 'address' : (httpPart ?? 'request');
    const told = problems.map(({ field, message }) => `${field ?? where}: ${message}`).join('; ');
    return { error: new Problem(400, 'invalid-request', `The ${where} of the request is wrong: ${told}`, problems) };
  };

/** Answers are held to their schemas too: what the schema does not name does not leave the house. */
export const serializerCompiler: FastifySerializerCompiler<unknown> =
  ({ schema }) =>
  (data) =>
    JSON.stringify(isZod(schema) ? schema.parse(data) : data);

/** Also the schemas within an answer that has a choice of content types. */
const toJson = (schema: unknown, io: 'input' | 'output'): unknown => {
  if (!isZod(schema)) return isContent(schema) ? contentToJson(schema) : schema;
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return json;
};

const contentToJson = (answer: Content): Content => {
  const kinds = Object.entries(answer.content).map(
    ([type, { schema }]) => [type, { schema: toJson(schema, 'output') }] as const,
  );
  return { ...answer, content: Object.fromEntries(kinds) };
};

/** Turns the Zod schemas of a route into JSON Schema for the OpenAPI document. */
export function openApiSchema<Schema extends FastifySchema>(schema: Schema | undefined): Schema {
  const { body, params, querystring, headers, response, ...rest } = (schema ?? {}) as FastifySchema;
  const answers = Object.entries((response ?? {}) as Record<string, unknown>);
  return {
    ...rest,
    ...(body !== undefined && { body: toJson(body, 'input') }),
    ...(params !== undefined && { params: toJson(params, 'input') }),
    ...(headers !== undefined && { headers: toJson(headers, 'input') }),
    ...(querystring !== undefined && { querystring: toJson(querystring, 'input') }),
    ...(response !== undefined && {
      response: Object.fromEntries(answers.map(([code, of]) => [code, toJson(of, 'output')])),
    }),
  } as Schema;
}

/** What every refusal of the API looks like. */
export const problemSchema = z
  .object({
    code: z.string().describe('a word for programs'),
    message: z.string().describe('what is wrong and what to do, for people'),
    problems: z
      .array(z.object({ field: z.string().nullable(), code: z.string(), message: z.string() }))
      .optional()
      .describe('by field, when there is more to say'),
  })
  .describe('Refused');

/** Under the same key a report is taken once, and its first receipt is the answer ever after. */
export const submissionHeaders = z.looseObject({
  'idempotency-key': z.uuid().optional().describe('Made anew for each report; the same when it is sent again.'),
});

/** An answer that is a page. */
export const page = (description: string) => ({
  description,
  content: { 'text/html': { schema: { type: 'string' } } },
});
