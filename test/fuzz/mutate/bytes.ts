import type { Random } from './random';

const EXTREMES = [0x00, 0x01, 0x7f, 0x80, 0xff, 0x0a, 0x0d, 0x22, 0x2c];
const LONGEST = 400_000;

/** @returns bytes of which some are others, gone, doubled, or those of another input */
export function mutatedBytes(bytes: Buffer, random: Random, others: readonly Buffer[]): Buffer {
  let mutated: Buffer = Buffer.from(bytes);
  for (let left = 1 + random.below(random.oneIn(4) ? 20 : 4); left > 0; left -= 1) {
    const at = random.below(mutated.length + 1);
    const some = 1 + random.below(random.oneIn(5) ? 200 : 4);
    const join = (...parts: Buffer[]): Buffer => Buffer.concat(parts).subarray(0, LONGEST);
    switch (random.below(8)) {
      case 0:
      case 1:
        if (at < mutated.length) mutated[at] = (mutated[at] ?? 0) ^ (1 << random.below(8));
        break;
      case 2:
        if (at < mutated.length) mutated[at] = random.pick(EXTREMES);
        break;
      case 3:
        if (at + 4 <= mutated.length) mutated.writeUInt32LE(random.pick([0, 1, 0xffff, 0x7fffffff, 0xffffffff]), at);
        break;
      case 4:
        mutated = join(mutated.subarray(0, at), mutated.subarray(at + some));
        break;
      case 5:
        mutated = join(mutated.subarray(0, at), mutated.subarray(at, at + some), mutated.subarray(at));
        break;
      case 6: {
        const other = random.pick(others);
        const from = random.below(other.length);
        mutated = join(mutated.subarray(0, at), other.subarray(from, from + some), mutated.subarray(at));
        break;
      }
      default:
        if (random.oneIn(6)) mutated = mutated.subarray(0, at);
    }
  }
  return mutated;
}
