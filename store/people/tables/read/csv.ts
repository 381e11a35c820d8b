import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { Refused, sentence } from '../../../../domain/text/refusal';
import type { Line, Piece } from '../table';
import type { Limits } from './limits';
import { Lines } from './line';
import type { Source } from './source';
import { textsOf } from './text';

/** A longer record is one whose quotation mark was never closed. */
const LONGEST_RECORD = 100_000;
const DELIMITERS = [',', '\t', ';'] as const;
/** How many rows are read to find the separator of cells. */
const LOOKED_AT = 20;
/** Lines that are handed on at once. */
const A_PIECE = 500;

/**
 * The one table of a CSV file.
 * @throws Refused when the bytes are no text, or a quotation mark is not closed
 */
export async function* readCsv(source: Source, limits: Limits): AsyncGenerator<Piece> {
  const { file } = source;
  const collected = new Lines(file, limits);
  yield { sheet: { file, name: null, hidden: false, merges: new Uint32Array() } };
  let lines: Line[] = [];
  let row = 0;
  for await (const cells of recordsOf(source)) {
    // Empty lines are kept until here so that the index of a record is its row in a spreadsheet.
    const line = collected.line(++row, cells.entries());
    if (line) lines.push(line);
    if (lines.length < A_PIECE) continue;
    yield { lines };
    lines = [];
  }
  if (lines.length > 0) yield { lines };
}

async function* recordsOf(source: Source): AsyncGenerator<string[]> {
  const texts = textsOf(source);
  const { beginning, rest } = await begun(texts);
  const parser = parse({
    delimiter: delimiterOf(beginning),
    record_delimiter: '\n',
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    max_record_size: LONGEST_RECORD,
  });
  // What goes wrong on either side ends the parser, which throws it below.
  pipeline(Readable.from(rest, { objectMode: false }), parser, () => {});
  try {
    for await (const record of parser) yield record as string[];
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    throw new Refused(sentence('csv-broken', { file: source.file, row: Number(cause.lines) || 1 }), [], { cause });
  }
}

/** @returns the first rows, and all texts with them. */
async function begun(texts: AsyncGenerator<string>): Promise<{ beginning: string; rest: AsyncIterable<string> }> {
  let beginning = '';
  for (let next = await texts.next(); !next.done; next = await texts.next()) {
    beginning += next.value;
    if (beginning.split('\n', LOOKED_AT + 1).length > LOOKED_AT) break;
  }
  async function* all(): AsyncGenerator<string> {
    if (beginning !== '') yield beginning;
    yield* texts;
  }
  return { beginning, rest: all() };
}

/** @returns the most frequent separator in the first rows: Excel writes tabs or semicolons by country. */
function delimiterOf(text: string): string {
  const beginning = text.split('\n', LOOKED_AT).join('\n');
  const often = (sign: string): number => beginning.split(sign).length;
  return DELIMITERS.toSorted((a, b) => often(b) - often(a))[0] ?? ',';
}
