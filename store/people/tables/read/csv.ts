import { CsvError, parse } from 'csv-parse/sync';
import { Refused, sentence } from '../../../../domain/text/refusal';
import type { RawTable } from '../table';
import { Lines } from './line';
import { decodeText } from './text';

/** A longer record is one whose quotation mark was never closed. */
const LONGEST_RECORD = 100_000;
const DELIMITERS = [',', '\t', ';'] as const;
/** How many rows are read to find the separator of cells. */
const LOOKED_AT = 20;

/** @throws Refused when the bytes are no text, or a quotation mark is not closed */
export function readCsv(file: string, bytes: Uint8Array): RawTable {
  const text = decodeText(file, bytes);
  const lines = new Lines(file);
  const records = recordsOf(file, text);
  return {
    file,
    hidden: false,
    // Empty lines are kept until here so that the index of a record is its row in a spreadsheet.
    lines: records.flatMap((cells, index) => lines.line(index + 1, cells.entries()) ?? []),
    merges: [],
  };
}

function recordsOf(file: string, text: string): string[][] {
  try {
    return parse(text, {
      delimiter: delimiterOf(text),
      record_delimiter: '\n',
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      max_record_size: LONGEST_RECORD,
    });
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    throw new Refused(sentence('csv-broken', { file, row: Number(cause.lines) || 1 }), [], { cause });
  }
}

/** @returns the most frequent separator in the first rows: Excel writes tabs or semicolons by country. */
function delimiterOf(text: string): string {
  const beginning = text.split('\n', LOOKED_AT).join('\n');
  const often = (sign: string): number => beginning.split(sign).length;
  return DELIMITERS.toSorted((a, b) => often(b) - often(a))[0] ?? ',';
}
