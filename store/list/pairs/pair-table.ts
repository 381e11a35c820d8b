import type { Day } from '../../../domain/campaign/calendar/days';
import { readIdNumber } from '../../../domain/people/id-number';
import { normalName } from '../../../domain/people/normal-name';
import { type Problem, Refused, type Sentence, sentence } from '../../../domain/text/refusal';
import { atomically, type Queries } from '../../db/db';
import { json } from '../../db/json';
import { below, within } from '../../db/scope';
import { openKeyring } from '../../people/sealed/keyring';
import type { PeopleKey } from '../../people/sealed/people-key';
import { type PlaceFinder, placeFinder } from '../../people/tables/check/find-place';
import { REGISTER_LIMITS } from '../../people/tables/read/limits';
import { readPieces } from '../../people/tables/read/read-table';
import type { RegionRow } from '../../people/tables/rows';
import { textOf } from '../../people/tables/table';
import type { ListAddress } from '../quotas';
import { KNOWN, type RosterColumn } from '../tables/shape/columns';
import { type RosterRow, rosterOf } from '../tables/shape/roster';
import { asksOf, type PairList, pairList } from './pair-list';
import { type Helper, MOST_PAIRS, type PairWanted } from './pair-rows';

/** A file with pairs: who is helped, and by which post of which unit. */
export interface PairFile {
  file: string;
  bytes: Uint8Array;
}

/** What a table says. */
export interface ReadPairs {
  pairs: PairWanted[];
  /** What was left out of it: sum rows, columns without a meaning. */
  notes: Sentence[];
}

const ENTRY: RosterColumn = {
  ...{ key: 'entry', 'zh-CN': '名单编号', en: 'row' },
  ...{ also: ['名单号', '行号', '对象编号', 'entry'], of: 'household' },
};
const UNIT: RosterColumn = {
  ...{ key: 'helperUnit', 'zh-CN': '帮扶单位', en: 'helping unit' },
  ...{
    also: ['结对单位', '帮扶部门', '结对部门', '责任单位', '帮扶干部单位', '帮扶单位编码'],
    of: 'household',
    fillsDown: true,
  },
};
const POST: RosterColumn = {
  ...{ key: 'post', 'zh-CN': '帮扶岗位', en: 'post' },
  ...{ also: ['结对岗位', '帮扶干部岗位', '帮扶职责', '结对干部岗位', '职责', 'duty'], of: 'household' },
};
const WHO = KNOWN.filter(({ of, key }) => (of === 'place' && key !== 'group') || key === 'name' || key === 'id');
const COLUMNS: readonly RosterColumn[] = [ENTRY, UNIT, POST, ...WHO];

/**
 * Reads a table of pairs. A row is meant by its number, by the ID number, or by unit and name; a line without a post
 * says nothing.
 * @param of with the region of who reads it; null for everything
 * @throws Refused with every wrong line; never with what stands in it
 */
export const readPairs = (
  sql: Queries,
  people: PeopleKey,
  { file, ...of }: ListAddress & { top: string | null; file: PairFile },
): Promise<ReadPairs> =>
  atomically(sql, async (tx) => {
    const list = await pairList(tx, of);
    const places = await placesOf(tx, list);
    const keyring = await openKeyring(tx, people);
    const [lines, notes, problems]: [PairLine[], Sentence[], Problem[]] = [[], [], []];
    const pieces = readPieces(file, REGISTER_LIMITS);
    const plan = { columns: COLUMNS, mapped: new Map(), needs: ['post'], households: false };
    for await (const items of rosterOf(pieces, plan))
      for (const item of items) {
        if ('note' in item) notes.push(item.note);
        else if ('flaw' in item) problems.push({ field: `${item.flaw.file}:${item.flaw.row}`, ...item.flaw });
        else if ('row' in item) {
          const at = `${item.row.file}:${item.row.row}`;
          const read = lineOf(item.row, { places, today: list.today });
          if (read && 'said' in read) problems.push({ field: at, ...read.said });
          else if (read) lines.push({ ...read, at });
        }
        if (lines.length > MOST_PAIRS) throw new Refused(sentence('too-many-rows', { most: MOST_PAIRS }));
      }
    const digests = lines.map(({ line: { idNumber, name, ...line } }, nth) => ({
      ...line,
      nth,
      id: idNumber && keyring.digest('id', idNumber).toString('hex'),
      name: name && keyring.digest('name', normalName(name)).toString('hex'),
    }));
    const rows = await rowsMeant(tx, of, digests);
    const pairs = lines.flatMap(({ at, helper }, nth): PairWanted[] => {
      const row = rows.get(nth);
      if (row !== undefined) return [{ row, helper }];
      problems.push({ field: at, ...sentence('pair-row-unclear') });
      return [];
    });
    if (problems.length > 0) throw new Refused(sentence('pairs-refused', { count: problems.length }), problems);
    return { pairs, notes };
  });

/** Who is meant in a line. */
interface Meant {
  entry: number | null;
  unit: string | null;
  idNumber: string | null;
  name: string | null;
}

interface PairLine {
  at: string;
  line: Meant;
  helper: Helper;
}

interface Places {
  /** Units that may propose rows, and units whose posts help. */
  units: PlaceFinder;
  helping: PlaceFinder;
}

function lineOf(
  row: RosterRow,
  { places, today }: { places: Places; today: Day },
): Omit<PairLine, 'at'> | { said: Sentence } | null {
  const word = (key: string): string =>
    textOf(row.cells.get(key)?.cell ?? row.people[0].cells.get(key)?.cell)
      .normalize('NFKC')
      .trim();
  const post = word('post').replace(/\s/g, '');
  if (post === '') return null;
  const helping = places.helping({ name: word('helperUnit').replace(/\s/g, ''), above: '' });
  if (!helping.ok) return { said: helping.why };
  const entry = /^\d{1,15}$/.test(word('entry')) ? Number(word('entry')) : null;
  const id = word('id') === '' ? null : readIdNumber(word('id'), today);
  if (entry === null && id && 'problem' in id) return { said: sentence(id.problem) };
  const idNumber = id && 'number' in id ? id.number : null;
  const unit = entry === null && idNumber === null ? unitOf(word, places) : null;
  return { line: { entry, idNumber, unit, name: word('name') || null }, helper: { unit: helping.value, post } };
}

function unitOf(word: (key: string) => string, { units }: Places): string | null {
  const [code, village, township, county] = ['code', 'village', 'township', 'county'].map((key) =>
    word(key).replace(/\s/g, ''),
  );
  if (code) return code;
  const found = units({ name: village || township || '', above: (village && township) || county || '' });
  return found.ok ? found.value : null;
}

/** @returns numbers of rows by line; a line that means none, or several, has none */
async function rowsMeant(
  tx: Queries,
  { campaign, list, top }: ListAddress & { top: string | null },
  lines: readonly { nth: number; entry: number | null; unit: string | null; id: string | null; name: string | null }[],
): Promise<Map<number, number>> {
  const found = await tx<{ nth: number; row: number }[]>`
    select l.nth, min(e.id) as row
    from jsonb_to_recordset(${json(tx, lines)}) as l(nth int, entry bigint, unit text, id text, name text)
    left join people p on p.id_digest = decode(l.id, 'hex') and p.kind = 'person' and p.merged_into is null
    join entries e on e.campaign_id = ${campaign} and e.list = ${list} and e.state not in ('out', 'twin')
      and case when l.entry is not null then e.id = l.entry when l.id is not null then e.subject_id = p.id
               else e.unit_code = l.unit end
    join regions g on g.code = e.unit_code and ${within(tx, top, 'g.path')}
    join people s on s.id = e.subject_id
    where l.entry is not null or l.id is not null or s.name_digest = decode(l.name, 'hex')
    group by l.nth having count(*) = 1`;
  return new Map(found.map(({ nth, row }) => [nth, row]));
}

async function placesOf(tx: Queries, list: PairList): Promise<Places> {
  const { scope } = list.row.definition;
  const known = await tx<(RegionRow & { asked: boolean })[]>`
    select u.code, u.parent_code as parent, u.kind, u.name, ${asksOf(tx, list)} as asked
    from regions a join regions u on ${below(tx, tx`u.path`, tx`a.path`)} where a.code = ${scope}`;
  const helping = known.filter(({ asked }) => asked);
  const byName = placeFinder(helping);
  const codes = new Set(helping.map(({ code }) => code));
  return {
    units: placeFinder(known),
    helping: (named) => (codes.has(named.name) ? { ok: true, value: named.name } : byName(named)),
  };
}
