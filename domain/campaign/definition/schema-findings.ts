import { z } from 'zod';
import { CATALOGUE, type SentenceCode } from '../../text/catalogue';
import { didYouMean } from '../../text/nearest';
import { inBoth, type Sentence, sentence, type Value } from '../../text/refusal';
import type { Finding, Told } from './definition-problems';
import { writtenAt, type YamlSource } from './yaml-source';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** The data of a file, their place in the text, and their schema. */
interface Written {
  source: YamlSource & { data: unknown };
  schema: z.ZodType;
}

/** @returns the faults of a file by the schema, in words for its author; none when it fits */
export function schemaFindings(schema: z.ZodType, source: Written['source']): Finding[] {
  const result = schema.safeParse(source.data);
  return result.success ? [] : result.error.issues.flatMap((issue) => findings({ source, schema }, issue, []));
}

/** Searching the intended name of each unknown key takes long. */
const MOST_KEYS = 101;

function findings(written: Written, issue: Issue, above: Path): Finding[] {
  const path = [...above, ...issue.path];
  // One more than is shown, so that the message can say that there are more.
  if (issue.code === 'unrecognized_keys')
    return issue.keys.slice(0, MOST_KEYS).map((key) => unknownKey(written, path, key));
  if (issue.code === 'invalid_key') {
    const allowed = issue.issues[0] ? allowedBy(issue.issues[0]) : sentence('another-form');
    return [{ path, allowed, said: sentence('not-a-name', { name: String(path.at(-1)) }), atKey: true }];
  }
  if (issue.code === 'invalid_union') return unionFindings(written, issue.errors, path);
  const allowed = allowedBy(issue);
  const value = valueAt(written.source.data, path);
  if (value === undefined)
    return [
      { path, found: sentence('nothing'), allowed, said: sentence('missing-key', { key: String(path.at(-1) ?? '') }) },
    ];
  return [{ path, allowed, said: saidOf(issue, value, writtenAt(written.source, path)) }];
}

function unknownKey({ schema }: Written, path: Path, key: string): Finding {
  const known = keysAt(schema, path);
  const said = sentence('no-such-key', { key, hint: didYouMean(key, known) });
  return { path: [...path, key], found: sentence('the-key', { key }), allowed: known.join(', '), said, atKey: true };
}

/** If a value may have several forms, takes the form of the same kind as the intended one. */
function unionFindings(written: Written, forms: Issue[][], path: Path): Finding[] {
  const meant = forms.find(
    (issues) => !issues.some((issue) => issue.code === 'invalid_type' && issue.path.length === 0),
  );
  if (meant) return meant.flatMap((issue) => findings(written, issue, path));
  const [first = sentence('another-form'), ...others] = forms.flatMap((issues) => issues.map(allowedBy));
  const allowed = others.reduce<Told>(
    (one, other) => sentence('one-or-other', { one: asValue(one), other: asValue(other) }),
    first,
  );
  return [{ path, allowed, said: sentence('no-known-form') }];
}

const asValue = (told: Told): Value => (typeof told === 'string' ? told : inBoth(told));

function saidOf(issue: Issue, value: unknown, written: string | null): Sentence {
  if (issue.code === 'invalid_value') {
    const hint = didYouMean(String(value), issue.values.map(String));
    return sentence('not-known-here', { value: shortened(value), hint });
  }
  if (issue.code === 'invalid_type' && issue.expected === 'string' && /^(number|boolean)$/.test(typeof value))
    return sentence('needs-quotes', { written: written ?? String(value) });
  if (issue.code === 'invalid_type') return sentence('wrong-type');
  if (issue.code === 'too_small') return sentence('value-too-small');
  if (issue.code === 'too_big') return sentence('value-too-big');
  return sentence('not-understood');
}

const shortened = (value: unknown): string => String(value).slice(0, 60);

function allowedBy(issue: Issue): Told {
  switch (issue.code) {
    case 'invalid_type':
      return sentence(TYPES[issue.expected] ?? 'another-form');
    case 'invalid_value':
      return issue.values.map(String).join(', ');
    case 'too_small':
      return sentence(issue.inclusive ? 'at-least' : 'more-than', { amount: amount(issue.minimum, issue.origin) });
    case 'too_big':
      return sentence(issue.inclusive ? 'at-most' : 'less-than', { amount: amount(issue.maximum, issue.origin) });
    default:
      // The schema names its sentence (`as`) where it requires a special form of text.
      return isCode(issue.message) ? { code: issue.message, values: {} } : sentence('another-form');
  }
}

const isCode = (message: string): message is SentenceCode => Object.hasOwn(CATALOGUE, message);

const TYPES: Partial<Record<string, 'a-text' | 'a-number' | 'a-whole-number' | 'a-truth' | 'a-list' | 'a-group'>> = {
  string: 'a-text',
  number: 'a-number',
  int: 'a-whole-number',
  boolean: 'a-truth',
  array: 'a-list',
  object: 'a-group',
  record: 'a-group',
};

function amount(number: number | bigint, origin: string): Value {
  const plain = String(number);
  if (origin === 'string') return inBoth(sentence('characters', { number: plain }));
  return origin === 'array' ? inBoth(sentence('entries', { number: plain })) : plain;
}

/** @returns the value at a path in plain data. */
export function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => (isGroup(value) ? value[step] : undefined), data);
}

const isGroup = (value: unknown): value is Record<PropertyKey, unknown> => typeof value === 'object' && value !== null;

interface SchemaNode {
  properties?: Record<string, SchemaNode>;
  additionalProperties?: SchemaNode | boolean;
  items?: SchemaNode;
  anyOf?: SchemaNode[];
}

/** Schemas in the form in which their keys can be looked up; making it takes a while. */
const NODES = new WeakMap<z.ZodType, SchemaNode>();

function nodeOf(schema: z.ZodType): SchemaNode {
  const node = NODES.get(schema) ?? (z.toJSONSchema(schema, { io: 'input' }) as SchemaNode);
  NODES.set(schema, node);
  return node;
}

/** @returns the keys that the schema knows at a path. */
function keysAt(schema: z.ZodType, path: Path): string[] {
  const top = nodeOf(schema);
  const node = path.reduce<SchemaNode | undefined>((above, step) => (above ? below(above, step) : undefined), top);
  return Object.keys(node ? (grouped(node).properties ?? {}) : {});
}

const grouped = (node: SchemaNode): SchemaNode => node.anyOf?.find((form) => form.properties) ?? node;

function below(node: SchemaNode, step: PropertyKey): SchemaNode | undefined {
  const group = grouped(node);
  if (typeof step === 'number') return group.items;
  const rest = typeof group.additionalProperties === 'object' ? group.additionalProperties : undefined;
  return group.properties?.[String(step)] ?? rest;
}
