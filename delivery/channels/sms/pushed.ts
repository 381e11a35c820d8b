import { z } from 'zod';
import { printableIn } from '../../../domain/text/printable';

/** The readable items of a push, and the faults of the others. */
export interface Pushed<Item> {
  items: Item[];
  /** For each unreadable item: where the fault is, and why; never the value itself. */
  malformed: string[];
}

/** A value that some platforms write as a word and some as a number; null and absent mean the same. */
export const word = (most: number) =>
  z
    .union([z.string(), z.number(), z.boolean()])
    .nullish()
    .transform((given) => String(given ?? '').slice(0, most));

/** Yes or no, also as a word: `true`, `"true"`, `"1"`. */
export const yesOrNo = z
  .union([z.boolean(), z.string(), z.number()])
  .transform((given) => ['true', '1', 'yes', 'success'].includes(String(given).toLowerCase()));

/**
 * Reads each item of a push separately: a malformed item does not lose the others.
 * @param body an array; a single item counts as an array of one
 * @throws ZodError when the whole has another shape: no list, or no readable item in it
 */
export function readEach<Schema extends z.ZodType, Item>(
  schema: Schema,
  body: unknown,
  toItem: (read: z.output<Schema>) => Item,
): Pushed<Item> {
  const given = z.array(z.unknown()).parse(typeof body === 'object' && !Array.isArray(body) ? [body] : body);
  const read = given.map((one) => schema.safeParse(shallow(one)));
  const items = read.flatMap(({ data }) => (data === undefined ? [] : [toItem(data)]));
  const errors = read.flatMap(({ error }) => error ?? []);
  const [first] = errors;
  if (first && items.length === 0) throw first;
  return { items, malformed: errors.map(inWords) };
}

/** Deeper nesting than any platform uses is treated like no value. */
function shallow(one: unknown): unknown {
  try {
    return printableIn(one);
  } catch {
    return null;
  }
}

const inWords = ({ issues }: z.ZodError): string =>
  issues.map(({ path, code }) => `${path.join('.') || 'item'}: ${code}`).join('; ');
