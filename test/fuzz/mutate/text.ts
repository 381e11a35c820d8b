import type { Nasty } from './nasty';
import type { Random } from './random';

/** Longer inputs are cut: every border has its own limit, and each is met now and then. */
const LONGEST = 300_000;

/** A change of a list of tokens, in place. */
type Change = (tokens: string[], random: Random, nasty: Nasty, others: readonly string[]) => void;

const anyOf = (tokens: readonly string[], random: Random): number => random.below(Math.max(1, tokens.length));

const CHANGES: readonly Change[] = [
  (tokens, random) => void tokens.splice(anyOf(tokens, random), 1 + random.below(3)),
  (tokens, random) => {
    const at = anyOf(tokens, random);
    tokens.splice(at, 0, ...tokens.slice(at, at + 1 + random.below(8)));
  },
  (tokens, random) => {
    const [one, other] = [anyOf(tokens, random), anyOf(tokens, random)];
    [tokens[one], tokens[other]] = [tokens[other] ?? '', tokens[one] ?? ''];
  },
  (tokens, random, { texts }) => void tokens.splice(anyOf(tokens, random), 1, random.pick(texts)),
  (tokens, random, { texts }) => void tokens.splice(anyOf(tokens, random), 0, random.pick(texts)),
  (tokens, random) => {
    const at = anyOf(tokens, random);
    const token = tokens[at] ?? '';
    const cut = random.below(token.length + 1);
    tokens[at] =
      token.slice(0, cut) +
      String.fromCharCode(random.below(random.oneIn(2) ? 128 : 65536)) +
      token.slice(cut + random.below(2));
  },
  (tokens, random) => {
    const at = anyOf(tokens, random);
    const number = /^-?\d+/.exec(tokens[at] ?? '');
    if (number)
      tokens[at] = String(Number(number[0]) * random.pick([0, -1, 10, 1000, 1e6, 1e15]) + random.below(3) - 1);
  },
  (tokens, random, _, others) => {
    const other = random.pick(others);
    const from = random.below(other.length);
    tokens.splice(anyOf(tokens, random), random.below(4), other.slice(from, from + random.below(400)));
  },
  (tokens, random) => {
    if (random.oneIn(8)) tokens.length = anyOf(tokens, random);
  },
  (tokens, random, { longTexts }) => {
    if (random.oneIn(40)) tokens.splice(anyOf(tokens, random), random.below(2), random.pick(longTexts));
  },
  (tokens, random) => {
    if (!random.oneIn(40)) return;
    const from = anyOf(tokens, random);
    const piece = tokens.slice(from, from + 1 + random.below(12)).join('');
    tokens.splice(from, 0, piece.repeat(Math.min(2000, Math.floor(LONGEST / 4 / Math.max(1, piece.length)))));
  },
];

/** Words and signs: a change of one keeps the rest readable. */
const TOKEN = /[A-Za-z_][\w-]*|-?\d+|[ \t]+|\r?\n|[\s\S]/gu;

/** @returns a text with one or several changes of its words, signs and lines */
export function mutatedText(text: string, random: Random, nasty: Nasty, others: readonly string[]): string {
  const tokens = random.oneIn(4) ? text.split(/(?<=\n)/) : (text.match(TOKEN) ?? []);
  for (let left = 1 + random.below(random.oneIn(5) ? 12 : 3); left > 0; left -= 1)
    random.pick(CHANGES)(tokens, random, nasty, others);
  return tokens.join('').slice(0, LONGEST);
}

/** @returns a document of tags with one or several of them, or of what stands between them, changed */
export function mutatedXml(text: string, random: Random, nasty: Nasty, others: readonly string[]): string {
  if (random.oneIn(3)) return mutatedText(text, random, nasty, others);
  const parts = text.split(/(<[^>]*>)/).filter((part) => part !== '');
  const tags = others.flatMap((other) => other.match(/<[^/>]*>/g) ?? []);
  for (let left = 1 + random.below(3); left > 0; left -= 1) {
    const at = anyOf(parts, random);
    const part = parts[at] ?? '';
    const inside = part.startsWith('<') ? part : part.replaceAll('<', '');
    if (random.oneIn(3)) parts[at] = mutatedText(inside, random, nasty, [inside || ' ']);
    else if (random.below(6) < 2)
      parts[at] = part.startsWith('<') && tags.length > 0 ? random.pick(tags) : random.pick(nasty.texts);
    else if (random.oneIn(2)) parts.splice(at, 0, ...doubled(parts, at, random));
    else parts.splice(at, 1);
  }
  return parts.join('').slice(0, LONGEST);
}

/** An element with all that is in it, as far as it is near. */
function doubled(parts: readonly string[], at: number, random: Random): string[] {
  const name = /^<([\w:.-]+)/.exec(parts[at] ?? '')?.[1];
  const end = name ? parts.findIndex((part, index) => index >= at && part.startsWith(`</${name}`)) : at;
  const element = parts.slice(at, (end < 0 ? at : end) + 1);
  return random.oneIn(30) ? Array<string[]>(200).fill(element).flat() : element;
}
