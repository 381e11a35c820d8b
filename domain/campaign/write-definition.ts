import { Document, isMap, isScalar, type Pair, type Scalar } from 'yaml';
import type { Definition } from './definition/definition';
import { KEY_WORDS } from './definition/path-words';

const ORDER = new Map(Object.keys(KEY_WORDS).map((key, at) => [key, at]));

const keyOf = (pair: Pair): string => String(isScalar(pair.key) ? pair.key.value : pair.key);

/** Keys in the order in which one writes them; names of one's own (of forms, ladders) stay as they are. */
function byOrder(one: Pair, other: Pair): number {
  const [at, otherAt] = [ORDER.get(keyOf(one)), ORDER.get(keyOf(other))];
  return at === undefined || otherAt === undefined ? 0 : at - otherAt;
}

/**
 * Writes a definition for people: Postgres keeps its keys by their length, and no comments. Each part at the top has
 * its Chinese name above it.
 */
export function writeDefinition(definition: Definition): string {
  const written = new Document(definition, { sortMapEntries: byOrder });
  if (isMap(written.contents))
    for (const { key } of written.contents.items) {
      const word = KEY_WORDS[String((key as Scalar).value)];
      if (word) (key as Scalar).commentBefore = ` ${word}`;
    }
  return written.toString({ lineWidth: 0 });
}
