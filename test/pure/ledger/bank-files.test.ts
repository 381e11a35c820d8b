import fc from 'fast-check';
import iconv from 'iconv-lite';
import type { Instant } from '../../../domain/instant';
import { amountText, fenIn } from '../../../domain/ledger/bank/amounts';
import { bankFormat, fileLayout, type Layout, resultLayout } from '../../../domain/ledger/bank/bank-format';
import type { BatchTold, PaidRow } from '../../../domain/ledger/bank/cells';
import { readBankFormat } from '../../../domain/ledger/bank/read-format';
import { rowTold } from '../../../domain/ledger/bank/result-row';
import { batchStanding, isSilent } from '../../../domain/ledger/bank/silence';
import type { Refused } from '../../../domain/text/refusal';
import { readResult } from '../../../store/ledger/bank/read-result';
import { type LineWriter, type LineWritten, lineWriter } from '../../../store/ledger/bank/write-line';
import { answerOf, CSV, FIXED } from '../../support/campaigns/bank-definition';

const BATCH: BatchTold = { batch: 7, day: '2026-12-02', rows: 2, fen: 120_005 };
const row = (changes: Partial<PaidRow> = {}): PaidRow => ({
  ...{ line: 1, fen: 60_005, name: '王某', idNumber: '', account: '990000001', figures: {}, ...changes },
});
const bytesOf = (writer: LineWriter, line: LineWritten): Buffer =>
  writer.bytes('text' in line ? line.text : JSON.stringify(line.fault));
const faultOf = (line: LineWritten): string => ('fault' in line ? line.fault.code : 'none');
const pieces = async function* (...some: Buffer[]) {
  yield* some;
};
async function linesIn(bytes: AsyncIterable<Uint8Array>, layout: Layout) {
  const lines = [];
  for await (const piece of readResult(bytes, layout)) lines.push(...piece);
  return lines;
}

describe('amounts', () => {
  it.each([
    [60_005, 'yuan', '600.05'],
    [60_000, 'fen', '60000'],
    [5, 'yuan', '0.05'],
  ] as const)('%d fen in %s are %s', (fen, as, text) => {
    expect(amountText(fen, as)).toBe(text);
    expect(fenIn(` ${text}`, as)).toBe(fen);
    expect(fenIn(`000${text}`, as)).toBe(fen);
  });

  it.each(['', '-1', '1.234', '1,000', '1e3', '0x10', '１', 'NaN', '99999999999999.00'])('%p is none', (text) => {
    expect([fenIn(text, 'yuan'), fenIn(text, 'fen')]).toEqual([null, null]);
  });
});

describe('a line of our file', () => {
  it('has its widths in bytes of the encoding, so that a name shifts nothing', () => {
    const writer = lineWriter(fileLayout(FIXED));
    const lines = ['王某', '欧阳某某', 'A', '阿依古丽·买买提'].map((name) =>
      bytesOf(writer, writer.row(row({ name }), BATCH)),
    );
    expect(lines.map(({ length }) => length)).toEqual([104, 104, 104, 104]);
    const [line] = lines;
    expect(line?.subarray(40, 44)).toEqual(Buffer.from([0xcd, 0xf5, 0xc4, 0xb3]));
    expect(String(line?.subarray(70, 82))).toBe('000000060005');
    expect(String(bytesOf(writer, writer.beginning(BATCH)))).toBe('H00000000072026120200000002000000000120005\r\n');
  });

  it('begins with the mark of UTF-8 where the bank wants it, and has headings and totals', () => {
    const writer = lineWriter(fileLayout(CSV));
    expect(bytesOf(writer, writer.beginning(BATCH))).toEqual(Buffer.from('\ufeff序号,收款账号,收款户名,金额,用途\r\n'));
    expect(String(bytesOf(writer, writer.row(row({ name: '王,"某' }), BATCH)))).toBe(
      '1,990000001,"王,""某",600.05,冬春救助\r\n',
    );
    expect(String(bytesOf(writer, writer.end(BATCH)))).toBe('合计,2,,1200.05,\r\n');
  });

  it.each([
    ['a character that GBK lacks', FIXED, { name: '䶮某' }, 'bank-lacks'],
    ['one that GB 18030 has', { ...FIXED, encoding: 'gb18030' as const }, { name: '䶮某𬭎㛃' }, 'none'],
    ['a name that is too wide', FIXED, { name: '某'.repeat(16) }, 'bank-wide'],
    ['a name that just fits', FIXED, { name: '某'.repeat(15) }, 'none'],
    ['a line break', CSV, { name: '王\n某' }, 'bank-lines'],
    ['what a spreadsheet takes for a formula', CSV, { name: '=1+1' }, 'bank-formula'],
    ['an amount that is too wide', FIXED, { fen: 1e12 }, 'bank-wide'],
  ])('tells of %s', (_, format, changes, code) => {
    expect(faultOf(lineWriter(fileLayout(format)).row(row(changes), BATCH))).toBe(code);
  });
});

describe('the answer of a bank', () => {
  const answers = [
    { line: 1, account: '990000001', name: '王某', fen: 60_005, failure: null },
    { line: 2, account: '990000002', name: '欧阳某', fen: 5, failure: 'closed' as const },
  ];

  it.each([
    ['fixed', FIXED],
    ['csv', CSV],
  ])('in the format %s is read as it was meant, however it is cut into pieces', async (_, format) => {
    const layout = resultLayout(format);
    const bytes = answerOf(answers, format);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 8 }), async (cuts) => {
        const at = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
        const cut = at.slice(1).map((end, nr) => bytes.subarray(at[nr], end));
        const lines = await linesIn(pieces(...cut), layout);
        const rows = lines.flatMap((one) =>
          'of' in one && one.of === 'row' ? [rowTold(one.cells, layout, format.result)] : [],
        );
        expect(rows).toEqual(answers);
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    ['fixed', FIXED],
    ['csv', CSV],
  ])('in the format %s gives a line or its fault, whatever its bytes are', async (_, format) => {
    const layout = resultLayout(format);
    const whole = answerOf(answers, format);
    const damaged = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.string({ unit: 'binary', maxLength: 200 }).map((text) => iconv.encode(text, 'gb18030')),
      fc
        .tuple(fc.nat(whole.length - 1), fc.uint8Array({ maxLength: 4 }), fc.nat(4))
        .map(([at, some, gone]) =>
          Buffer.concat([whole.subarray(0, at), Buffer.from(some), whole.subarray(at + gone)]),
        ),
    );
    await fc.assert(
      fc.asyncProperty(damaged, async (some) => {
        for (const one of await linesIn(pieces(Buffer.from(some)), layout)) {
          expect(one.at).toBeGreaterThan(0);
          if ('fault' in one) expect(one.fault.code).toMatch(/^bank-line-/);
          else if (one.of === 'row') {
            const told = rowTold(one.cells, layout, format.result);
            if ('fault' in told) expect(told.fault.code).toMatch(/^bank-line-/);
            else expect(Number.isSafeInteger(told.fen)).toBe(true);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('names the line of each fault, and refuses a file without lines', async () => {
    const [first = '', second = ''] = answerOf(answers, CSV).toString().split('\r\n').slice(1);
    const spoilt = [
      '序号',
      first,
      `${second},x`,
      '1,"2',
      '',
      first.replace('王', '\u0000').replace('某', '某'),
      'total',
    ].join('\n');
    const lines = await linesIn(pieces(Buffer.from(spoilt)), { ...resultLayout(CSV), foot: undefined });
    expect(lines.map((one) => [one.at, 'fault' in one ? one.fault.code : one.of])).toEqual([
      [2, 'row'],
      [3, 'bank-line-columns'],
      [4, 'bank-line-quote'],
      [6, 'row'],
      [7, 'bank-line-columns'],
    ]);
    const gbk = await linesIn(pieces(Buffer.concat([Buffer.alloc(112, 0xff), Buffer.from('\n')])), {
      ...resultLayout(FIXED),
      row: FIXED.result.row,
      foot: undefined,
    });
    expect(gbk.map((one) => ('fault' in one ? one.fault.code : one.of))).toEqual(['bank-line-bytes']);
    const endless = linesIn(pieces(Buffer.alloc(70_000, 0x31)), resultLayout(FIXED));
    await expect(endless).rejects.toMatchObject({ sentence: { code: 'bank-line-long' } });
  });
});

describe('a format', () => {
  const said = (described: unknown): string => {
    try {
      readBankFormat(described);
      return 'taken';
    } catch (error) {
      return (error as Refused).sayAll('en');
    }
  };
  const { result } = CSV;

  it('is what the samples say', () => {
    expect([bankFormat.safeParse(FIXED).success, bankFormat.safeParse(CSV).success]).toEqual([true, true]);
  });

  it.each([
    [
      'no account',
      { ...CSV, row: CSV.row.filter(({ holds }) => holds !== 'account') },
      /row: .*columns for account and amount/,
    ],
    [
      'a width beside a separator',
      { ...CSV, row: CSV.row.map((one) => ({ ...one, width: 9 })) },
      /a width \(in bytes\)/,
    ],
    ['no width', { ...FIXED, row: CSV.row }, /a width \(in bytes\)/],
    ['the same thing twice', { ...CSV, row: [...CSV.row, { holds: 'name' }] }, /each thing once/],
    ['an answer without its field', { ...CSV, row: [...CSV.row, { holds: 'answer' }] }, /field exactly where/],
    [
      'a fill of two signs',
      { ...FIXED, row: FIXED.row.map((one) => ({ ...one, fill: '00' })) },
      /one character of ASCII/,
    ],
    [
      'an answer that names no row',
      { ...CSV, result: { ...result, row: result.row.filter(({ holds }) => holds !== 'line' && holds !== 'account') } },
      /a column for line/,
    ],
    ['nothing at all', null, /wrong/],
  ])('is refused with %s', (_, described, why) => {
    expect(said(described)).toMatch(why);
  });
});

describe('a bank that has been asked', () => {
  const at = '2026-12-04T08:00:00.000Z' as Instant;
  it.each([
    ['has its three days', 2, '2026-12-07T08:00:00.000Z', false],
    ['is silent after them', 2, '2026-12-07T08:00:00.001Z', true],
    ['has said all', 0, '2027-01-01T00:00:00.000Z', false],
  ])('%s', (_, open, now, silent) => {
    expect(isSilent({ open, at }, now as Instant)).toBe(silent);
  });

  it.each([
    ['open', { open: 2 }, at],
    ['silent', { open: 2, failed: 1 }, '2026-12-08T08:00:00.000Z'],
    ['failed', { open: 1, failed: 1 }, at],
    ['answered', { failed: 1, correctedBy: 7 }, at],
    ['withdrawn', { withdrawnAt: at }, at],
  ])('is shown as %s, by what is to be done first', (standing, told, now) => {
    const batch = { open: 0, failed: 0, correctedBy: null, withdrawnAt: null, at, ...told };
    expect(batchStanding(batch, now as Instant)).toBe(standing);
  });
});
