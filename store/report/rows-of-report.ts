import type { Instant } from '../../domain/instant';
import type { ReportInput } from '../../domain/report/report-check';
import type { Figures } from '../../domain/report/report-figures';
import { type Sentence, sentence } from '../../domain/text/refusal';
import type { Queries } from '../db/db';
import { doRows } from '../list/acts/do-rows';
import type { RowDone } from '../list/acts/row-done';
import type { Hand } from '../list/deeds';
import { figuresOfList } from '../list/list-figures';
import { type DeedsSent, takeDeeds } from '../list/pairs/take-deeds';
import { isContact } from '../list/pairs/unit-pairs';
import { MOST_ROWS, proposeRows, type RowsSent } from '../list/propose';
import type { RowOutcome } from '../list/row-outcome';
import { openKeyring } from '../people/sealed/keyring';
import type { PeopleKey } from '../people/sealed/people-key';
import type { AskAddress } from '../round/asks';
import type { OpenPlace } from './open-place';
import { ReportRefused } from './report-refusals';

export interface HandedIn extends AskAddress {
  input: ReportInput;
  via: 'form' | 'api' | 'cli' | 'sms' | 'paper';
  /** Id of the contact whose link was used. */
  contact?: number;
  /** Number of the account of an officer; the name of a program, or of whoever sits at the shell. */
  account?: number | undefined;
  byName?: string | undefined;
  /** Who does it where no contact does: an officer who keys a paper list. */
  hand?: Hand;
  /** When the paper was handed over: its rows and the report count from then. */
  handedOver?: Instant;
  /** The paper whose rows are keyed, and whether somebody above has let it in after the lock. */
  paper?: { id: number; opened: boolean };
  /** The sender's key for this report (a UUID): a second hand-in with the same key gives the first receipt. */
  submission?: string;
  /** For a list ask: rows to add, correct or take back, and the key that seals them. */
  rows?: RowsSent;
  people?: PeopleKey;
  /** For a list ask that does a step after the proposal: what was done with each row. */
  did?: readonly RowDone[];
  /** For a list ask about pairs: what their helpers have done. */
  deeds?: DeedsSent;
  /** For a list ask: more rows follow, so reminders go on. */
  begun?: boolean;
}

/** What a report says. Money in fen. */
export interface Content {
  nothing: boolean;
  figures: Figures;
}

/** @returns the refusal of a whole report */
export const refuse = (said: Sentence) => new ReportRefused(sentence('invalid'), [{ field: null, ...said }]);

/** A paper list counts from the moment at which it was handed over, while the round was open. */
export const handedAt = ({ now, opensAt }: OpenPlace, { handedOver }: HandedIn): Instant =>
  handedOver !== undefined && handedOver >= opensAt && handedOver < now ? handedOver : now;

/** Adds, corrects and takes back rows before they are counted. */
async function takeRows(tx: Queries, place: OpenPlace, handed: HandedIn, sent: RowsSent): Promise<RowOutcome[]> {
  const { list, does, definition, today, lot } = place;
  const over = place.over || lot !== null;
  const { campaign, unit, key, via, contact, submission, people, hand = { via, contact } } = handed;
  const listed = list === null ? undefined : definition?.lists[list];
  const form = listed?.row === undefined ? undefined : definition?.forms[listed.row];
  if (!list || does !== 'propose' || !listed || !form || !people) throw refuse(sentence('list-not-asked'));
  if (sent.rows.length + sent.gone.length > MOST_ROWS) throw refuse(sentence('too-many-rows', { most: MOST_ROWS }));
  const doing = { campaign, hand, at: handedAt(place, handed), round: key, submission };
  const keyring = await openKeyring(tx, people);
  const proposing = { ...doing, list, unit, definition: listed, form, keyring, today, over, paper: handed.paper?.id };
  return proposeRows(tx, proposing, sent);
}

/** Does the asked step with rows before they are counted. */
async function takeDone(
  tx: Queries,
  place: OpenPlace,
  handed: HandedIn,
  did: readonly RowDone[],
): Promise<RowOutcome[]> {
  const { list, does: step, definition, now, today } = place;
  const { campaign, unit, key, via, contact, submission, people, hand = { via, contact } } = handed;
  if (!list || !step || step === 'propose' || step === 'support' || !definition)
    throw refuse(sentence('list-not-asked'));
  if (did.length > MOST_ROWS) throw refuse(sentence('too-many-rows', { most: MOST_ROWS }));
  const doing = { campaign, hand, at: now, round: key, submission };
  return doRows(tx, { ...doing, list, step, unit, definition, today, people }, did);
}

/** Adds deeds for pairs before they are counted. */
async function takeDeedsOfPairs(
  tx: Queries,
  place: OpenPlace,
  handed: HandedIn,
  deeds: DeedsSent,
): Promise<RowOutcome[]> {
  const { list, does, now, today } = place;
  const { campaign, unit, key, via, contact, submission, hand = { via, contact } } = handed;
  if (!list || does !== 'support') throw refuse(sentence('list-not-asked'));
  if (deeds.done.length + deeds.undone.length > MOST_ROWS) throw refuse(sentence('too-many-rows', { most: MOST_ROWS }));
  return takeDeeds(tx, { campaign, hand, at: now, round: key, submission, list, unit, today }, deeds);
}

/** Who helps somebody enters their own deeds; that those of a unit are all, its contact says. */
export async function refuseHelper(
  sql: Queries,
  { does }: OpenPlace,
  { contact, unit, begun }: HandedIn,
): Promise<void> {
  if (does !== 'support' || begun === true || contact === undefined) return;
  if (!(await isContact(sql, { unit, contact }))) throw refuse(sentence('pairs-not-all-yours'));
}

/** @returns the figures of a list's rows: nobody types them. */
export async function countRows(
  sql: Queries,
  { list, does, definition }: OpenPlace,
  handed: HandedIn,
): Promise<Content> {
  const listed = list === null ? undefined : definition?.lists[list];
  if (!list || !does || !listed) throw new Error('The round asks for no step of a list.');
  const { campaign, key, unit, input } = handed;
  if (Object.keys(input.figures).length > 0) throw refuse(sentence('list-counted'));
  const { figures, rows } = await figuresOfList(sql, { campaign, list, does, unit, key }, listed);
  if (input.nothing && rows > 0) throw refuse(sentence('list-not-empty', { rows }));
  return rows === 0 ? { nothing: true, figures: {} } : { nothing: false, figures };
}

/** A unit without a free slot has nothing more to hand in, whether it says so or not. */
export async function isFull(
  sql: Queries,
  { list, does, definition }: OpenPlace,
  { campaign, unit }: HandedIn,
): Promise<boolean> {
  if (!list || does !== 'propose' || definition?.lists[list]?.limit !== 'quotas') return false;
  const [quota] = await sql<{ free: number }[]>`
    select coalesce(sum(slots - used), 0)::int as free from quotas
    where campaign_id = ${campaign} and list = ${list} and unit_code = ${unit}`;
  return quota?.free === 0;
}

/** A list with `rows: none` takes typed counts. */
export const hasRows = ({ list, definition }: OpenPlace): boolean =>
  list !== null && definition?.lists[list]?.rows !== 'none';

/** Takes what a list ask brings besides its report. @returns what became of each row or deed */
export async function takeSent(sql: Queries, place: OpenPlace, handed: HandedIn): Promise<RowOutcome[] | undefined> {
  const { did, deeds, rows } = handed;
  if (did) return takeDone(sql, place, handed, did);
  if (deeds) return takeDeedsOfPairs(sql, place, handed, deeds);
  return rows && takeRows(sql, place, handed, rows);
}
