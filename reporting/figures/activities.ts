import type { Definition, Field } from '../../domain/campaign/definition/definition';
import type { StageKind } from '../../domain/campaign/stage-kinds';
import type { Instant } from '../../domain/instant';
import { leaksIn } from '../../domain/posting/guard';
import { type Chapter, chapterOf } from '../../domain/report/chapters';
import type { Bounds } from '../../domain/report/period';
import type { Fragment, Queries } from '../../store/db/db';
import { json } from '../../store/db/json';
import { before, during } from './period/counted';
import { ROWS_AT_ONCE } from './shown';

/** Stages whose texts are written for the reader of the report. What is written on a visit is about a person. */
const TOLD: readonly StageKind[] = ['publicity', 'summary'];

/** What a unit has written about its activities. */
export interface ActivityText {
  stage: string;
  key: string;
  parentName: string;
  code: string;
  name: string;
  receipt: string;
  field: string;
  chapter: Chapter;
  /** Null where it has a number of a person in it. */
  text: string | null;
}

/** A photo of an activity. */
export interface ActivityPhoto {
  name: string;
  parentName: string;
  at: Instant;
  /** JPEG. */
  bytes: Buffer;
}

interface Told {
  stage: string;
  form: string;
  field: string;
  chapter: Chapter;
}

/** The fields of a kind that the stages about activities ask for. */
function toldBy({ stages, forms }: Definition, type: Field['type']): Told[] {
  return stages
    .filter(({ kind }) => TOLD.includes(kind))
    .flatMap(({ id: stage, asks }) =>
      asks.flatMap(({ form }) =>
        (forms[form]?.fields ?? [])
          .filter((field) => field.type === type && field.personal === undefined)
          .map(({ id, label }) => ({ stage, form, field: id, chapter: chapterOf(label) })),
      ),
    );
}

interface Of {
  id: string;
  definition: Definition;
  /** Only what came in a period, as it stood at its end; the whole campaign as it stands now when left out. */
  bounds?: Bounds | null;
}

/** The version of an ask's report that counts. */
const standing = (sql: Queries, bounds: Bounds | null): Fragment =>
  bounds === null
    ? sql`reports t on t.id = a.report_id and t.returned_at is null`
    : sql`lateral (
        select t.* from reports t
        where t.ask_id = a.id and ${before(sql, bounds, 'return', 't')} and (t.returned_at >= ${bounds.until}) is not false
        order by t.version desc limit 1) t on ${during(sql, bounds, 'return', 'a')}`;

const reported = (sql: Queries, { id, bounds = null }: Of, told: readonly Told[]) => sql`
  from jsonb_to_recordset(${json(sql, told)}) as f(stage text, form text, field text, chapter text)
  join rounds r on r.campaign_id = ${id} and r.stage = f.stage and r.form = f.form and r.origin = 'plan' and r.list is null
  join asks a on a.round_id = r.id join ${standing(sql, bounds)}
  join regions g on g.code = a.unit_code join regions p on p.code = coalesce(g.parent_code, g.code)`;

/** @returns how many texts {@link eachActivityText} gives */
export async function countActivityTexts(sql: Queries, of: Of): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count ${reported(sql, of, toldBy(of.definition, 'text'))} where t.figures ->> f.field <> ''`;
  return row?.count ?? 0;
}

/**
 * Some ten thousand: read while they are written.
 * @param wanted only the texts of a chapter, and so many of them
 * @returns the texts by round, in the register's order
 */
export async function* eachActivityText(
  sql: Queries,
  of: Of,
  { chapter, most = null }: { chapter?: Chapter; most?: number | null } = {},
): AsyncGenerator<ActivityText> {
  const told = toldBy(of.definition, 'text').filter((one) => chapter === undefined || one.chapter === chapter);
  const found = sql<(Omit<ActivityText, 'text'> & { text: string })[]>`
    select f.stage, r.key, p.name as "parentName", g.code, g.name, t.receipt, f.field, f.chapter, t.figures ->> f.field as text
    ${reported(sql, of, told)} where t.figures ->> f.field <> ''
    order by r.opens_at, r.key, g.path, f.field limit ${most}`;
  for await (const some of found.cursor(ROWS_AT_ONCE))
    for (const { text, ...one } of some) yield { ...one, text: leaksIn(text).length > 0 ? null : text };
}

/** @returns a few photos of activities, one a unit, in the register's order */
export const someActivityPhotos = (sql: Queries, of: Of, most: number): Promise<ActivityPhoto[]> => sql<
  ActivityPhoto[]
>`
  select * from (
    select distinct on (g.path) g.name, p.name as "parentName", t.reported_at as at, o.bytes, g.path
    ${reported(sql, of, toldBy(of.definition, 'photo'))}
    join photos o on o.ask_id = a.id and o.id = t.figures ->> f.field and o.completed_at is not null
    order by g.path, r.opens_at) x
  order by path limit ${most}`;
