import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import type { Language } from '../../../../domain/campaign/definition/definition';
import { type Bilingual, tellIn } from '../../../../domain/text/refusal';
import { csvLine } from '../../../people/tables/export';
import type { RosterFlaw } from '../shape/roster';

/** So many are kept to be shown; a file takes all of them. */
const MOST_SHOWN = 1000;

const HEADINGS: Record<Language, string[]> = {
  'zh-CN': ['工作表', '行', '列', '问题'],
  en: ['sheet', 'row', 'column', 'problem'],
};

/**
 * Collects what keeps a file from being imported: the first thousand to be shown, and all in a file, one a line, where
 * a path is given. No flaw holds a value of a cell.
 */
export class Flaws {
  readonly shown: RosterFlaw[] = [];
  count = 0;
  private file: WriteStream | null = null;

  constructor(private readonly to: { path: string; language: Language } | null) {}

  async add(flaws: readonly RosterFlaw[]): Promise<void> {
    for (const flaw of flaws) {
      this.count += 1;
      if (this.shown.length < MOST_SHOWN) this.shown.push(flaw);
      if (!this.to) continue;
      this.file ??= this.begin(this.to);
      const { file, row, column } = flaw;
      if (!this.file.write(csvLine([file, String(row), column, tellIn(this.to.language, flaw)])))
        await once(this.file, 'drain');
    }
  }

  /** @returns the path of the file with all of them; null where there are none, or none was asked for */
  async end(): Promise<string | null> {
    if (!this.file || !this.to) return null;
    this.file.end();
    await once(this.file, 'finish');
    return this.to.path;
  }

  private begin({ path, language }: { path: string; language: Language }): WriteStream {
    const file = createWriteStream(path, { mode: 0o600 });
    file.write(`\ufeff${csvLine(HEADINGS[language])}`);
    return file;
  }
}

/** @returns the file and the row as a person finds them */
export const placeOf = ({ file, row }: Pick<RosterFlaw, 'file' | 'row'>): Bilingual => ({
  'zh-CN': `${file} 第 ${row} 行`,
  en: `${file}, row ${row}`,
});
