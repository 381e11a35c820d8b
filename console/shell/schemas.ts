import type { FastifySchema, FastifySchemaCompiler } from 'fastify';
import type { FastifySerializerCompiler } from 'fastify/types/schema';
import { z } from 'zod';
import type { Language } from '../../domain/campaign/definition/definition';
import { type Bilingual, sentence } from '../../domain/text/refusal';
import { Problem } from './problems';

const { zhCN, en: enLocale } = z.locales;

interface Content {
  content: Record<string, { schema: unknown }>;
}

const isContent = (schema: unknown): schema is Content =>
  typeof schema === 'object' && schema !== null && 'content' in schema;
const isZod = (schema: unknown): schema is z.ZodType => schema instanceof z.ZodType;

const { localeError: inChinese } = zhCN();

/** A pattern says nothing to a clerk; programs read it in English. */
const forClerks: z.core.$ZodErrorMap = (issue) =>
  issue.code === 'invalid_format' && issue.format === 'regex' ? '写法不对，请核对' : inChinese(issue);

const IN: Record<Language, z.core.$ZodErrorMap> = {
  'zh-CN': forClerks,
  en: enLocale().localeError,
};

/** Parts of a request, in words for people. */
const WHERE: Record<string, Bilingual> = {
  body: { 'zh-CN': '内容', en: 'body' },
  params: { 'zh-CN': '网址', en: 'address' },
  querystring: { 'zh-CN': '查询条件', en: 'query' },
  headers: { 'zh-CN': '请求头', en: 'headers' },
};

/** @returns the faults of data, one by one, in one language. */
const issuesIn = (schema: z.ZodType, data: unknown, language: Language): readonly z.core.$ZodIssue[] =>
  schema.safeParse(data, { error: IN[language] }).error?.issues ?? [];

/**
 * @returns a refusal that names every field; parses the data in each language, because the reader's is not known here.
 */
function invalidRequest(schema: z.ZodType, data: unknown, where: Bilingual): Problem {
  const zh = issuesIn(schema, data, 'zh-CN');
  const problems = issuesIn(schema, data, 'en').map(({ path, message }, index) => ({
    field: path.join('.') || null,
    said: { 'zh-CN': zh[index]?.message ?? message, en: message },
  }));
  const told = (language: Language, between: string, colon: string): string =>
    problems.map(({ field, said }) => `${field ?? where[language]}${colon}${said[language]}`).join(between);
  return new Problem(
    400,
    sentence('invalid-request', {
      where,
      told: { 'zh-CN': told('zh-CN', '；', '：'), en: told('en', '; ', ': ') },
    }),
    problems.map(({ field, said }) => ({ field, ...sentence('invalid-value', { told: said }) })),
  );
}

/** Checks requests against their Zod schemas; the answer names the fault of each field, in the reader's language. */
export const validatorCompiler: FastifySchemaCompiler<unknown> =
  ({ schema, httpPart = 'body' }) =>
  (data) => {
    if (!isZod(schema)) return { value: data };
    const result = schema.safeParse(data);
    if (result.success) return { value: result.data };
    return { error: invalidRequest(schema, data, WHERE[httpPart] ?? { 'zh-CN': '内容', en: httpPart }) };
  };

/** Checks answers against their schemas too: a value that the schema does not name never leaves the server. */
export const serializerCompiler: FastifySerializerCompiler<unknown> =
  ({ schema }) =>
  (data) =>
    JSON.stringify(isZod(schema) ? schema.parse(data) : data);

/** Also converts the schemas within an answer with several content types. */
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

/** The shape of every refusal of the API. */
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

/** @returns the refusals in a route's OpenAPI document: the same shape for each of these statuses. */
export const refusedWith = <Status extends number>(...statuses: Status[]): Record<Status, typeof problemSchema> =>
  Object.fromEntries(statuses.map((status) => [status, problemSchema])) as Record<Status, typeof problemSchema>;

/** The console takes one report for each key, and always answers with its first receipt. */
export const submissionHeaders = z.looseObject({
  'idempotency-key': z.uuid().optional().describe('Made anew for each report; the same when it is sent again.'),
});

/** An answer that is a page. */
export const page = (description: string) => ({
  description,
  content: { 'text/html': { schema: { type: 'string' } } },
});
