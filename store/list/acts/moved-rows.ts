import type { Definition } from '../../../domain/campaign/definition/definition';
import type { CaseEnd } from '../../../domain/case/case-kinds';
import { kindIn } from '../../../domain/case/kinds-of';
import type { Instant } from '../../../domain/instant';
import { UNITS_OF } from '../../../domain/list/list-forms';
import { noticeRung } from '../../../domain/round/decision-notice';
import { type Sentence, sentence, tellIn } from '../../../domain/text/refusal';
import { keepReason } from '../../campaign/steering-reasons';
import { endCases } from '../../case/end-cases';
import { addCases } from '../../case/open-cases';
import type { Queries } from '../../db/db';
import { noticeTo } from '../../round/rungs';
import type { Hand } from '../deeds';
import { askForReturned } from './returned-rows';

/** Name of the kind of case that asks whether a household lives where it was moved. */
const MOVED = 'moved';

interface Moving {
  campaign: string;
  list: string;
  definition: Definition;
  /** Numbers of the rows that were moved, and the unit that they are with now. */
  rows: readonly number[];
  to: string;
  hand: Hand;
  at: Instant;
}

interface MovedRow {
  id: number;
  /** The unit that it was with. */
  from: string;
  state: string;
  returnDue: Instant | null;
  /** What it is entitled to is not fixed yet. */
  early: boolean;
}

/**
 * After a move (SUBSTANCE D.1): what is not approved yet waits until the new unit has confirmed that the household
 * lives there; what was returned is asked of the new unit. The unit that has it no more is told, and the new one of
 * what needs no answer: with counts, and nobody's name.
 * @returns workflow ids of the rounds that wait for a unit less
 */
export async function settleMoved(tx: Queries, moving: Moving): Promise<string[]> {
  const { campaign, list, definition, to, at: now } = moving;
  const rows = await tx<MovedRow[]>`
    select e.id, d.before ->> 'unit' as from, e.state, e.return_due as "returnDue", e.entitled is null as early
    from entries e cross join lateral (
      select before from deeds where entry_id = e.id and kind = 'move' order by id desc limit 1) d
    where e.id = any(${[...moving.rows]}::bigint[]) order by e.id`;
  const ids = rows.map(({ id }) => id);
  // Whoever was asked after an earlier move is asked no more.
  const which = tx`f.kind = ${MOVED} and f.entry_id = any(${ids}::bigint[])`;
  const rounds = await endCases(tx, { which, outcome: 'withdrawn' satisfies CaseEnd, now });
  const returned = rows.filter(({ state }) => state === 'returned');
  for (const due of new Set(returned.flatMap(({ returnDue }) => returnDue ?? []))) {
    const its = returned.filter(({ returnDue }) => returnDue === due);
    await askForReturned(tx, { ...moving, due, rows: its.map(({ id }) => id) });
  }
  const asked = rows.filter(({ state, early }) => early && state !== 'returned');
  const kind = kindIn(definition, MOVED);
  const subjects = asked.map(({ id }) => ({ region: to, assignee: null, entry: id, posting: null, follows: null }));
  if (kind && subjects.length > 0)
    await addCases(tx, { ...{ campaign, named: MOVED, kind, subjects, now }, hand: moving.hand });
  for (const from of new Set(rows.map((row) => row.from))) {
    const count = countedIn(definition, list, rows.filter((row) => row.from === from).length);
    await tellUnit(tx, moving, from, sentence('rows-moved-away', { count, to: await nameOf(tx, to) }));
  }
  const silent = rows.length - asked.length - returned.length;
  if (silent > 0)
    await tellUnit(tx, moving, to, sentence('rows-moved-here', { count: countedIn(definition, list, silent) }));
  return rounds;
}

/** 2户, 2 households */
const countedIn = ({ lists, language }: Definition, list: string, rows: number): string => {
  const unit = UNITS_OF[lists[list]?.of ?? 'household'][language];
  return language === 'zh-CN' ? `${rows}${unit}` : `${rows} ${unit}`;
};

async function nameOf(tx: Queries, unit: string): Promise<string> {
  const [region] = await tx<{ name: string }[]>`select name from regions where code = ${unit}`;
  return region?.name ?? unit;
}

/**
 * By the round in which it proposes, with its link, even when that is over; a unit that was never asked has no list.
 */
async function tellUnit(
  tx: Queries,
  { campaign, list, definition, at: now }: Moving,
  unit: string,
  said: Sentence,
): Promise<void> {
  const [asked] = await tx<{ round: string; today: string }[]>`
    select r.id as round, (${now}::timestamptz at time zone ${definition.zone})::date::text as today
    from asks a join rounds r on r.id = a.round_id
    where a.campaign_id = ${campaign} and a.unit_code = ${unit} and a.subject_id is null
      and r.list = ${list} and r.does = 'propose' and r.origin = 'plan' and r.state <> 'cancelled'
    order by r.opens_at desc, r.id limit 1`;
  if (!asked) return;
  const reason = await keepReason(tx, campaign, tellIn(definition.language, said));
  const notice = noticeRung('rows-moved', { now, reason });
  const rung = {
    ...notice,
    id: `moved-${unit}-r${reason}`,
    audience: { ...notice.audience, everybody: true as const },
  };
  await noticeTo(tx, { campaign, round: asked.round, rung, now, today: asked.today }, unit);
}
