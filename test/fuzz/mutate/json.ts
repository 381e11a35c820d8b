import type { Nasty } from './nasty';
import type { Random } from './random';
import { mutatedText } from './text';

type Holder = { of: Record<string, unknown> | unknown[]; key: string | number };

const isGroup = (value: unknown): value is Record<string, unknown> | unknown[] =>
  typeof value === 'object' && value !== null;

/** A document with more places has grown enough: each growth would multiply the one before. */
const MOST_PLACES = 3_000;

/** Every place of a document. */
function placesIn(value: unknown, found: Holder[] = []): Holder[] {
  if (!isGroup(value)) return found;
  for (const key of Array.isArray(value) ? value.keys() : Object.keys(value)) {
    found.push({ of: value, key });
    placesIn(Reflect.get(value, key), found);
  }
  return found;
}

/** @returns a copy of a document in which some values, keys and elements are others */
export function mutatedValue(document: unknown, random: Random, nasty: Nasty, others: readonly unknown[]): unknown {
  const whole = { it: structuredClone(document) };
  for (let left = 1 + random.below(4); left > 0; left -= 1) {
    const places = placesIn(whole);
    if (places.length === 0 || places.length > MOST_PLACES) break;
    const { of, key } = random.pick(places);
    const value = Reflect.get(of, key);
    switch (random.below(9)) {
      case 0:
        Array.isArray(of) ? of.splice(Number(key), 1) : Reflect.deleteProperty(of, key);
        break;
      case 1: {
        const other = random.pick(placesIn({ it: random.pick(others) ?? null }));
        Reflect.set(of, key, structuredClone(Reflect.get(other.of, other.key)));
        break;
      }
      case 2:
        if (!Array.isArray(of)) Reflect.set(of, random.pick(nasty.texts), value);
        else of.splice(Number(key), 0, ...Array(random.oneIn(30) && placesIn(value).length < 20 ? 500 : 2).fill(value));
        break;
      case 3:
        Reflect.set(of, key, random.oneIn(2) ? [value] : { [String(key)]: value });
        break;
      case 4:
        if (typeof value === 'string') Reflect.set(of, key, mutatedText(value, random, nasty, [value || ' ']));
        else Reflect.set(of, key, JSON.stringify(value) ?? '');
        break;
      case 5:
        Reflect.set(
          of,
          key,
          random.oneIn(10) ? deep(random.below(300), value) : structuredClone(random.pick(nasty.values)),
        );
        break;
      case 6:
        if (random.oneIn(10)) Reflect.set(of, key, random.pick(nasty.longTexts));
        else if (typeof value === 'number') Reflect.set(of, key, value * random.pick([-1, 0, 1e3, 1e9, 1e300, 0.001]));
        break;
      default:
        Reflect.set(of, key, random.pick(nasty.texts));
    }
  }
  return whole.it;
}

const deep = (depth: number, value: unknown): unknown => (depth === 0 ? value : [deep(depth - 1, value)]);

/** @returns a JSON text: nine of ten times one that still parses */
export function mutatedJson(text: string, random: Random, nasty: Nasty, others: readonly string[]): string {
  if (random.oneIn(10)) return mutatedText(text, random, nasty, others);
  const documents = others.map((other): unknown => JSON.parse(other));
  return JSON.stringify(mutatedValue(JSON.parse(text), random, nasty, documents)) ?? 'null';
}
