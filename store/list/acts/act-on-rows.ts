import type { Definition, ListDefinition } from '../../../domain/campaign/definition/definition';
import type { Instant } from '../../../domain/instant';
import { lateStandards } from '../../../domain/ledger/late-standards';
import { type EntitledGoods, freezingStep, sharesOf } from '../../../domain/list/entitled';
import { onceOf } from '../../../domain/list/once';
import type { RowAct } from '../../../domain/list/row-life';
import { turnsOf } from '../../../domain/list/row-turns';
import type { Figures } from '../../../domain/report/report-figures';
import type { SentenceCode } from '../../../domain/text/catalogue';
import type { Fragment, Queries } from '../../db/db';
import { json } from '../../db/json';
import { lateShares } from '../../ledger/late-standards';
import type { Doing, Hand } from '../deeds';
import { proposersOf } from './care';
import { helpedRows, type OtherCampaign } from './helped-elsewhere';
import { askedForRows } from './windows';

/** An act on rows of a list, by an officer or by a unit that a round asks. */
export interface ActOnRows extends Doing {
  list: string;
  definition: Definition;
  act: RowAct;
  /** Which rows: a condition on `e` (entries) and `g` (the region of its unit). */
  which: Fragment;
  /** The versions that the sender saw, what they wrote of single rows, and what they counted there. */
  seen?: readonly SeenRow[] | undefined;
  /** Each row is taken or refused for itself; without it, one refusal refuses all. */
  each?: boolean | undefined;
  /** Code of the unit that acts in its round; its figures count the deeds. Else a deed is of the row's unit. */
  unit?: string | undefined;
  /**
   * Why rows are held or have got nothing, or how they were told, a word; a release is of rows that are held for it.
   */
  because?: string | undefined;
  /** Code of a region that does not decide over rows of its own. */
  notOwn?: string | undefined;
  /** Code of the unit that answers for the rows after a move. */
  to?: string | undefined;
  /** Until when returned rows are to be handed in again. */
  due?: Instant | undefined;
  /** For an approval: other campaigns of the season, whose approved rows are not given once more. */
  others?: readonly OtherCampaign[] | undefined;
  /** Whether or not a round asks for the step: a bank answers when it answers. */
  anytime?: boolean | undefined;
  /** Fen by which each row's entitlement is raised; less than 0 lowers it. */
  cash?: number | undefined;
  /** Goods by which it is raised, or lowered. */
  goods?: readonly EntitledGoods[] | undefined;
}

/** One row as somebody saw it. */
export interface SeenRow {
  id: number;
  version?: number | undefined;
  reason?: string | undefined;
  figures?: Figures | undefined;
  /** Numbers of the photos that prove it. */
  photos?: readonly string[] | undefined;
  /** A key of the sender's own for this row (UUID). */
  submission?: string | undefined;
}

/** A row that forbids the act. No name of who is on it. */
export interface RowForbids {
  id: number;
  row: string;
  unit: string;
  code: SentenceCode;
}

/** What became of an act. */
export interface ActedOnRows {
  /** Rows meant, and rows changed: all of them or none, unless each was for itself. */
  chosen: number;
  done: number;
  /** How many rows forbid it, and the first of them by number. */
  forbidding: number;
  forbid: RowForbids[];
  /** Numbers of the rows that were returned or moved: their units hear of them. */
  ids: number[];
}

/** Most forbidding rows that are named. */
export const FORBIDDING_SHOWN = 100;

/** Steps that one hand may do after the step before: giving out, looking in again, telling; as the trigger has it. */
const ONE_HAND: readonly string[] = ['deliver', 'follow', 'announce', 'tell'];

/**
 * Acts on one row or on all rows of a province in one statement: locks them in one order, judges each by `rowAfter`,
 * and changes them with their deeds.
 * @param sql a transaction: the caller rolls it back where all or nothing is meant and rows forbid the act
 * @returns the counts, and the rows that forbid it
 * @throws what {@link rowRefusals} knows, when Postgres's own rules refuse what happened at the same moment
 */
export async function actOnRows(sql: Queries, acting: ActOnRows): Promise<ActedOnRows> {
  const { definition, list, act, each = false, anytime = false, others = [] } = acting;
  const helps = others.some(({ relation }) => relation !== 'earlier');
  const rules = definition.lists[list];
  if (!rules) throw new Error(`The campaign has no list ${list}.`);
  const proposers = proposersOf(definition, list);
  const step = act.act === 'do' ? act.step : null;
  const freezes = step !== null && step === freezingStep(rules.track);
  const late = freezes ? await lateShares(sql, acting.campaign, definition) : [];
  const isLate = freezes ? lateStandards(definition).map(({ category }) => category) : [];
  const asked = step !== null && !anytime && isAskedOfUnits(definition, list, step);
  const [acted] = await sql<ActedOnRows[]>`
    with turns as materialized (
      select * from jsonb_to_recordset(${json(sql, turnsOf(act, rules))})
        as t(done smallint, state text, refused text, "toDone" smallint, "toState" text, burns boolean)
    ), ${seenRows(sql, acting)}
    chosen as materialized (
      select e.id, e.row, e.unit_code, e.category, e.heads, e.done, e.state, e.because, e.version, e.entitled is not null as fixed
      from entries e join regions g on g.code = e.unit_code
      where e.campaign_id = ${acting.campaign} and e.list = ${list} and ${acting.which}
      order by e.id for no key update of e
    ), ${asked ? askedForRows(sql, { ...acting, step, proposers }) : sql``}
    ${handBefore(sql, acting, rules)}
    ${helps ? sql`${helpedRows(sql, others, 'chosen')},` : sql``}
    shares_set as (
      select * from jsonb_to_recordset(${json(sql, late)})
        as s(category text, unit text, standard bigint, cash bigint, more bigint, "perHead" boolean)
    ), judged as materialized (
      select c.*, l.standard, t."toDone", t."toState", t.burns as "toBurns", s.reason, s.written, s.photos, s.sent, ${asked ? sql`w.unit, w.key` : sql`null::text as unit, null::text as key`},
             case when s.version <> c.version then 'row-changed'
                  when c.unit_code = ${acting.notOwn ?? null} then 'row-elsewhere'
                  when t.refused is not null then t.refused
                  ${act.act === 'release' ? sql`when c.because is distinct from ${acting.because ?? null} then 'row-held'` : sql``}
                  ${asked ? sql`when w.unit is null then 'row-not-asked-now'` : sql``}
                  ${isLate.length > 0 ? sql`when l.standard is null and c.category = any(${isLate}) then 'row-standard-not-set'` : sql``}
                  ${act.act === 'raise' || act.act === 'explain' ? sql`when not c.fixed then 'row-not-entitled'` : sql``}
                  ${act.act === 'move' ? sql`when c.unit_code = ${acting.to ?? ''} then 'row-there-already'` : sql``}
                  ${
                    helps
                      ? sql`when c.id in (select id from helped where same) then 'row-paid-elsewhere'
                            when c.id in (select id from helped where other) and coalesce(s.reason, ${acting.reason ?? null}) is null then 'row-helped-elsewhere'`
                      : sql``
                  }
                  ${step === 'tell' ? sql`when exists (select from deeds d where d.entry_id = c.id and d.kind = 'tell') then 'row-step-done'` : sql``}
                  when c.id in (select id from same_hand) then 'row-same-hand' end as refused
      from chosen c join turns t using (done, state)
      left join shares_set l on l.category = c.category and (l.unit is null or l.unit = c.unit_code)
      left join seen s on s.id = c.id ${asked ? sql`left join windows w on w.of = c.unit_code` : sql``}
    ), ${freezes ? entitlements(sql, acting) : sql``} ${late.length > 0 ? fenMore(sql, acting) : sql``}
    moved as (
      update entries e set done = j."toDone", state = j."toState", burns = j."toBurns", version = e.version + 1, changed_at = ${acting.at},
             because = case j."toState" when 'in' then null when e.state then e.because else ${becauseOf(acting)} end,
             return_due = case j."toState" when 'returned' then coalesce(${acting.due ?? null}::timestamptz, e.return_due) end
             ${changesOf(sql, acting, { freezes, isLate: late.length > 0 })}
      from judged j ${freezes ? sql`left join due_to x on x.category = j.category and x.heads = j.heads and x.standard is not distinct from j.standard` : sql``}
        ${late.length > 0 ? sql`left join fen_more m on m.id = j.id` : sql``}
      where j.id = e.id and j.refused is null
        -- By their numbers: without nested loops, all rows of all campaigns would be read for those of a county.
        and e.id = any(array(select id from judged where refused is null))
        and (${each} or not exists (select from judged where judged.refused is not null))
      returning j.*
    ), written as (${deedsOf(sql, acting)})
    select (select count(*) from judged)::int as chosen, (select count(*) from moved)::int as done,
           (select count(*) from judged where refused is not null)::int as forbidding,
           (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'row', f.row, 'unit', f.unit_code, 'code', f.refused) order by f.id), '[]')
            from (select * from judged where refused is not null order by id limit ${each ? null : FORBIDDING_SHOWN}) f) as forbid,
           (select coalesce(jsonb_agg(id), '[]') from moved where ${act.act === 'return' || act.act === 'move'}) as ids`;
  return acted ?? { chosen: 0, done: 0, forbidding: 0, forbid: [], ids: [] };
}

/** @returns whether a step is asked of units: it is done only while a round asks for it. */
export const isAskedOfUnits = ({ stages }: Definition, list: string, step: string): boolean =>
  stages.some(({ asks }) => asks.some((ask) => ask.list === list && ask.does === step));

const becauseOf = ({ act, because }: ActOnRows): string | null =>
  act.act === 'remove' ? act.because : (because ?? null);

const seenRows = (sql: Queries, { seen = [] }: ActOnRows): Fragment => sql`
  seen as materialized (
    select id, version, reason, figures as written, photos, submission as sent from jsonb_to_recordset(${json(sql, seen)})
      as s(id bigint, version integer, reason text, figures jsonb, photos text[], submission uuid)
  ),`;

/** As `hand_of` has it (migration 0100). */
const handOf = ({ account, contact, name }: Hand): string =>
  account !== undefined ? `account:${account}` : contact !== undefined ? `contact:${contact}` : `name:${name ?? ''}`;

/**
 * Rows whose step before was done by the same hand: the trigger would refuse the whole statement, and name none of
 * them. The deeds of this hand are few, so that only their rows are looked at closely.
 */
function handBefore(sql: Queries, { act, hand, campaign }: ActOnRows, { track, apart }: ListDefinition): Fragment {
  const freezing = freezingStep(track);
  const step = act.act === 'do' ? act.step : null;
  const guarded = step !== null ? apart && !ONE_HAND.includes(step) : act.act === 'raise';
  if (!guarded) return sql`same_hand as materialized (select null::bigint as id where false),`;
  const kinds = step === null ? [freezing ?? '', 'raise'] : track;
  const mine =
    hand.account !== undefined
      ? sql`d.account_id = ${hand.account}`
      : hand.contact !== undefined
        ? sql`d.contact_id = ${hand.contact}`
        : sql`d.by_name = ${hand.name ?? ''}`;
  return sql`
    same_hand as materialized (
      select m.id from (
        select distinct d.entry_id as id from deeds d
        where d.campaign_id = ${campaign} and ${mine} and d.kind = any(${kinds}::text[])) m
      cross join lateral (
        select d.kind, hand_of(d) as hand from deeds d
        where d.entry_id = m.id and d.kind = any(${kinds}::text[]) order by d.id desc limit 1) p
      where p.hand = ${handOf(hand)} and p.kind is distinct from ${step}
    ),`;
}

/** What the rows of each category and number of persons are entitled to, once for all that are alike. */
function entitlements(sql: Queries, { definition }: ActOnRows): Fragment {
  return sql`
    due_to as materialized (
      select a.category, a.heads, a.standard, jsonb_build_array(jsonb_strip_nulls(jsonb_build_object('category', a.category, 'cash', coalesce(l.cash, s.cash) * n.times, 'purse', s.purse, 'goods', (
               select coalesce(jsonb_agg(g.one || jsonb_build_object('quantity', (g.one -> 'quantity')::numeric * n.times) order by g.at), '[]')
               from jsonb_array_elements(s.goods) with ordinality g(one, at))))) as entitled
      from (select distinct category, heads, standard from judged) a
      join jsonb_to_recordset(${json(sql, sharesOf(definition))})
        as s(category text, cash bigint, purse text, goods jsonb, "perHead" boolean) using (category)
      left join shares_set l on l.category = a.category and l.standard = a.standard
      cross join lateral (select case when s."perHead" then a.heads else 1 end as times) n
    ),`;
}

/** What divides into no equal fen: the first heads get one more, until what was raised is divided. */
const fenMore = (sql: Queries, { definition, list }: ActOnRows): Fragment => sql`
  weighed as materialized (
    select j.id, s.standard, s.more, case when s."perHead" then j.heads else 1 end as heads
    from judged j join shares_set s using (category, standard)
    where j.refused is null
      ${onceOf(definition)[list] ? sql`and not exists (select from rows_beside r where r.id = j.id)` : sql``}
  ), fen_more as materialized (
    select id, standard, least(heads, greatest(0, more - (sum(heads) over (partition by standard order by id) - heads)))::bigint as fen
    from weighed
  ), given_more as (
    update late_standards l set given = l.given + f.fen
    from (select standard, sum(fen) as fen from fen_more group by 1) f where l.id = f.standard and f.fen > 0
  ),`;

/** What else an act writes into the rows. */
function changesOf(
  sql: Queries,
  { act, to, because, cash = 0, goods = [], definition, list }: ActOnRows,
  { freezes, isLate }: { freezes: boolean; isLate: boolean },
): Fragment {
  const fixed = isLate
    ? sql`case when m.fen > 0 then jsonb_set(x.entitled, '{0,cash}', to_jsonb((x.entitled -> 0 ->> 'cash')::bigint + m.fen)) else x.entitled end`
    : sql`x.entitled`;
  // Who is paid by another list is entitled to nothing here.
  if (freezes && onceOf(definition)[list])
    return sql`, entitled = case when exists (select from rows_beside r where r.id = e.id) then '[]' else ${fixed} end`;
  if (freezes) return sql`, entitled = ${fixed}`;
  if (act.act === 'explain') return sql`, undelivered_because = ${because ?? null}`;
  if (act.act === 'move') return sql`, unit_code = ${to ?? ''}`;
  if (act.act === 'raise')
    return sql`, entitled = e.entitled || jsonb_build_array(jsonb_strip_nulls(jsonb_build_object(
      'category', e.category, 'cash', ${cash}::bigint, 'purse', ${json(sql, pursesOf(definition))} ->> e.category, 'goods', ${json(sql, goods)})))`;
  return sql``;
}

/** The purse that pays each category, where the campaign keeps accounts. */
const pursesOf = ({ standards }: Definition): Record<string, string | null> =>
  Object.fromEntries(standards.map(({ category, purse = null }) => [category, purse]));

/** Goods of a raise, by item. */
const raisedGoods = (goods: ActOnRows['goods'] = []): Figures =>
  Object.fromEntries(goods.flatMap(({ item, quantity }) => (item === undefined ? [] : [[item, quantity]])));

function deedsOf(sql: Queries, acting: ActOnRows): Fragment {
  const { act, hand, at, round, reason, submission, unit, to, cash, goods } = acting;
  const kind = act.act === 'do' ? act.step : act.act;
  return sql`
    insert into deeds (campaign_id, entry_id, unit_code, round_key, kind, at, contact_id, account_id, by_name, via, before, after,
                       because, reason, figures, photos, submission)
    select ${acting.campaign}, j.id, coalesce(${unit ?? null}, j.unit, j.unit_code), coalesce(${round ?? null}, j.key), ${kind}, ${at},
           ${hand.contact ?? null}, ${hand.account ?? null}, ${hand.name ?? null}, ${hand.via},
           jsonb_build_object('done', j.done, 'state', j.state ${to === undefined ? sql`` : sql`, 'unit', j.unit_code`}),
           jsonb_build_object('done', j."toDone", 'state', j."toState" ${to === undefined ? sql`` : sql`, 'unit', ${to}::text`}),
           ${becauseOf(acting)}, coalesce(j.reason, ${reason ?? null}),
           ${cash === undefined ? sql`j.written` : json(sql, { cash, ...raisedGoods(goods) })}, j.photos,
           coalesce(j.sent, ${submission ?? null})
    from moved j returning 1`;
}
