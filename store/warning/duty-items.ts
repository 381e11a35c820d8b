import type { Language } from '../../domain/campaign/definition/definition';
import type { Instant } from '../../domain/instant';
import { CATALOGUE } from '../../domain/text/catalogue';
import { type Sentence, tellIn } from '../../domain/text/refusal';
import type { Queries } from '../db/db';
import { touches, within } from '../db/scope';

/**
 * bad-input          a text, or a part of it, is unreadable
 * unknown-hazard     no rule knows the kind of weather
 * unknown-colour     colour and severity are missing
 * no-area            no region of the register matches its areas
 * part-of-area       the text means a part of a region; the whole counts until the officer decides
 * unknown-reference  it continues a message that never came
 * no-campaign        no running campaign answers for the place
 * clock-skew         its time of sending is after its arrival
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

/** Codes, place names and words of the feed; never a person. */
export type Proposal = Record<string, Clue | Sentence>;
type Clue = string | number | null | string[];

const isSentence = (clue: Clue | Sentence): clue is Sentence =>
  typeof clue === 'object' && clue !== null && !Array.isArray(clue);

/** @returns the machine's proposal in a language; sentences that the catalogue no longer has are left out. */
export const clues = (proposal: Proposal, language: Language): Record<string, Clue> =>
  Object.fromEntries(
    Object.entries(proposal).flatMap(([name, clue]): [string, Clue][] => {
      if (!isSentence(clue)) return [[name, clue]];
      return [[name, clue.code in CATALOGUE ? tellIn(language, clue) : String(clue.code)]];
    }),
  );

/** A question that a machine may not answer. */
export interface DutyItem {
  id: number;
  scope: string;
  kind: DutyKind;
  source: string;
  about: string;
  /** Number of the message in `warnings`, and of the original text in `warning_texts`. */
  warning: number | null;
  text: number | null;
  headline: string | null;
  proposal: Proposal;
  openedAt: Instant;
  /** Whether every place that an answer would change lies in the reader's region. */
  mayAnswer: boolean;
}

/** @param at in the time of the scope */
export type NewDutyItem = Omit<DutyItem, 'id' | 'headline' | 'openedAt' | 'mayAnswer'> & { at: Instant };

/** @returns whether it is new: an open question is not asked twice. */
export async function openDutyItem(
  sql: Queries,
  { scope, kind, source, about, warning, text, proposal, at }: NewDutyItem,
): Promise<boolean> {
  const rows = await sql`
    insert into duty_items (scope, kind, source, about, warning_id, text_id, proposal, opened_at)
    values (${scope}, ${kind}, ${source}, ${about}, ${warning}, ${text}, ${JSON.stringify(proposal)}::text::jsonb, ${at})
    on conflict (scope, kind, source, about) where closed_at is null do nothing returning 1`;
  return rows.length > 0;
}

/** As many questions as a person reads; answered ones make room for the next. */
const MOST_SHOWN = 200;

interface Asked {
  scope: string;
  /** The reader's region; null is everything. */
  top?: string | null;
  /** Only questions after this one, or only this one. */
  after?: number | undefined;
  item?: number;
}

/**
 * @returns what waits for the duty officer, the oldest first, 200 at most: questions about places in the reader's
 *   region, or around it. Questions without a known place are for accounts of the whole installation
 */
export const openDutyItems = (sql: Queries, { scope, top = null, after, item }: Asked): Promise<DutyItem[]> => sql<
  DutyItem[]
>`
  select d.id, d.scope, d.kind, d.source, d.about, d.warning_id as warning, d.text_id as text,
         w.content ->> 'headline' as headline, d.proposal, d.opened_at as "openedAt", reach.inside as "mayAnswer"
  from duty_items d
  left join warnings w on w.id = d.warning_id
  left join weather_events e on e.id = w.event_id
  cross join lateral (
    select coalesce(bool_and(${within(sql, top, 'g.path')}), ${isTop(sql, top)}) as inside,
           coalesce(bool_or(${touches(sql, top, sql`g.path`)}), ${isTop(sql, top)}) as concerned
    from regions g
    where g.code = any(array_remove(
      coalesce(w.regions, '{}') || coalesce(e.regions, '{}') || array[d.proposal ->> 'region']
        || case when jsonb_typeof(d.proposal -> 'regions') = 'array'
                then array(select jsonb_array_elements_text(d.proposal -> 'regions')) else '{}' end, null))) reach
  where d.scope = ${scope} and d.closed_at is null and reach.concerned
    and (${item ?? null}::bigint is null or d.id = ${item ?? null})
    and (${after ?? null}::bigint is null
      or (d.opened_at, d.id) > (select opened_at, id from duty_items where id = ${after ?? null}))
  order by d.opened_at, d.id limit ${MOST_SHOWN}`;

const isTop = (sql: Queries, top: string | null) =>
  top === null ? sql`true` : sql`coalesce((select parent_code is null from regions where code = ${top}), false)`;

/** Closes questions that need no answer any more, for example because the missing message has come. */
export async function closeAnswered(
  sql: Queries,
  { kind, warnings, at }: { kind: DutyKind; warnings: readonly number[]; at: Instant },
): Promise<void> {
  await sql`
    update duty_items set closed_at = ${at}, decided_by = 'nuandong'
    where kind = ${kind} and warning_id = any(${[...warnings]}::bigint[]) and closed_at is null`;
}

/** Closes the questions about events that are over: an answer would change nothing any more. */
export async function closeWithEvents(
  sql: Queries,
  { events, at }: { events: readonly number[]; at: Instant },
): Promise<void> {
  if (events.length === 0) return;
  await sql`
    update duty_items set closed_at = ${at}, decided_by = 'nuandong'
    where closed_at is null and warning_id in (select id from warnings where event_id = any(${[...events]}::bigint[]))`;
}

/** @returns the regions of these codes that the register has, each with its name and kind. */
export const placesNamed = (
  sql: Queries,
  codes: readonly string[],
): Promise<{ code: string; name: string; kind: string }[]> => sql<{ code: string; name: string; kind: string }[]>`
  select code, name, kind from regions where code = any(${[...codes]}) order by path`;
