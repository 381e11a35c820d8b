import { kindRefusal } from '../../../../domain/people/kind-refusal';
import {
  isKindCode,
  LONGEST_NAME,
  LONGEST_WORD,
  MOST_WORDS,
  RANKS,
  type RegionKind,
  USUAL_RANK,
} from '../../../../domain/people/region-kinds';
import { type Sentence, sentence } from '../../../../domain/text/refusal';
import type { KindColumn } from '../columns';
import { textOf } from '../table';
import { bad, plainName, type Reading, readWord } from './check-cells';
import { type Checked, cellReader, type SheetRow } from './check-rows';
import type { Flaw } from './flaw';

type Placed = RegionKind & { row: number };

/**
 * Checks a table of kinds of region, row by row and then together with the register's.
 * @param known kinds of the register; a row with the same code replaces one, and keeps values without a column in the
 *   table
 */
export function checkKinds({
  rows,
  known,
}: {
  rows: readonly SheetRow<KindColumn>[];
  known: readonly RegionKind[];
}): Checked<RegionKind, KindColumn> {
  const flaws: Flaw<KindColumn>[] = [];
  const first = new Map<string, Placed>();
  for (const kind of rows.flatMap((row) => readKind(row, { flaws, known }) ?? [])) {
    const twin = first.get(kind.code);
    if (twin)
      flaws.push({ row: kind.row, column: 'kindCode', value: kind.code, ...sentence('code-twice', { row: twin.row }) });
    else first.set(kind.code, kind);
  }
  const all = new Map(known.map((kind) => [kind.code, kind]));
  for (const { row, ...kind } of first.values()) {
    const refusal = kindRefusal(kind, [...all.values()]);
    all.set(kind.code, kind);
    if (refusal) {
      const { part, said } = refusal;
      flaws.push({ row, column: COLUMN_OF[part], value: part === 'code' ? kind.code : kind.name[part], ...said });
    }
  }
  return { rows: [...first.values()].map(({ row: _, ...kind }) => kind), flaws };
}

const COLUMN_OF = { code: 'kindCode', 'zh-CN': 'kindName', en: 'englishName' } as const;

function readKind(
  row: SheetRow<KindColumn>,
  { flaws, known }: { flaws: Flaw<KindColumn>[]; known: readonly RegionKind[] },
): Placed | null {
  const cell = cellReader(row, flaws);
  const code = cell('kindCode', readKindCode);
  const old = known.find((kind) => kind.code === code);
  const has = (column: KindColumn): boolean => textOf(row.cells[column]) !== '';
  const name = cell('kindName', named(LONGEST_NAME['zh-CN']));
  const english = has('englishName') ? cell('englishName', named(LONGEST_NAME.en)) : old?.name.en;
  const words = row.cells.alsoCalled === undefined ? old?.words : cell('alsoCalled', readWords);
  const rank = has('rank') ? cell('rank', readRank) : old?.rank;
  const asked = has('asked') ? cell('asked', readAsked) : old?.asked;
  if (code === undefined) return null;
  return {
    row: row.row,
    code,
    name: { 'zh-CN': name ?? code, en: english ?? code },
    words: words ?? [],
    rank: rank ?? USUAL_RANK,
    asked: asked ?? true,
  };
}

const good = <T>(value: T): Reading<T> => ({ ok: true, value });

function readKindCode(cell: string): Reading<string> {
  const code = cell.normalize('NFKC');
  if (code === '') return bad(sentence('cell-empty'));
  return isKindCode(code) ? good(code) : bad(sentence('kind-code-form'));
}

const named =
  (most: number) =>
  (cell: string): Reading<string> => {
    const name = plainName(cell.normalize('NFKC'));
    if (name === '') return bad(sentence('cell-empty'));
    return name.length <= most ? good(name) : bad(sentence('cell-too-long', { most }));
  };

const WRONG_WORDS: Sentence = sentence('kind-words-form', { most: MOST_WORDS, length: LONGEST_WORD });

function readWords(cell: string): Reading<string[]> {
  const words = cell
    .normalize('NFKC')
    .split(/[,;、]+/)
    .map((word) => word.trim())
    .filter((word) => word !== '');
  const sound = words.length <= MOST_WORDS && words.every((word) => word.length <= LONGEST_WORD);
  return sound ? good([...new Set(words)]) : bad(WRONG_WORDS);
}

function readRank(cell: string): Reading<number> {
  const rank = Number(cell.normalize('NFKC'));
  const sound = Number.isInteger(rank) && rank >= RANKS.from && rank <= RANKS.to;
  return sound ? good(rank) : bad(sentence('kind-rank-form', RANKS));
}

const YES = ['是', 'yes', 'true', '1'];
const NO = ['否', 'no', 'false', '0'];
const readAsked = readWord<boolean>({
  known: (word) => (YES.includes(word.toLowerCase()) ? true : NO.includes(word.toLowerCase()) ? false : null),
  why: sentence('yes-or-no'),
});
