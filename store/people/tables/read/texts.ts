import { Refused, sentence } from '../../../../domain/text/refusal';
import { MEGABYTE } from './limits';

/**
 * Texts that cells refer to by their number. They lie in one block of bytes: half a million households have two million
 * of them, which as strings would take more memory than all else.
 */
export class Texts {
  private bytes = Buffer.alloc(64 * 1024);
  private ends = new Uint32Array(1024);
  private count = 0;

  /** @param most bytes of all texts together */
  constructor(
    private readonly file: string,
    private readonly most: number,
  ) {}

  /** @throws Refused when the texts are more than a file may hold */
  add(text: string): void {
    const start = this.endOf(this.count - 1);
    const end = start + Buffer.byteLength(text);
    if (end > this.most || this.count >= this.most)
      throw new Refused(sentence('table-too-wordy', { file: this.file, most: this.most / MEGABYTE }));
    if (end > this.bytes.length) this.bytes = Buffer.concat([this.bytes], Math.max(end, this.bytes.length * 1.5) | 0);
    if (this.count >= this.ends.length) {
      const more = new Uint32Array((this.ends.length * 1.5) | 0);
      more.set(this.ends);
      this.ends = more;
    }
    this.bytes.write(text, start);
    this.ends[this.count++] = end;
  }

  /** @returns the text of a number, '' of one that there is not */
  at(index: number): string {
    return index >= 0 && index < this.count
      ? this.bytes.toString('utf8', this.endOf(index - 1), this.endOf(index))
      : '';
  }

  private endOf(index: number): number {
    return index < 0 ? 0 : (this.ends[index] ?? 0);
  }
}
