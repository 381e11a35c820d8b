import { z } from 'zod';
import { didYouMean } from '../nearest';
import { definitionSchema } from './definition';
import type { Finding } from './definition-problems';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/**
 * @param data what the file holds
 * @returns what the schema finds wrong with it, in words for whoever writes the file; none when it fits
 */
export function schemaFindings(data: unknown): Finding[] {
  const result = definitionSchema.safeParse(data);
  return result.success ? [] : result.error.issues.flatMap((issue) => findings(data, issue, []));
}

function findings(data: unknown, issue: Issue, above: Path): Finding[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(path, key));
  if (issue.code === 'invalid_key') {
    const allowed = issue.issues.map(({ message }) => message).join('; ');
    return [{ path, allowed, message: `"${String(path.at(-1))}" cannot be a name here`, atKey: true }];
  }
  if (issue.code === 'invalid_union') return unionFindings(data, issue.errors, path);
  const allowed = allowedBy(issue);
  const value = valueAt(data, path);
  if (value === undefined) return [{ path, found: 'nothing', allowed, message: `"${String(path.at(-1))}" is missing` }];
  return [{ path, allowed, message: messageFor(issue, value) }];
}

function unknownKey(path: Path, key: string): Finding {
  const known = keysAt(path);
  const message = `there is no key "${key}" here.${didYouMean(key, known)}`;
  return { path: [...path, key], found: `the key "${key}"`, allowed: known.join(', '), message, atKey: true };
}

/** Of several forms that a value may have, the one it was meant to be is the one whose kind it is. */
function unionFindings(data: unknown, forms: Issue[][], path: Path): Finding[] {
  const meant = forms.find(
    (issues) => !issues.some((issue) => issue.code === 'invalid_type' && issue.path.length === 0),
  );
  if (meant) return meant.flatMap((issue) => findings(data, issue, path));
  const allowed = forms.flatMap((issues) => issues.map(allowedBy)).join(', or ');
  return [{ path, allowed, message: 'this is not of any form that is understood here' }];
}

function messageFor(issue: Issue, value: unknown): string {
  if (issue.code === 'invalid_value')
    return `"${String(value)}" is not known here.${didYouMean(String(value), issue.values.map(String))}`;
  if (issue.code === 'invalid_type' && issue.expected === 'string' && typeof value === 'number') {
    return `a number stands where text is expected: put it in quotes, "${value}"`;
  }
  if (issue.code === 'invalid_type') return 'this is of the wrong type';
  if (issue.code === 'too_small' || issue.code === 'too_big')
    return `this is too ${issue.code === 'too_small' ? 'small' : 'big'}`;
  return 'this is written in a way that is not understood';
}

function allowedBy(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return TYPES[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return issue.values.map(String).join(', ');
    case 'too_small':
      return `${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}${measure(issue.origin)}`;
    case 'too_big':
      return `${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}${measure(issue.origin)}`;
    default:
      // What the schema itself says of the format.
      return issue.message;
  }
}

const TYPES: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of keys',
  record: 'a group of keys',
};

const MEASURES: Record<string, string> = { string: ' character(s)', array: ' entry or entries' };
const measure = (origin: string): string => MEASURES[origin] ?? '';

/** @returns what stands at a path in plain data. */
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

const SCHEMA = z.toJSONSchema(definitionSchema, { io: 'input' }) as SchemaNode;

/** @returns the keys that the schema knows at a path. */
function keysAt(path: Path): string[] {
  const node = path.reduce<SchemaNode | undefined>((above, step) => (above ? below(above, step) : undefined), SCHEMA);
  return Object.keys(node ? (grouped(node).properties ?? {}) : {});
}

const grouped = (node: SchemaNode): SchemaNode => node.anyOf?.find((form) => form.properties) ?? node;

function below(node: SchemaNode, step: PropertyKey): SchemaNode | undefined {
  const group = grouped(node);
  if (typeof step === 'number') return group.items;
  const rest = typeof group.additionalProperties === 'object' ? group.additionalProperties : undefined;
  return group.properties?.[String(step)] ?? rest;
}
