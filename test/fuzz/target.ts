import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../config/root';
import { mutatedBytes } from './mutate/bytes';
import { mutatedJson } from './mutate/json';
import type { Nasty } from './mutate/nasty';
import type { Random } from './mutate/random';
import { mutatedText, mutatedXml } from './mutate/text';

/** What a border did with an input: it took something of it, or told why it took nothing. */
export type Outcome = 'accepted' | 'refused';

/** An input of which a part was neither taken nor refused. */
export class Lost extends Error {
  override name = 'Lost';
}

/** A border that reads what comes from outside. */
export interface Target {
  /** Good inputs, from which the others are made. */
  corpus: readonly Buffer[];
  mutate(random: Random, nasty: Nasty): Buffer;
  /** Gives the border an input. @throws what is no refusal of the border's own; {@link Lost} */
  feed(input: Buffer): Outcome | Promise<Outcome>;
  /** Ends what was started for it. */
  close?(): Promise<void>;
}

/** Borders by their names; each is made when it is needed. */
export type Targets = Readonly<Record<string, () => Target | Promise<Target>>>;

/** @returns the files of folders and single files, by paths from the top of the checkout */
export function filesAt(...paths: string[]): Buffer[] {
  return paths.flatMap((path) =>
    /\.\w+$/.test(path)
      ? [readFileSync(join(ROOT, path))]
      : readdirSync(join(ROOT, path))
          .sort()
          .map((name) => readFileSync(join(ROOT, path, name))),
  );
}

type Changed = (text: string, random: Random, nasty: Nasty, others: readonly string[]) => string;

const byText =
  (changed: Changed) =>
  (corpus: readonly Buffer[]): Target['mutate'] => {
    const texts = corpus.map(String);
    return (random, nasty) => {
      if (random.oneIn(25)) return mutatedBytes(random.pick(corpus), random, corpus);
      return Buffer.from(changed(random.pick(texts), random, nasty, texts));
    };
  };

/** How the inputs of a corpus are changed, by what they are. */
export const mutating = {
  text: byText(mutatedText),
  xml: byText(mutatedXml),
  json: byText(mutatedJson),
  bytes:
    (corpus: readonly Buffer[]): Target['mutate'] =>
    (random) =>
      mutatedBytes(random.pick(corpus), random, corpus),
};

/** @returns the JSON in the bytes; undefined where it is none, which every border refuses before it looks */
export function jsonIn(input: Buffer): unknown {
  try {
    return JSON.parse(String(input));
  } catch {
    return undefined;
  }
}
