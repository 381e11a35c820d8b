import { deliveryProblems, isConfirmed } from '../../../domain/ledger/delivery';
import type { HandedOut } from '../../../domain/ledger/hand-out';
import { type Problem, type Sentence, sentence } from '../../../domain/text/refusal';
import type { Queries } from '../../db/db';
import { actOnRows, type SeenRow } from '../../list/acts/act-on-rows';
import { rowRefusals } from '../../list/acts/row-refusals';
import { type RowOutcome, refusedRow } from '../../list/row-outcome';
import { type Delivering, type Fact, helpsOf, type Judged, type Kept, type RowGiven } from './delivering';
import { decideHandings, dueRows, keepsAccounts, type RowDue } from './due-rows';
import { keepDeliveries } from './keep-deliveries';
import { keepFacts } from './keep-facts';
import { readProxies } from './proxies';
import { picturesIn, picturesOf } from './signatures';

/** What becomes of a row: it takes the step, something is kept beside it, or it is refused. */
type Turn =
  | { is: 'step'; out: HandedOut | null }
  | { is: 'fact'; fact: Fact }
  | { is: 'refused'; problems: readonly Problem[] };

/**
 * Hands something over to rows, and books it: from stores into the hands of each row, with the step, the deeds and what
 * was said of each delivery. Rows take part one by one: what one is refused for does not keep the others.
 * @param rows each once, each known
 * @returns what became of each, in the order given
 */
export async function deliverRows(
  tx: Queries,
  delivering: Delivering,
  rows: readonly RowGiven[],
): Promise<RowOutcome[]> {
  const due = await dueRows(
    tx,
    delivering,
    rows.map(({ id }) => id),
  );
  const { judged, outcomes } = await judgeAll(tx, delivering, rows, due);
  const turns = await turnsOf(tx, delivering, judged);
  const stepping = judged.filter(({ given }) => turns.get(given.id)?.is === 'step');
  const refused = await takeStep(tx, delivering, stepping);
  const kept: Kept[] = [];
  for (const one of stepping) {
    const { id, row } = one.given;
    const turn = turns.get(id);
    const problems = refused.get(id);
    if (problems) outcomes.set(row, { row, is: 'refused', problems });
    else outcomes.set(row, { row, is: 'done', version: one.row.version + 1 });
    if (!problems && turn?.is === 'step' && (turn.out !== null || one.given.delivery || helpsOf(one.given).length > 0))
      kept.push({ ...one, deed: null, outcome: turn.out?.is === 'waits' ? 'waits' : 'given', ...partsOf(turn.out) });
  }
  const facts = judged.flatMap((one) => {
    const turn = turns.get(one.given.id);
    if (turn?.is === 'refused')
      outcomes.set(one.given.row, { row: one.given.row, is: 'refused', problems: turn.problems });
    return turn?.is === 'fact' ? [{ ...one, fact: turn.fact }] : [];
  });
  const facted = await keepFacts(tx, delivering, facts, kept);
  for (const [row, outcome] of facted.outcomes) outcomes.set(row, outcome);
  await keepDeliveries(tx, delivering, [...kept, ...facted.kept]);
  return rows.flatMap(({ row }) => outcomes.get(row) ?? []);
}

const partsOf = (out: HandedOut | null): Pick<Kept, 'parts' | 'booked'> =>
  out?.is === 'given'
    ? { parts: out.parts, booked: out.parts }
    : { parts: out?.is === 'waits' || out?.is === 'again' ? out.parts : [], booked: [] };

/** Looks at what was said of each delivery; rows that are not there, or say what cannot be, are refused. */
async function judgeAll(
  tx: Queries,
  delivering: Delivering,
  rows: readonly RowGiven[],
  due: ReadonlyMap<number, RowDue>,
): Promise<{ judged: Judged[]; outcomes: Map<string, RowOutcome> }> {
  const outcomes = new Map<string, RowOutcome>();
  const judged: Judged[] = [];
  const [proxies, pictures] = [await readProxies(delivering, rows), await picturesOf(tx, delivering, rows, due)];
  for (const given of rows) {
    const row = due.get(given.id);
    if (!row) {
      outcomes.set(given.row, refusedRow(given.row, sentence('row-unknown')));
      continue;
    }
    const { delivery } = given;
    const proxy = proxies.get(given.id);
    const picture = delivery?.signature === undefined ? undefined : pictures.get(delivery.signature);
    const problems = [
      ...(delivery ? deliveryProblems(delivery) : []),
      ...(proxy && 'problems' in proxy ? proxy.problems : []),
      ...(picture === 'photo' ? [{ field: 'signature', ...sentence('signature-not-drawn') }] : []),
      ...(delivery?.things && !keepsAccounts(delivering.definition)
        ? [{ field: 'things', ...sentence('ledger-no-accounts') }]
        : []),
      ...(knowsHelps(delivering, helpsOf(given)) ? [] : [{ field: 'helps', ...sentence('delivery-help-unknown') }]),
      ...(given.missed === 'refused' && !given.reason?.trim() ? [{ field: 'reason', ...sentence('row-say-why') }] : []),
    ];
    if (problems.length > 0) outcomes.set(given.row, { row: given.row, is: 'refused', problems });
    else
      judged.push({
        ...{ given, row, signed: picture === 'drawn' },
        proxy: proxy && !('problems' in proxy) ? proxy : null,
      });
  }
  return { judged, outcomes };
}

/** @returns whether the list knows all these ways of helping */
export const knowsHelps = (
  { definition, list }: Pick<Delivering, 'definition' | 'list'>,
  helps: readonly string[],
): boolean => helps.every((help) => definition.lists[list]?.helps?.some(({ value }) => value === help));

/** Decides on all rows: first by how they stand, then by what the stores hold. */
async function turnsOf(tx: Queries, delivering: Delivering, judged: readonly Judged[]): Promise<Map<number, Turn>> {
  const turns = new Map<number, Turn>();
  const handing: Judged[] = [];
  for (const one of judged) {
    const turn = turnByState(delivering, one);
    if (turn === null) handing.push(one);
    else turns.set(one.given.id, turn);
  }
  const out = await decideHandings(
    tx,
    delivering.campaign,
    handing.map(({ given, row }) => ({
      ...{ id: row.id, due: row.due, given: row.given, banked: row.banked, stores: row.stores },
      ...{ things: given.delivery?.things, last: given.delivery?.rest !== undefined },
      confirmed: isConfirmed(given.delivery ?? {}),
    })),
  );
  for (const one of handing) turns.set(one.given.id, turnByStock(delivering, one, out.get(one.given.id) ?? null));
  return turns;
}

/** @returns the turn of a row that takes nothing out of a store; null for the others */
function turnByState(delivering: Delivering, { given, row }: Judged): Turn | null {
  const { missed, delivery } = given;
  const at = (delivering.definition.lists[delivering.list]?.track ?? []).indexOf('deliver');
  if (missed !== undefined) {
    if (row.state === 'in' && row.done <= at) return fact(missed, missed);
    return { is: 'refused', problems: [{ field: null, ...standing(row) }] };
  }
  const confirmed = isConfirmed(delivery ?? {});
  const stopped = row.state === 'held' || (row.state === 'out' && row.because !== 'withdrawn');
  if (stopped || (confirmed && row.state !== 'in')) return fact('stopped', row.because ?? row.state);
  if (row.state !== 'in') return { is: 'step', out: null };
  // Too early: the step is refused, but what somebody has signed for has been given.
  if (row.done < at) return confirmed ? fact('stopped', 'early') : { is: 'step', out: null };
  if (row.done === at || (delivery && keepsAccounts(delivering.definition))) return null;
  // A second tick says nothing new; a second delivery does.
  return delivery ? fact('again', 'again') : { is: 'step', out: null };
}

const fact = (outcome: Fact['outcome'], because: string): Turn => ({
  is: 'fact',
  fact: { outcome, because, parts: [], out: null },
});

const standing = ({ state }: RowDue): Sentence =>
  state === 'in'
    ? sentence('row-step-done')
    : sentence(
        state === 'twin' ? 'row-twin' : state === 'held' ? 'row-held' : state === 'out' ? 'row-out' : 'row-returned',
      );

function turnByStock(delivering: Delivering, { given, row }: Judged, out: HandedOut | null): Turn {
  if (!keepsAccounts(delivering.definition) || out === null) return { is: 'step', out: null };
  const at = (delivering.definition.lists[delivering.list]?.track ?? []).indexOf('deliver');
  const confirmed = isConfirmed(given.delivery ?? {});
  const { things } = given.delivery ?? {};
  if (out.is === 'lacks') {
    const { item, purse, quantity } = out.lacks;
    return {
      is: 'refused',
      problems: [{ field: null, ...sentence('delivery-store-lacks', { item, purse, quantity }) }],
    };
  }
  if (out.is === 'banked') {
    // A signature on money that a bank pays as well: kept, for somebody has to ask about it.
    if (confirmed) return { is: 'fact', fact: { outcome: 'again', because: 'bank', parts: [], out: null } };
    return { is: 'refused', problems: [{ field: null, ...sentence('row-with-bank') }] };
  }
  if (out.is === 'again') {
    // Parts have made the whole, since it was lowered.
    if (row.done === at && things === undefined)
      return { is: 'step', out: { id: row.id, is: 'given', parts: [], whole: true } };
    if (!confirmed && things !== undefined)
      return { is: 'refused', problems: [{ field: 'things', ...sentence('delivery-too-much') }] };
    return { is: 'fact', fact: { outcome: 'again', because: 'again', parts: out.parts, out: null } };
  }
  if (row.done === at && out.whole) return { is: 'step', out };
  if (!confirmed && given.version !== undefined && given.version !== row.version)
    return { is: 'refused', problems: [{ field: null, ...sentence('row-changed') }] };
  if (row.asked === null && isAsked(delivering))
    return { is: 'refused', problems: [{ field: null, ...sentence('row-not-asked-now') }] };
  const because = row.done === at ? 'part' : 'rest';
  return { is: 'fact', fact: { outcome: out.is, because, parts: out.parts, out } };
}

const isAsked = ({ definition: { stages }, list }: Delivering): boolean =>
  stages.some(({ asks }) => asks.some((ask) => ask.list === list && ask.does === 'deliver'));

/** Moves rows on. @returns why not, for those that are refused */
async function takeStep(
  tx: Queries,
  delivering: Delivering,
  stepping: readonly Judged[],
): Promise<Map<number, Problem[]>> {
  if (stepping.length === 0) return new Map();
  const seen = stepping.map(({ given }): SeenRow => {
    const { id, version, reason, figures, key: submission, delivery } = given;
    // What somebody has signed for has happened, whatever version the sender saw.
    const known = isConfirmed(delivery ?? {}) ? undefined : version;
    return { id, version: known, reason, figures, photos: picturesIn(given), submission };
  });
  const which = tx`e.id = any(${seen.map(({ id }) => id)}::bigint[])`;
  const act = { act: 'do', step: 'deliver' } as const;
  const { forbid } = await actOnRows(tx, { ...delivering, act, which, seen, each: true }).catch(rowRefusals);
  return new Map(forbid.map(({ id, code }) => [id, [{ field: null, code, values: {} }]]));
}
