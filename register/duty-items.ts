import type { Instant } from '../domain/instant';
import type { Queries } from './db';

/**
 * bad-input          a text, or a part of it, could not be read
 * unknown-hazard     the kind of weather is none that a rule knows
 * unknown-colour     neither a colour nor a severity is given
 * no-area            no region of the register answers to its areas
 * part-of-area       the text means a part of a region; all of it counts until somebody picks
 * unknown-reference  it goes on with a message that never came
 * no-campaign        no running campaign answers for the place
 * clock-skew         it was sent later than it came
 */
export const DUTY_KINDS = [
  'bad-input',
  'unknown-hazard',
  'unknown-colour',
  'no-area',
  'part-of-area',
  'unknown-reference',
  'no-campaign',
  'clock-skew',
] as const;
export type DutyKind = (typeof DUTY_KINDS)[number];

/** Codes, place names and what a feed wrote; never a person. */
export type Proposal = Record<string, string | number | null | string[]>;

/** A question that a machine may not answer. */
export interface DutyItem {
  id: number;
  scope: string;
  kind: DutyKind;
  source: string;
  about: string;
  /** Number of the message in `warnings`, and of the text as it came in `warning_texts`. */
  warning: number | null;
  text: number | null;
  headline: string | null;
  proposal: Proposal;
  openedAt: Instant;
}

/** @param at in the time of the scope */
export type NewDutyItem = Omit<DutyItem, 'id' | 'headline' | 'openedAt'> & { at: Instant };

/** @returns whether it is new: a matter that is open already is not asked twice. */
export async function openDutyItem(
  sql: Queries,
  { scope, kind, source, about, warning, text, proposal, at }: NewDutyItem,
): Promise<boolean> {
  const rows = await sql`
    insert into duty_items (scope, kind, source, about, warning_id, text_id, proposal, opened_at)
    values (${scope}, ${kind}, ${source}, ${about}, ${warning}, ${text}, ${sql.json(proposal)}, ${at})
    on conflict (scope, kind, source, about) where closed_at is null do nothing returning 1`;
  return rows.length > 0;
}

/** @returns what waits for the duty officer, the oldest first. */
export const openDutyItems = (sql: Queries, scope: string): Promise<DutyItem[]> => sql<DutyItem[]>`
  select d.id, d.scope, d.kind, d.source, d.about, d.warning_id as warning, d.text_id as text,
         w.content ->> 'headline' as headline, d.proposal, d.opened_at as "openedAt"
  from duty_items d left join warnings w on w.id = d.warning_id
  where d.scope = ${scope} and d.closed_at is null order by d.opened_at, d.id`;

/** Closes what has answered itself, for example since the message that was missed has come. */
export async function closeAnswered(
  sql: Queries,
  { kind, warnings, at }: { kind: DutyKind; warnings: readonly number[]; at: Instant },
): Promise<void> {
  await sql`
    update duty_items set closed_at = ${at}, decided_by = 'nuandong'
    where kind = ${kind} and warning_id = any(${[...warnings]}::bigint[]) and closed_at is null`;
}

/**
 * @param top region of whoever looks; null is everything
 * @returns what waits for him: questions about places in his region; those about no known place are everybody's who has
 * a whole organisation below him
 */
export async function dutyItemsFor(sql: Queries, scope: string, top: string | null): Promise<DutyItem[]> {
  const items = await openDutyItems(sql, scope);
  if (top === null) return items;
  const [his] = await sql<{ path: string; isTop: boolean }[]>`
    select path, parent_code is null as "isTop" from regions where code = ${top}`;
  if (!his) return [];
  const places = await sql<{ id: number; paths: string[] }[]>`
    select d.id, array_agg(g.path) as paths
    from duty_items d left join warnings w on w.id = d.warning_id
    join regions g on g.code = any(w.regions) or d.proposal ->> 'region' = g.code
      or d.proposal -> 'regions' ? g.code
    where d.id = any(${items.map(({ id }) => id)}::bigint[]) group by d.id`;
  const pathsOf = new Map(places.map(({ id, paths }) => [id, paths]));
  return items.filter(({ id }) => {
    const paths = pathsOf.get(id);
    if (!paths) return his.isTop;
    return paths.some((path) => path.startsWith(his.path) || his.path.startsWith(path));
  });
}

/** @returns the regions of these codes that the register has, each with its name and kind. */
export const placesNamed = (
  sql: Queries,
  codes: readonly string[],
): Promise<{ code: string; name: string; kind: string }[]> => sql<{ code: string; name: string; kind: string }[]>`
  select code, name, kind from regions where code = any(${[...codes]}) order by path`;
