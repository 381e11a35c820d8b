import type { Instant } from '../../domain/instant';
import { type Bilingual, Refused, sentence } from '../../domain/text/refusal';
import type { Touched } from '../../domain/warning/feed/changes';
import type { Decided } from '../../domain/warning/feed/message';
import { indexOf } from '../../domain/warning/feed/place-index';
import { atomically, type Queries } from '../db/db';
import { json } from '../db/json';
import type { DutyKind } from './duty-items';
import { placeWarning } from './place-warning';
import { amendWarning, warnablePlaces, warningRows } from './warning-rows';
import { lockScope } from './warnings';

/** A duty officer's decision; without any choice it closes the question and changes nothing. */
export interface DutyDecision extends Decided {
  note?: string;
}

/**
 * Carries out a duty officer's decision: the choice holds for the warning from now on.
 * @returns the changes
 * @throws Refused when the question is not open, or the decision does not fit it
 */
export function decideDuty(
  sql: Queries,
  { item, by, decision, at }: { item: number; by: string; decision: DutyDecision; at: Instant },
): Promise<Touched[]> {
  return atomically(sql, async (tx) => {
    const [asked] = await tx<{ scope: string }[]>`select scope from duty_items where id = ${item}`;
    // Keeps the usual order of locks, because taking warnings closes questions too.
    if (asked) await lockScope(tx, asked.scope);
    const { warning } = await closeItem(tx, { item, by, decision, at });
    const { note: _, ...decided } = decision;
    if (Object.keys(decided).length === 0) return [];
    if (warning === null) throw new Refused(sentence('duty-no-warning', { item }));
    const places = await warnablePlaces(tx);
    const { byCode } = indexOf(places);
    const unknown = (decided.regions ?? []).filter((code) => !byCode(code));
    if (unknown.length > 0) throw new Refused(sentence('warning-unknown-area', { codes: unknown.join(', ') }));
    await amendWarning(tx, warning, { decided });
    const [row] = await warningRows(tx, [warning]);
    // A test or an exercise stays what it is.
    if (!row || (row.event === null && row.drillBy === null)) return [];
    return (await placeWarning(tx, warning, { places, at })).touched;
  });
}

/** The choices that answer each kind of question. */
export const ANSWERS: Readonly<Record<DutyKind, readonly (keyof Decided)[]>> = {
  'bad-input': [],
  'unknown-hazard': ['hazard'],
  'unknown-colour': ['colour'],
  'no-area': ['regions'],
  'part-of-area': ['regions'],
  'unknown-reference': ['hazard', 'colour', 'regions'],
  'no-campaign': [],
  'clock-skew': [],
};

const ANSWER_NAMES: Readonly<Record<keyof Decided, Required<Bilingual>>> = {
  hazard: { 'zh-CN': '灾种', en: 'a hazard' },
  colour: { 'zh-CN': '等级', en: 'a colour' },
  regions: { 'zh-CN': '地区', en: 'places' },
};
const REASON_ONLY: Bilingual = { 'zh-CN': '原因', en: 'a reason' };

const namesOf = (answers: readonly (keyof Decided)[]): Bilingual =>
  answers.length === 0
    ? REASON_ONLY
    : {
        'zh-CN': answers.map((answer) => ANSWER_NAMES[answer]['zh-CN']).join('、'),
        en: answers.map((answer) => ANSWER_NAMES[answer].en).join(', '),
      };

async function closeItem(
  tx: Queries,
  { item, by, decision, at }: { item: number; by: string; decision: DutyDecision; at: Instant },
): Promise<{ warning: number | null }> {
  const [row] = await tx<{ warning: number | null; kind: DutyKind; closedAt: Instant | null }[]>`
    select warning_id as warning, kind, closed_at as "closedAt" from duty_items where id = ${item} for update`;
  if (!row) throw new Refused(sentence('unknown-question', { item }));
  if (row.closedAt !== null) throw new Refused(sentence('duty-closed', { item, at: row.closedAt }));
  const picked = (['hazard', 'colour', 'regions'] as const).filter((name) => decision[name] !== undefined);
  const wrong = picked.filter((name) => !ANSWERS[row.kind].includes(name));
  if (wrong.length > 0)
    throw new Refused(sentence('duty-wrong-answer', { answers: namesOf(ANSWERS[row.kind]), wrong: namesOf(wrong) }));
  if (decision.hazard === 'other') throw new Refused(sentence('duty-pick-hazard'));
  await tx`
    update duty_items set closed_at = ${at}, decided_by = ${by}, decision = ${json(tx, decision)} where id = ${item}`;
  return row;
}
