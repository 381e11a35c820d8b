/** A request to a route that its schema would take. */
export interface Wish {
  method: 'GET' | 'POST' | 'PUT';
  path: string;
  params?: unknown;
  query?: unknown;
  body?: unknown;
}

interface Schema {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  items?: Schema | Schema[];
  prefixItems?: Schema[];
  additionalProperties?: Schema | boolean;
  format?: string;
  pattern?: string;
  minimum?: number;
  minItems?: number;
  default?: unknown;
}

interface Operation {
  parameters?: { name: string; in: string; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

const METHODS = { get: 'GET', post: 'POST', put: 'PUT' } as const;

/** @returns a request for every route of the OpenAPI document, except those that stream for ever */
export function requestsOf({ paths }: { paths: Record<string, Record<string, Operation>> }): Wish[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody }]): Wish => {
      const of = (where: string) =>
        Object.fromEntries(
          parameters.filter((one) => one.in === where).map(({ name, schema }) => [name, exampleOf(schema)]),
        );
      const [content] = Object.values(requestBody?.content ?? {});
      return {
        ...{ method: METHODS[method as keyof typeof METHODS], path, params: of('path'), query: of('query') },
        ...(content && { body: exampleOf(content.schema) }),
      };
    }),
  );
}

const FORMATS: Readonly<Record<string, string>> = {
  date: '2026-12-01',
  'date-time': '2026-12-01T09:00:00Z',
  uuid: '0f0e0d0c-0b0a-4908-8706-050403020100',
  email: 'a@village.example',
  uri: 'https://nuandong.example/',
};
const TEXTS = ['1', '2026-12-01', '990101', 'a-b', 'abcdefgh', '09:30', '13800000001', '甲村'];

/** A value that the schema takes, as far as that is plain to see. */
function exampleOf(schema: Schema, depth = 0): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.default !== undefined) return schema.default;
  if (schema.enum) return schema.enum[0];
  const [either] = schema.anyOf ?? schema.oneOf ?? schema.allOf ?? [];
  if (either) return exampleOf(either, depth);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case 'object':
      return objectOf(schema, depth);
    case 'array':
      return schema.prefixItems?.map((one) => exampleOf(one, depth + 1)) ?? itemsOf(schema, depth);
    case 'integer':
    case 'number':
      return Math.max(1, schema.minimum ?? 1);
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return textOf(schema);
  }
}

function objectOf({ properties, additionalProperties }: Schema, depth: number): unknown {
  if (depth > 6) return {};
  const own = Object.entries(properties ?? {}).map(([name, one]) => [name, exampleOf(one, depth + 1)]);
  const more = typeof additionalProperties === 'object' ? [['a', exampleOf(additionalProperties, depth + 1)]] : [];
  return Object.fromEntries([...own, ...more]);
}

const itemsOf = ({ items, minItems = 1 }: Schema, depth: number): unknown[] =>
  Array.from({ length: Math.max(1, Math.min(3, minItems)) }, () => exampleOf([items ?? {}].flat()[0] ?? {}, depth + 1));

function textOf({ format, pattern }: Schema): string {
  const known = format === undefined ? undefined : FORMATS[format];
  if (known !== undefined) return known;
  if (pattern === undefined) return 'a word';
  return TEXTS.find((text) => new RegExp(pattern, 'u').test(text)) ?? 'a';
}
