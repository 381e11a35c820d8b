import { createHash } from 'node:crypto';
import { compare } from '../../domain/compare';
import type { Instant } from '../../domain/instant';
import { drawSample, type Estimate, estimate, type FrameRow } from '../../domain/list/sample';
import type { Step } from '../../domain/list/steps';
import type { Queries } from '../db/db';
import { within } from '../db/scope';
import { rowsOfManyProxies } from '../ledger/delivery/delivery-list';

/** What is drawn. */
export interface Drawing {
  campaign: string;
  list: string;
  /** Rows that have done this step could be drawn. */
  step: Step;
  seed: number;
  /** How many rows. */
  size: number;
}

/** A drawn sample. */
export interface Sample extends Drawing {
  id: number;
  /** Number of rows that could be drawn, and the SHA-256 of all of them. */
  frame: number;
  frameDigest: string;
  drawnAt: Instant;
  rows: SampledRow[];
  /** What the checked rows say of all; null before the first. */
  estimate: Estimate | null;
}

export interface SampledRow {
  entry: number;
  row: string;
  unit: string;
  /** Name of the unit. */
  place: string;
  /** 王** */
  shown: string;
  case: number | null;
  /** The outcome of its case; null while it is open. */
  found: string | null;
}

/** Outcomes of a spot check (domain/case/built-in-kinds.ts): the row was as recorded, or was not. */
const RIGHT = ['confirmed'];
const WRONG = ['partly', 'wrong'];

function estimateOf(frame: number, rows: readonly SampledRow[]): Estimate | null {
  const found = rows.flatMap((row) => row.found ?? []);
  const wrong = found.filter((one) => WRONG.includes(one)).length;
  return estimate({ checked: found.filter((one) => RIGHT.includes(one)).length + wrong, wrong, frame });
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * The rank of a row: SHA-256 of the seed, a vertical line and the row's id. Of one that counts twice, the lower of
 * that and of the same with `|2` behind it.
 */
const rankBy =
  (seed: number) =>
  ({ row, twice }: FrameRow): string => {
    const [one, other] = [sha256(`${seed}|${row}`), sha256(`${seed}|${row}|2`)];
    return twice && compare(other, one) < 0 ? other : one;
  };

/** @returns SHA-256 of the frame: a line `row township` for each, with ` 2` where it counts twice, by id */
const digestOf = (frame: readonly FrameRow[]): string => sha256(frame.map(lineOf).join(''));

const draw = (frame: readonly FrameRow[], { seed, size }: Pick<Drawing, 'seed' | 'size'>): FrameRow[] =>
  drawSample(frame, { size, rank: rankBy(seed) });

/** @returns the rows that can be drawn now: those that stand on the list and have done the step, by id. */
async function frameOf(tx: Queries, { campaign, list, step }: Drawing): Promise<FrameRow[]> {
  const frame = await tx<FrameRow[]>`
    with many as materialized (${rowsOfManyProxies(tx, campaign)})
    select e.row, coalesce(g.parent_code, g.code) as stratum, e.id in (select entry_id from many) as twice
    from entries e join lists l on l.campaign_id = e.campaign_id and l.id = e.list join regions g on g.code = e.unit_code
    where e.campaign_id = ${campaign} and e.list = ${list} and e.state in ('in', 'held')
      and e.done >= array_position(l.track, ${step}::text)`;
  return [...frame].sort((one, other) => compare(one.row, other.row));
}

/**
 * Draws a sample and keeps it with its frame.
 * @param tx a transaction
 * @returns its number, and the numbers of the drawn rows; null when no row can be drawn
 */
export async function keepSample(
  tx: Queries,
  drawing: Drawing,
): Promise<{ sample: number; entries: { entry: number; unit: string }[] } | null> {
  const { campaign, list, step, seed, size } = drawing;
  const frame = await frameOf(tx, drawing);
  if (frame.length === 0) return null;
  const [kept] = await tx<{ id: number }[]>`
    insert into samples (campaign_id, list, step, seed, size, frame, strata, twice, frame_digest, drawn_at)
    values (${campaign}, ${list}, ${step}, ${seed}, ${size}, ${frame.map(({ row }) => row)}, ${frame.map(({ stratum }) => stratum)},
            ${frame.flatMap(({ row, twice }) => (twice ? [row] : []))},
            ${digestOf(frame)}, campaign_now(${campaign})) returning id`;
  const sample = kept?.id ?? 0;
  const drawn = draw(frame, drawing).map(({ row }) => row);
  const entries = await tx<{ entry: number; unit: string }[]>`
    with drawn as (
      insert into sample_rows (sample_id, entry_id, number)
      select ${sample}, e.id, d.number from unnest(${drawn}::uuid[]) with ordinality d(row, number)
      join entries e on e.campaign_id = ${campaign} and e.list = ${list} and e.row = d.row
      returning entry_id, number)
    select e.id as entry, e.unit_code as unit from drawn join entries e on e.id = drawn.entry_id order by drawn.number`;
  return { sample, entries: [...entries] };
}

/** @returns the earlier sample with the same seed, size and step; null when there is none. */
export async function sampleBefore(
  sql: Queries,
  { campaign, list, step, seed, size }: Drawing,
): Promise<number | null> {
  const [before] = await sql<{ id: number }[]>`
    select id from samples
    where campaign_id = ${campaign} and list = ${list} and step = ${step} and seed = ${seed} and size = ${size} order by id limit 1`;
  return before?.id ?? null;
}

const sampleColumns = (sql: Queries) => sql`
  s.id, s.campaign_id as campaign, s.list, s.step, s.seed, s.size, cardinality(s.frame) as frame, s.frame_digest as "frameDigest",
  s.drawn_at as "drawnAt"`;

/** A sample is of the whole list: who is shown it sees the campaign's whole scope. */
const visible = (sql: Queries, top: string | null) => sql`
  exists (select from campaigns c join regions g on g.code = c.scope
          where c.id = s.campaign_id and ${within(sql, top, 'g.path')})`;

/** @returns the samples of a list, the latest first. */
export const samplesOf = (
  sql: Queries,
  { campaign, list, top }: Pick<Drawing, 'campaign' | 'list'> & { top: string | null },
): Promise<Omit<Sample, 'rows' | 'estimate'>[]> => sql<Omit<Sample, 'rows' | 'estimate'>[]>`
  select ${sampleColumns(sql)} from samples s
  where s.campaign_id = ${campaign} and s.list = ${list} and ${visible(sql, top)} order by s.id desc limit 100`;

/**
 * @param top the reader's region; null for everything
 * @returns a sample with what was found; null when there is none of this number within the region
 */
export async function readSample(
  sql: Queries,
  { id, top }: { id: number; top: string | null },
): Promise<Sample | null> {
  const [sample] = await sql<Omit<Sample, 'rows' | 'estimate'>[]>`
    select ${sampleColumns(sql)} from samples s where s.id = ${id} and ${visible(sql, top)}`;
  if (!sample) return null;
  const rows = await sql<SampledRow[]>`
    select e.id as entry, e.row, e.unit_code as unit, g.name as place, e.shown, s.case_id as case,
           case when c.state = 'closed' then c.outcome end as found
    from sample_rows s join entries e on e.id = s.entry_id join regions g on g.code = e.unit_code
    left join cases c on c.id = s.case_id where s.sample_id = ${id} order by s.number`;
  return { ...sample, rows: [...rows], estimate: estimateOf(sample.frame, rows) };
}

const lineOf = ({ row, stratum, twice }: FrameRow): string => `${row} ${stratum}${twice ? ' 2' : ''}\n`;

/** @returns the frame of a sample, a line for each row: what its digest is of, and what anybody needs to draw again. */
export async function frameLines(sql: Queries, id: number): Promise<string> {
  const [kept] = await sql<KeptFrame[]>`select frame, strata, twice from samples where id = ${id}`;
  return kept ? rowsOfFrame(kept).map(lineOf).join('') : '';
}

interface KeptFrame {
  frame: string[];
  strata: string[];
  twice: string[];
}

function rowsOfFrame({ frame, strata, twice }: KeptFrame): FrameRow[] {
  const twofold = new Set(twice);
  return frame.map((row, nr) => ({ row, stratum: strata[nr] ?? '', twice: twofold.has(row) }));
}

/**
 * @returns whether the kept frame has its digest, and gives the kept rows again: what anybody can compute outside,
 * too.
 */
export async function drawnAgain(sql: Queries, id: number): Promise<boolean> {
  const [kept] = await sql<(Drawing & KeptFrame & { frameDigest: string; rows: string[] })[]>`
    select seed, size, frame, strata, twice, frame_digest as "frameDigest",
           array(select e.row from sample_rows s join entries e on e.id = s.entry_id where s.sample_id = ${id} order by s.number) as rows
    from samples where id = ${id}`;
  if (!kept) return false;
  const frame = rowsOfFrame(kept);
  const drawn = draw(frame, kept).map(({ row }) => row);
  return digestOf(frame) === kept.frameDigest && drawn.join() === kept.rows.join();
}

/** Notes the cases in which the drawn rows are looked at. */
export async function noteSampleCases(
  tx: Queries,
  { sample, cases }: { sample: number; cases: readonly { entry: number; case: number }[] },
): Promise<void> {
  await tx`
    update sample_rows s set case_id = c.case
    from jsonb_to_recordset(${tx.json([...cases])}) as c(entry bigint, "case" bigint)
    where s.sample_id = ${sample} and s.entry_id = c.entry`;
}
