import { Refused, sentence } from '../../../../domain/text/refusal';
import type { Merge } from '../table';

/** Numbers of each merge. */
const EACH = 4;

/** Collects the merged cells of a sheet as numbers, because a long roster has a million of them. */
export class Merges {
  private numbers = new Uint32Array(64 * EACH);
  private count = 0;

  constructor(
    private readonly file: string,
    private readonly most: number,
  ) {}

  /** @throws Refused when a sheet has more of them than may be: without all, rows would lose their values */
  add({ top, bottom, left, right }: Merge): void {
    if (this.count >= this.most) throw new Refused(sentence('table-too-merged', { file: this.file, most: this.most }));
    if ((this.count + 1) * EACH > this.numbers.length) {
      const more = new Uint32Array(this.numbers.length * 2);
      more.set(this.numbers);
      this.numbers = more;
    }
    this.numbers.set([top, bottom, left, right], this.count++ * EACH);
  }

  /** @returns top, bottom, left and right of each, in the order of their tops. */
  packed(): Uint32Array {
    const order = Uint32Array.from({ length: this.count }, (_, index) => index);
    order.sort((a, b) => (this.numbers[a * EACH] ?? 0) - (this.numbers[b * EACH] ?? 0) || a - b);
    const packed = new Uint32Array(this.count * EACH);
    for (const [at, index] of order.entries())
      packed.set(this.numbers.subarray(index * EACH, (index + 1) * EACH), at * EACH);
    return packed;
  }
}

/** @returns the merges one by one, in the order of their tops. */
export function* mergesIn(packed: Uint32Array): Generator<Merge> {
  for (let at = 0; at < packed.length; at += EACH) {
    const [top = 0, bottom = 0, left = 0, right = 0] = packed.subarray(at, at + EACH);
    yield { top, bottom, left, right };
  }
}
