import type { CaseKind } from '../../domain/case/case-kinds';
import type { Instant } from '../../domain/instant';
import { Refused, sentence } from '../../domain/text/refusal';
import type { Fragment, Queries } from '../db/db';
import { carryOutOnRow } from '../list/case-effects';
import type { Hand } from '../list/deeds';

/** What a case is about. */
export interface CaseSubject {
  /** Code of the region. */
  region: string;
  /** Code of the region that answers first; by the rule of its kind when null. */
  assignee: string | null;
  /** Numbers of the row of a list, of the posting, of the dispatch note, and of the case that it follows. */
  entry: number | null;
  posting: number | null;
  dispatch?: number | null;
  follows: number | null;
}

interface Opening {
  campaign: string;
  /** Name of the kind, and the kind. */
  named: string;
  kind: CaseKind;
  subjects: readonly CaseSubject[];
  /** Who opens them: rows that wait for them are held by that hand. */
  hand: Hand;
  now: Instant;
  /** Of returned rows: their list, and until when they are handed in again. */
  returned?: { list: string; due: Instant };
  /** When the first round opens; by the kind when left out. */
  asksAt?: Instant;
}

/** Most regions that one round asks. */
const MOST_OF_LOT = 500;

/**
 * Opens a case for each subject. Those that may be asked about together form one lot: of one kind of region, and one
 * case of each region. The caller starts their workflows after its transaction ({@link lotsToStart}).
 * @param tx a transaction in which the campaign is locked against its end
 * @returns the number of the case of each subject, in their order: of the open one, where one is open about the row or
 *   the note
 * @throws Refused for a region outside the campaign, or when no region is there to answer
 */
export async function addCases(tx: Queries, opening: Opening): Promise<number[]> {
  const { campaign, named, kind, subjects, now } = opening;
  const assigned = await assign(tx, opening);
  const open = await openOnes(tx, opening);
  const fresh = assigned.filter(({ nr }) => !open.has(nr));
  for (const lot of intoLots(fresh)) {
    const id = await addLot(tx, opening, lot);
    const rows = lot.map(({ nr, assignee }) => ({ ...subjects[nr - 1], nr, assignee }));
    const added = await tx<{ nr: number; id: number }[]>`
      with given as (
        select nr, nextval(pg_get_serial_sequence('cases', 'id')) as id, region, assignee, entry, posting, dispatch, follows
        from jsonb_to_recordset(${tx.json(rows)})
          as s(nr int, region text, assignee text, entry bigint, posting bigint, dispatch bigint, follows bigint) order by nr),
      added as (
        insert into cases (id, campaign_id, kind, lot_id, region_code, assignee_code, entry_id, posting_id, dispatch_id, follows_id, holds, opened_at)
        overriding system value
        select id, ${campaign}, ${named}, ${id}, region, assignee, entry, posting, dispatch, follows, ${kind.holds}, ${now} from given order by nr)
      select nr, id from given`;
    for (const one of added) open.set(one.nr, one.id);
    if (kind.holds) await holdRows(tx, opening, added);
  }
  return subjects.map((_, index) => open.get(index + 1) ?? 0);
}

/** The rows that fresh cases are about wait for them. */
async function holdRows(
  tx: Queries,
  { campaign, named, subjects, hand, now }: Opening,
  added: readonly { nr: number; id: number }[],
): Promise<void> {
  for (const { nr, id } of added) {
    const entry = subjects[nr - 1]?.entry ?? null;
    if (entry !== null) await carryOutOnRow(tx, { campaign, entry, effect: 'hold', case: id, kind: named, hand, now });
  }
}

interface Assigned {
  /** Place in the list of subjects, from 1. */
  nr: number;
  assignee: string;
  /** Kind of the region that answers. */
  of: string;
}

/** @returns who answers about each subject. */
async function assign(tx: Queries, { campaign, kind, subjects }: Opening): Promise<Assigned[]> {
  const rows = await tx<(Omit<Assigned, 'assignee' | 'of'> & { assignee: string | null; of: string | null })[]>`
    select s.nr, a.code as assignee, a.kind as of
    from jsonb_to_recordset(${tx.json(subjects.map((subject, index) => ({ ...subject, nr: index + 1 })))})
           as s(nr int, region text, assignee text)
    join campaigns c on c.id = ${campaign} join regions top on top.code = c.scope
    join regions g on g.code = s.region and starts_with(g.path, top.path)
    left join lateral (select code, kind from regions where starts_with(path, top.path)
                       and code = coalesce(s.assignee, ${answererOf(tx, kind)})) a on true
    order by s.nr`;
  if (rows.length < subjects.length) {
    const outside = subjects.find((_, index) => !rows.some(({ nr }) => nr === index + 1));
    throw new Refused(sentence('case-outside', { region: outside?.region ?? '' }));
  }
  return rows.map(({ nr, assignee, of }) => {
    if (assignee === null || of === null) throw new Refused(sentence('case-nobody-answers'));
    return { nr, assignee, of };
  });
}

/** @returns the code of the region that answers about region `g` of the scope `top`, as SQL. */
function answererOf(tx: Queries, { to, tagged }: CaseKind): Fragment {
  if (tagged)
    return tx`(
      select d.code from regions d left join regions up on up.code = d.parent_code and starts_with(g.path, up.path)
      where d.tags && ${[...tagged]}::text[] and starts_with(d.path, top.path)
      order by up.level desc nulls last, d.path limit 1)`;
  if (to === 'scope') return tx`top.code`;
  return to === 'unit' ? tx`g.code` : tx`case when g.code = top.code then g.code else g.parent_code end`;
}

/** @returns the open case about the row or the note of each subject that has one, by its place. */
async function openOnes(tx: Queries, { named, subjects }: Opening): Promise<Map<number, number>> {
  const entries = subjects.flatMap(({ entry }) => entry ?? []);
  const notes = subjects.flatMap(({ dispatch }) => dispatch ?? []);
  if (entries.length + notes.length === 0) return new Map();
  const open = await tx<{ id: number; entry: number | null; dispatch: number | null }[]>`
    select id, entry_id as entry, dispatch_id as dispatch from cases
    where kind = ${named} and state <> 'closed'
      and (entry_id = any(${entries}::bigint[]) or dispatch_id = any(${notes}::bigint[])) for update`;
  const known = new Map(open.map(({ id, ...about }) => [thingOf(about), id]));
  return new Map(
    subjects.flatMap(({ entry, dispatch = null }, index) => {
      const id = known.get(thingOf({ entry, dispatch }));
      return id === undefined ? [] : [[index + 1, id] as const];
    }),
  );
}

const thingOf = ({ entry, dispatch }: { entry: number | null; dispatch: number | null }): string =>
  entry === null ? `note ${dispatch}` : `row ${entry}`;

/** A round asks regions of one kind, each about one case, and no more regions than an area has. */
function intoLots(assigned: readonly Assigned[]): Assigned[][] {
  const turns = new Map<string, number>();
  const lots = new Map<string, Assigned[]>();
  const full: Assigned[][] = [];
  for (const one of assigned) {
    const turn = (turns.get(one.assignee) ?? 0) + 1;
    turns.set(one.assignee, turn);
    const name = `${one.of} ${turn}`;
    const lot = [...(lots.get(name) ?? []), one];
    if (lot.length === MOST_OF_LOT) full.push(lot);
    lots.set(name, lot.length === MOST_OF_LOT ? [] : lot);
  }
  return [...full, ...lots.values()].filter((lot) => lot.length > 0);
}

/** @returns the number of the new lot; its area is the region of its one answerer, or the whole campaign. */
async function addLot(
  tx: Queries,
  { campaign, named, subjects, now, returned, asksAt }: Opening,
  lot: readonly Assigned[],
): Promise<number> {
  const [only] = lot;
  const follows = subjects[(only?.nr ?? 0) - 1]?.follows ?? null;
  const area = lot.length === 1 && only ? tx`${only.assignee}::text` : tx`c.scope`;
  const [row] = await tx<{ id: number }[]>`
    with numbered as (select nextval(pg_get_serial_sequence('case_lots', 'id')) as id)
    insert into case_lots (id, campaign_id, kind, area, key, passed_from, workflow_id, opened_at, list, due_at, asks_at)
    overriding system value
    select n.id, c.id, ${named}, ${area}, concat('case.', ${named}::text, '-', n.id),
           (select lot_id from cases where id = ${follows}),
           concat('campaign/', c.id, '/cases/', ${named}::text, '-', n.id), ${now}, ${returned?.list ?? null},
           ${returned?.due ?? null}, ${asksAt ?? null}
    from numbered n join campaigns c on c.id = ${campaign} returning id`;
  if (!row) throw new Error(`There is no campaign ${campaign}.`);
  return row.id;
}
