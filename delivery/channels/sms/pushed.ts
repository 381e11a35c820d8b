import { z } from 'zod';
import { printableIn } from '../../../domain/text/printable';

/** What was in a push: what could be read, and what is wrong with the rest. */
export interface Pushed<Item> {
  items: Item[];
  /** Of each that could not be read: where in it, and why; nothing of what stood there. */
  malformed: string[];
}

/** A word or number of a platform, of which some write one and some the other; null and absence are the same. */
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
 * Reads each item of a push for itself: one that is malformed loses none of the others.
 * @param body an array; a single item counts as one of one
 * @throws ZodError when the whole is of another shape: no list, or nothing in it that could be read
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

/** Nested deeper than any platform pushes, it is as good as nothing. */
function shallow(one: unknown): unknown {
  try {
    return printableIn(one);
  } catch {
    return null;
  }
}

const inWords = ({ issues }: z.ZodError): string =>
  issues.map(({ path, code }) => `${path.join('.') || 'item'}: ${code}`).join('; ');
