import type { DeliveryOutcome } from '../../../domain/ledger/delivery';
import type { ToldBy } from '../../../domain/list/list-names';
import type { RowAct } from '../../../domain/list/row-life';
import type { Step } from '../../../domain/list/steps';
import { sentence } from '../../../domain/text/refusal';
import type { Queries } from '../../db/db';
import { deliverRows } from '../../ledger/delivery/deliver-rows';
import type { RowGiven } from '../../ledger/delivery/delivering';
import { SAID } from '../../ledger/delivery/keep-facts';
import { openKeyring } from '../../people/sealed/keyring';
import type { PeopleKey } from '../../people/sealed/people-key';
import { type RowOutcome, refusedRow } from '../row-outcome';
import { actOnRows, type SeenRow } from './act-on-rows';
import { inCare, proposersOf } from './care';
import { closeReturned } from './close-returned';
import { nameProof, proven } from './proof';
import { askForReturned, dueOf } from './returned-rows';
import type { DoingStep, RowDone } from './row-done';
import { rowRefusals } from './row-refusals';
import { keepUntold as keepUntoldRows } from './tell-rows';

/**
 * Does the step with rows in the unit's care, or removes or returns them. Each row is taken or refused for itself; the
 * others go on. What was done in the same way before gives the same outcome.
 * @returns the outcomes, in the order sent
 */
export async function doRows(tx: Queries, doing: DoingStep, rows: readonly RowDone[]): Promise<RowOutcome[]> {
  const known = await lockInCare(tx, doing, rows);
  // The last word about a row counts.
  const meant = [...new Map(rows.map((one) => [one.row, one])).values()];
  const taken = await takenBefore(tx, meant);
  const { ready, refused } = await proven(
    tx,
    doing,
    meant.filter(({ row }) => !taken.has(row)),
  );
  const outcomes = new Map<string, RowOutcome>([...taken, ...refused.map((one) => [one.row, one] as const)]);
  const delivers = doing.step === 'deliver' ? ready.filter(isDelivery) : [];
  for (const one of await deliver(tx, doing, delivers, known)) outcomes.set(one.row, one);
  const untold = doing.step === 'tell' ? ready.filter(({ missed }) => missed !== undefined) : [];
  for (const one of await keepUntold(tx, doing, known, untold)) outcomes.set(one.row, one);
  const others = ready.filter((row) => !delivers.includes(row) && !untold.includes(row));
  for (const group of groupsOf(others, doing.step))
    for (const one of await doGroup(tx, doing, group, known)) outcomes.set(one.row, one);
  await nameProof(tx, doing, ready, outcomes);
  return meant.flatMap(({ row }) => outcomes.get(row) ?? []);
}

/** Nobody was there to be told. */
const keepUntold = (tx: Queries, doing: DoingStep, known: Known, rows: readonly RowDone[]): Promise<RowOutcome[]> => {
  const here = rows.flatMap((sent) => {
    const id = known.get(sent.row)?.id;
    return id === undefined ? [] : [{ sent, id }];
  });
  return keepUntoldRows(tx, doing, here);
};

const isDelivery = ({ done, missed }: RowDone): boolean => done || missed !== undefined;

/** Hands something over to rows. What the unit has done in the same way before, without a key, is the same. */
async function deliver(tx: Queries, doing: DoingStep, rows: readonly RowDone[], known: Known): Promise<RowOutcome[]> {
  const meant = rows.flatMap((row): RowGiven[] => {
    const id = known.get(row.row)?.id;
    return id === undefined ? [] : [{ ...row, id }];
  });
  const unknown = rows.filter(({ row }) => !known.has(row)).map(({ row }) => refusedRow(row, sentence('row-unknown')));
  if (meant.length === 0) return unknown;
  const keyring = () => openKeyring(tx, keyOf(doing));
  const outcomes = await deliverRows(tx, { ...doing, keyring }, meant);
  const refused = meant.filter(({ row }) => outcomes.some((one) => one.row === row && one.is === 'refused'));
  const again = await doneBefore(
    tx,
    doing,
    { act: 'do', step: doing.step },
    refused.filter(({ delivery }) => !delivery),
  );
  return [
    ...unknown,
    ...outcomes.map((one): RowOutcome => {
      const version = again.has(one.row) ? known.get(one.row)?.version : undefined;
      return version === undefined ? one : { row: one.row, is: 'same', version };
    }),
  ];
}

function keyOf({ people }: DoingStep): PeopleKey {
  if (!people) throw new Error('Who signs for somebody else came without the key that seals it.');
  return people;
}

/** Rows with which the same is done. */
interface Group {
  act: RowAct;
  rows: RowDone[];
  /** How they were told. */
  told?: ToldBy | undefined;
}

function groupsOf(rows: readonly RowDone[], step: Step): Group[] {
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const told = row.done && step === 'tell' ? row.told : undefined;
    const key = row.done ? `do ${told ?? ''}` : (row.because ?? 'return');
    const group = groups.get(key) ?? { act: actOf(row, step), rows: [], told };
    group.rows.push(row);
    groups.set(key, group);
  }
  return [...groups.values()];
}

const actOf = ({ done, because }: RowDone, step: Step): RowAct => {
  if (done) return { act: 'do', step };
  return because === undefined ? { act: 'return' } : { act: 'remove', because, at: step };
};

type Known = ReadonlyMap<string, { id: number; version: number }>;

async function doGroup(
  tx: Queries,
  doing: DoingStep,
  { act, rows, told: because }: Group,
  known: Known,
): Promise<RowOutcome[]> {
  const seen = rows.flatMap(({ row, key: submission, reason, ...given }): SeenRow[] => {
    const id = known.get(row)?.id;
    const { version, figures, photos } = given;
    return id === undefined || lacksReason(act, reason) ? [] : [{ id, version, reason, figures, photos, submission }];
  });
  const which = tx`e.id = any(${seen.map(({ id }) => id)}::bigint[])`;
  const due = act.act === 'return' ? dueOf(doing.definition, doing.at, RETURN_DAYS) : undefined;
  const acted = await actOnRows(tx, { ...doing, act, because, which, seen, due, each: true }).catch(rowRefusals);
  if (due !== undefined) await askForReturned(tx, { ...doing, due, rows: acted.ids });
  if (act.act === 'remove') await closeReturned(tx, { campaign: doing.campaign, list: doing.list, now: doing.at });
  const again = await doneBefore(tx, doing, act, acted.forbid);
  const refused = new Map(acted.forbid.map((one) => [one.row, one.code]));
  return rows.map(({ row, reason }): RowOutcome => {
    const { version } = known.get(row) ?? {};
    if (version === undefined) return refusedRow(row, sentence('row-unknown'));
    if (lacksReason(act, reason)) return refusedRow(row, sentence('row-say-why'));
    const code = refused.get(row);
    if (code === undefined) return { row, is: OUTCOMES[act.act] ?? 'done', version: version + 1 };
    if (again.has(row)) return { row, is: 'same', version };
    return refusedRow(row, { code, values: {} });
  });
}

/** How many working days a unit has to correct what another unit returns. */
const RETURN_DAYS = 3;

const OUTCOMES: Partial<Record<RowAct['act'], 'removed' | 'returned'>> = { remove: 'removed', return: 'returned' };

const lacksReason = ({ act }: RowAct, reason: string | undefined): boolean => act === 'return' && !reason?.trim();

/** Rows of other units are unknown here. */
async function lockInCare(
  tx: Queries,
  { campaign, list, unit, definition }: DoingStep,
  rows: readonly RowDone[],
): Promise<Known> {
  const found = await tx<{ id: number; row: string; version: number }[]>`
    select e.id, e.row, e.version from entries e
    where e.campaign_id = ${campaign} and e.list = ${list} and e.row = any(${rows.map(({ row }) => row)}::uuid[])
      and ${inCare(tx, proposersOf(definition, list), unit)}
    order by e.id for no key update of e`;
  return new Map(found.map(({ row, ...entry }) => [row, entry]));
}

/** @returns the rows whose act has been taken under its own key, whatever was done with them since */
export async function takenBefore(tx: Queries, rows: readonly RowDone[]): Promise<Map<string, RowOutcome>> {
  const keyed = rows.flatMap(({ row, key }) => (key === undefined ? [] : [{ row, key }]));
  if (keyed.length === 0) return new Map();
  const found = await tx<{ row: string; version: number; outcome: DeliveryOutcome | null }[]>`
    select distinct e.row, e.version, v.outcome from jsonb_to_recordset(${tx.json(keyed)}) as k(row uuid, key uuid)
    join deeds d on d.submission = k.key join entries e on e.id = d.entry_id and e.row = k.row
    left join deliveries v on v.deed_id = d.id`;
  return new Map(
    found.map(({ row, version, outcome }) => {
      // Who has lost the first answer still reads that it stands beside the row.
      const said = outcome === null ? undefined : SAID[outcome];
      return [row, said ? refusedRow(row, sentence(said)) : { row, is: 'same', version }];
    }),
  );
}

/**
 * A browser that never got its answer sends the same again.
 * @returns the refused rows for which the unit has done this
 */
async function doneBefore(
  tx: Queries,
  { unit, round }: DoingStep,
  act: RowAct,
  rows: readonly { id: number }[],
): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const kind = act.act === 'do' ? act.step : act.act;
  const found = await tx<{ row: string }[]>`
    select e.row from entries e cross join lateral (
      select d.kind, d.unit_code, d.round_key from deeds d where d.entry_id = e.id order by d.id desc limit 1) l
    where e.id = any(${rows.map(({ id }) => id)}::bigint[]) and l.kind = ${kind} and l.unit_code = ${unit} and l.round_key = ${round}`;
  return new Set(found.map(({ row }) => row));
}
