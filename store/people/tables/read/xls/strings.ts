/** Flags of a text. */
const WIDE = 0x01;
const PHONETIC = 0x04;
const RICH = 0x08;

/** Reads the texts in the bytes of a record and those that continue it. */
export class StringReader {
  private part = 0;
  private at: number;

  /** @param from where the first text begins */
  constructor(
    private readonly parts: readonly Buffer[],
    from: number,
  ) {
    this.at = from;
  }

  /**
   * @param counted bytes of the number that says how long the text is
   * @returns the next text, without the fonts of its parts and phonetic readings
   * @throws RangeError when the bytes end before
   */
  next(counted: 1 | 2 = 2): string {
    const length = this.number(counted);
    const flags = this.number(1);
    const runs = flags & RICH ? this.number(2) : 0;
    const readings = flags & PHONETIC ? this.number(4) : 0;
    const text = this.characters(length, (flags & WIDE) !== 0);
    this.skip(runs * 4 + readings);
    return text;
  }

  /** A text that goes on in the next part says there anew how wide its characters are. */
  private characters(length: number, isWide: boolean): string {
    let text = '';
    let left = length;
    let size = isWide ? 2 : 1;
    while (left > 0) {
      const bytes = this.parts[this.part];
      if (!bytes) throw new RangeError('A text ends behind its record');
      const count = Math.min(left, Math.floor((bytes.length - this.at) / size));
      const end = this.at + count * size;
      text += bytes.toString(size === 2 ? 'utf16le' : 'latin1', this.at, end);
      left -= count;
      this.at = end;
      if (left === 0) break;
      this.goOn();
      size = this.number(1) & WIDE ? 2 : 1;
    }
    return text;
  }

  private number(size: 1 | 2 | 4): number {
    if (this.at >= (this.parts[this.part]?.length ?? 0)) this.goOn();
    const value = this.parts[this.part]?.readUIntLE(this.at, size) ?? 0;
    this.at += size;
    return value;
  }

  private skip(count: number): void {
    let left = count;
    for (;;) {
      const here = (this.parts[this.part]?.length ?? 0) - this.at;
      if (left <= here) break;
      left -= here;
      this.goOn();
    }
    this.at += left;
  }

  private goOn(): void {
    this.part += 1;
    this.at = 0;
    if (this.part >= this.parts.length) throw new RangeError('A text ends behind its record');
  }
}
