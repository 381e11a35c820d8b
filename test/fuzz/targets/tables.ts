import CFB from 'cfb';
import { printable } from '../../../domain/text/printable';
import { Refused } from '../../../domain/text/refusal';
import { REGISTER_LIMITS } from '../../../store/people/tables/read/limits';
import { piecesOf } from '../../../store/people/tables/read/tables-of';
import { oldWorkbook } from '../../support/old-workbook';
import { mutatedBytes } from '../mutate/bytes';
import { mutatedText, mutatedXml } from '../mutate/text';
import { unzipped, zipped } from '../mutate/zip';
import { filesAt, Lost, mutating, type Outcome, type Target, type Targets } from '../target';

/** Reads a file as the thread for tables does; its limits of memory and time are those of the run. */
async function fed(file: string, bytes: Buffer): Promise<{ outcome: Outcome; lines: number }> {
  let lines = 0;
  try {
    for await (const piece of piecesOf({ file, bytes }, REGISTER_LIMITS))
      if ('lines' in piece) lines += piece.lines.length;
    return { outcome: 'accepted', lines };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { outcome: 'refused', lines };
  }
}

/** A new workbook: a ZIP of XML documents, one of which is changed, or the ZIP itself. */
function xlsx(): Target {
  const corpus = filesAt(
    'config/samples/lists/bad.xlsx',
    'config/samples/lists/merged.xlsx',
    'config/samples/lists/sheets.xlsx',
  );
  const books = corpus.map(unzipped);
  return {
    corpus,
    mutate(random, nasty) {
      if (random.oneIn(4)) return mutatedBytes(random.pick(corpus), random, corpus);
      const files = new Map(random.pick(books));
      const others = [...files.values()].map(String);
      for (let left = 1 + random.below(2); left > 0; left -= 1) {
        const name = random.pick([...files.keys()].filter((one) => !/theme|docProps/.test(one)));
        const changed = mutatedXml(String(files.get(name)), random, nasty, others);
        if (random.oneIn(20)) files.delete(name);
        else files.set(random.oneIn(40) ? random.pick(nasty.texts) : name, Buffer.from(changed));
      }
      return zipped(
        files,
        random.oneIn(30) ? (size) => random.pick([0, size * 2, 0xffffffff, size - 1]) >>> 0 : undefined,
      );
    },
    feed: async (input) => (await fed('fuzzed.xlsx', input)).outcome,
  };
}

const madeUp = oldWorkbook([
  {
    name: '花名册',
    rows: [
      ['姓名', '人口', 'ID'],
      ['张三', 3, 1.1010519491231e17],
      [],
      ['Müller', { formula: '公式的结果' }, { error: true }],
    ],
    merges: [[1, 3, 2, 2]],
  },
  { name: 'Sheet2', rows: [['x']], hidden: true },
]);

/**
 * An old workbook: records in a file system of its own. The stream lies whole in these files, so it is changed there.
 */
function xls(): Target {
  const corpus = [...filesAt('config/samples/lists/old.xls'), madeUp];
  const streams = corpus.map((file) => {
    const content = Buffer.from(CFB.find(CFB.read(file, { type: 'buffer' }), 'Workbook')?.content ?? []);
    return { file, from: file.indexOf(content.subarray(0, 64)), length: content.length };
  });
  return {
    corpus,
    mutate(random) {
      const { file, from, length } = random.pick(streams);
      if (random.oneIn(4)) return mutatedBytes(file, random, corpus);
      const changed = mutatedBytes(file.subarray(from, from + length), random, corpus);
      const same = Buffer.concat([changed, Buffer.alloc(length)]).subarray(0, length);
      return Buffer.concat([file.subarray(0, from), same, file.subarray(from + length)]);
    },
    feed: async (input) => (await fed('fuzzed.xls', input)).outcome,
  };
}

/** Values between commas, in UTF-8 and in GBK. */
function csv(): Target {
  const corpus = [...filesAt('test/fuzz/corpus/csv'), ...filesAt('config/samples/lists/plain.csv')];
  const own = mutating.bytes(corpus);
  const texts = corpus.filter((bytes) => !String(bytes).includes('\ufffd')).map(String);
  return {
    corpus,
    mutate: (random, nasty) =>
      random.oneIn(2) ? own(random, nasty) : Buffer.from(mutatedText(random.pick(texts), random, nasty, texts)),
    async feed(input) {
      const { outcome, lines } = await fed('fuzzed.csv', input);
      if (outcome === 'accepted' && lines < linesOf(input)) throw new Lost(`${lines} of ${linesOf(input)} lines`);
      return outcome;
    },
  };
}

/** Lines with anything in them, where that is plain to see: without quotation marks, in UTF-8. */
function linesOf(input: Buffer): number {
  const text = String(input);
  if (/["\ufffd]/.test(text) || input[0] === 0xff) return 0;
  return text.split(/\r\n?|\n/).filter((line) => printable(line.replace(/[,\t;=']/g, '')) !== '').length;
}

/** Tables of offices: registers and rosters. */
export const targets: Targets = { xlsx, xls, csv };
