import type { Definition } from '../../../domain/campaign/definition/definition';
import { kindIn } from '../../../domain/case/kinds-of';
import type { Step } from '../../../domain/list/steps';
import { addCases } from '../../case/open-cases';
import type { Queries } from '../../db/db';
import { addDeeds, type Doing } from '../deeds';
import { type Entry, entryColumns, standingOf } from '../entries';

/** A unit that does a step with rows. */
interface Giving extends Doing {
  step: Step;
  unit: string;
  round: string;
  definition: Definition;
}

/** Name of the deed: it changes nothing of the row. */
const GIVEN = 'given';

/**
 * A phone without a network has given something to a household whose row was stopped meanwhile (SUBSTANCE D.4). That
 * cannot be undone by a refusal: it is kept as a fact beside the row, which stays as it is, and a complaint is opened,
 * which says what becomes of it. A second sending adds nothing.
 * @param rows numbers of the rows that were refused
 * @returns the senders' ids of those that were given although they are held or out
 */
export async function keepGiven(tx: Queries, doing: Giving, rows: readonly number[]): Promise<Set<string>> {
  const { campaign, definition, hand, at: now } = doing;
  if (doing.step !== 'deliver' || rows.length === 0) return new Set();
  const stopped = await tx<(Entry & { kept: boolean })[]>`
    select ${entryColumns(tx)}, exists (
      select from deeds d where d.entry_id = e.id and d.kind = ${GIVEN} and d.unit_code = ${doing.unit} and d.round_key = ${doing.round}) as kept
    from entries e
    where e.id = any(${[...rows]}::bigint[]) and (e.state = 'held' or e.state = 'out' and e.because <> 'withdrawn') order by e.id`;
  const fresh = stopped.filter(({ kept }) => !kept);
  const kind = kindIn(definition, 'complaint');
  const subjects = fresh.map(({ id, unit }) => ({
    region: unit,
    assignee: null,
    entry: id,
    posting: null,
    follows: null,
  }));
  const cases = kind ? await addCases(tx, { campaign, named: 'complaint', kind, subjects, hand, now }) : [];
  for (const [index, entry] of fresh.entries()) {
    const deed = {
      entry: entry.id,
      unit: doing.unit,
      kind: GIVEN,
      before: standingOf(entry),
      after: standingOf(entry),
    };
    await addDeeds(tx, { ...doing, case: cases[index] }, [{ ...deed, because: entry.because ?? entry.state }]);
  }
  return new Set(stopped.map(({ row }) => row));
}
