import { resultLayout } from '../../../domain/ledger/bank/bank-format';
import { addRow, NO_SUMS, rowTold, totalsFaults } from '../../../domain/ledger/bank/result-row';
import { readShapes } from '../../../domain/people/shapes';
import { Refused } from '../../../domain/text/refusal';
import { readResult } from '../../../store/ledger/bank/read-result';
import { CSV, FIXED } from '../../support/campaigns/bank-definition';
import { filesAt, jsonIn, Lost, mutating, type Target, type Targets } from '../target';

/** What a bank answers to a batch: every line is told, or has its fault. */
function bank(name: string, format: typeof CSV): Target {
  const corpus = filesAt(`test/fuzz/corpus/${name}`);
  const layout = resultLayout(format);
  return {
    corpus,
    mutate: mutating.bytes(corpus),
    async feed(input) {
      let [told, faults] = [0, 0];
      const sums = { ...NO_SUMS };
      try {
        for await (const lines of readResult(piecesOf(input), layout))
          for (const line of lines) {
            const row = 'fault' in line || line.of === 'totals' ? line : rowTold(line.cells, layout, format.result);
            if ('fault' in row) faults += 1;
            else {
              told += 1;
              if ('of' in row) totalsFaults(row.cells, layout, { sums, batch: 7 });
              else addRow(sums, row);
            }
          }
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        return 'refused';
      }
      if (told + faults !== linesOf(input, layout.headings)) throw new Lost(`${told} + ${faults} of the lines`);
      return told > 0 ? 'accepted' : 'refused';
    },
  };
}

async function* piecesOf(input: Buffer): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < input.length; from += 1000) yield input.subarray(from, from + 1000);
}

/** Lines with anything in them, counted in another way. */
function linesOf(input: Buffer, headings: boolean): number {
  const whole = input.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '');
  const lines = whole.split('\n').map((line) => line.replace(/\r$/, ''));
  if (lines.at(-1) === '\x1a') lines.pop();
  const filled = lines.filter((line) => line !== '');
  return Math.max(0, filled.length - (headings ? 1 : 0));
}

/** The map of a region. */
function geojson(): Target {
  const corpus = filesAt('test/fuzz/corpus/geojson.json');
  return {
    corpus,
    mutate: mutating.json(corpus),
    feed(input) {
      const map = jsonIn(input);
      const read = map === undefined ? null : readShapes(map);
      if (!read) return 'refused';
      const given = (map as { features: unknown[] }).features.length;
      if (read.features.length + read.refused.length !== given)
        throw new Lost('fewer features and refusals than given');
      return read.features.length > 0 ? 'accepted' : 'refused';
    },
  };
}

/** Files that are handed in as they are: banks' answers, and maps. */
export const targets: Targets = {
  'bank-fixed': () => bank('bank-fixed', FIXED),
  'bank-csv': () => bank('bank-csv', CSV),
  geojson,
};
