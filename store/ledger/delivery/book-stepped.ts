import type { Definition } from '../../../domain/campaign/definition/definition';
import { type Problem, Refused, sentence } from '../../../domain/text/refusal';
import type { Queries } from '../../db/db';
import { FORBIDDING_SHOWN } from '../../list/acts/act-on-rows';
import type { Hand } from '../../list/deeds';
import type { Delivering, Kept } from './delivering';
import { decideHandings, dueRows, keepsAccounts } from './due-rows';
import { keepDeliveries } from './keep-deliveries';

/** Rows that are booked in one statement. */
const AT_ONCE = 2000;

interface Stepped {
  campaign: string;
  list: string;
  definition: Definition;
  hand: Hand;
  at: string;
  /** The key of the act: its deeds are those of the rows. */
  submission: string;
  /** In which of the list's ways all of them are helped. */
  helps: readonly string[];
}

/**
 * Books what an officer's decision has handed over to rows that have just taken the step: all that is due, of all of
 * them, or nothing.
 * @throws Refused with the first rows for which no store has enough; the caller rolls the step back
 */
export async function bookStepped(tx: Queries, stepped: Stepped): Promise<void> {
  if (!keepsAccounts(stepped.definition) && stepped.helps.length === 0) return;
  for (let after: number | null = 0; after !== null; ) after = await bookPage(tx, stepped, after);
}

/** @returns the last row that was booked; null when there are no more */
async function bookPage(tx: Queries, stepped: Stepped, after: number): Promise<number | null> {
  const { campaign, submission, helps, definition } = stepped;
  const deeds = await tx<{ id: number; entry: number }[]>`
    select id, entry_id as entry from deeds
    where submission = ${submission} and campaign_id = ${campaign} and kind = 'deliver' and entry_id > ${after}
    order by entry_id limit ${AT_ONCE}`;
  if (deeds.length === 0) return null;
  const due = await dueRows(
    tx,
    stepped,
    deeds.map(({ entry }) => entry),
  );
  const handings = keepsAccounts(definition) ? [...due.values()].map((row) => ({ ...row, confirmed: false })) : [];
  const out = await decideHandings(tx, campaign, handings);
  const lacking = [...due.values()].flatMap(({ id, unit }): Problem[] => {
    const one = out.get(id);
    return one?.is === 'lacks' ? [{ field: `${id} ${unit}`, ...sentence('delivery-store-lacks', one.lacks) }] : [];
  });
  if (lacking.length > 0)
    throw new Refused(sentence('rows-forbid', { rows: lacking.length }), lacking.slice(0, FORBIDDING_SHOWN));
  const delivering: Delivering = {
    ...stepped,
    today: '',
    keyring: () => Promise.reject(new Error('Nobody is sealed.')),
  };
  await keepDeliveries(
    tx,
    delivering,
    deeds.flatMap(({ id: deed, entry }): Kept[] => {
      const [row, one] = [due.get(entry), out.get(entry)];
      const parts = one?.is === 'given' ? one.parts : [];
      if (!row || (one?.is !== 'given' && helps.length === 0)) return [];
      const given = { id: entry, row: row.row, done: true, helps };
      return [{ ...{ given, row, deed, outcome: 'given', proxy: null, signed: false }, parts, booked: parts }];
    }),
  );
  return deeds.at(-1)?.entry ?? null;
}
