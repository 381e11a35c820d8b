import { bareJpeg, PHOTO_BYTES } from '../../domain/report/photo';
import { Refused, sentence } from '../../domain/text/refusal';
import { audit } from '../../store/account/audit-log';
import { type AnsweredNow, answerNow } from '../../store/case/answer-now';
import { type Decision, whereToAnswer } from '../../store/case/decide-case';
import { atomically, type Queries } from '../../store/db/db';
import { handOf } from '../../store/list/deeds';
import { findPaper, lockPaper, MOST_SHEETS, type Paper } from '../../store/list/paper/papers';
import * as settle from '../../store/list/paper/settle-paper';
import * as other from '../../store/list/paper/take-other';
import * as take from '../../store/list/paper/take-paper';
import type { RowsSent } from '../../store/list/propose';
import { openKeyring } from '../../store/people/sealed/keyring';
import type { PeopleKey } from '../../store/people/sealed/people-key';
import { type Recorded, recordReport } from '../../store/report/reports';
import type { Acting } from '../acting';
import { type CaseClient, startWaiting, tellAnswered } from '../case/cases';

type Hands = Acting & CaseClient & { people: PeopleKey };

/** A paper, by its number; and the region of who acts, null for everything. */
interface Of {
  paper: number;
  top: string | null;
}

/**
 * Takes a list that a unit has handed over on paper: with that it has reported. Who took it owes the keying.
 * @param because why it is taken after the lock; only who may steer the campaign gives one
 * @throws Refused; ReportRefused when the round takes nothing
 */
export async function takePaper(
  { sql, by, client, people }: Hands,
  { because, ...taking }: Omit<take.TakingPaper, 'hand' | 'opened'> & { because?: string | undefined },
): Promise<take.PaperTaken> {
  const { campaign, list, key, unit, rows } = taking;
  const sheets = taking.sheets.map(pictureOf);
  if (sheets.length === 0 || sheets.length > MOST_SHEETS)
    throw new Refused(sentence('paper-no-sheet', { most: MOST_SHEETS }));
  const taken = await atomically(sql, async (tx) => {
    const given = { ...taking, sheets, opened: because !== undefined, hand: handOf(by, 'paper') };
    const done = await take.takePaper(tx, await openKeyring(tx, people), given);
    const line = { campaign, list, what: 'take-paper', key, unit, rows, sheets: sheets.length, receipt: done.receipt };
    if (!done.repeated)
      await audit(tx, by, 'edit-lists', { ...line, ...(because !== undefined && { reason: because }) });
    return done;
  });
  if (!taken.repeated) await client.reportArrived(taken.round);
  await startWaiting(sql, { client }, campaign);
  return taken;
}

/** @throws Refused for what is no photo */
function pictureOf(photo: Uint8Array): Uint8Array {
  const picture = photo.length <= PHOTO_BYTES ? bareJpeg(photo) : null;
  if (!picture) throw new Refused(sentence('paper-no-sheet', { most: MOST_SHEETS }));
  return picture;
}

/**
 * Lets a paper be keyed after the lock, because it was handed over before.
 * @throws Refused when it is settled
 */
export const openPaper = ({ sql, by }: Acting, { reason, ...of }: Of & { reason: string }): Promise<void> =>
  atomically(sql, async (tx) => {
    const paper = await lockPaper(tx, of);
    await settle.openPaper(tx, paper);
    await audit(tx, by, 'steer-campaign', { ...lineOf(paper), what: 'open-paper', reason });
  });

/**
 * Keys rows of a paper: they count from the hour at which it was handed over.
 * @param whole these are all; false while more is keyed. What is corrected afterwards belongs to a whole list
 * @throws Refused when the round is locked and nobody has opened the paper; ReportRefused as for the unit itself
 */
export async function keyPaper(
  { sql, by, client, people }: Hands,
  { rows, whole, submission, ...of }: Of & { rows: RowsSent; whole: boolean; submission: string },
): Promise<Recorded> {
  const recorded = await atomically(sql, async (tx) => {
    const paper = await lockPaper(tx, of);
    settle.refuseSettled(paper);
    if (paper.closed) throw new Refused(sentence('paper-locked'));
    const { campaign, key, unit, handedOver, id, opened } = paper;
    const hand = handOf(by, 'paper');
    const isWhole = whole || paper.state === 'keyed';
    const done = await recordReport(tx, {
      ...{ campaign, key, unit, handedOver, submission, rows, people, hand, via: 'paper', begun: !isWhole },
      ...{ paper: { id, opened }, input: { nothing: false, figures: {} } },
    });
    if (isWhole) await settle.noteKeyed(tx, paper, hand);
    const taken = done.rows?.filter(({ is }) => is !== 'refused').length ?? 0;
    await audit(tx, by, 'edit-lists', { ...lineOf(paper), what: 'key-paper', rows: taken, whole });
    return done;
  });
  if (!recorded.repeated) await client.reportArrived(recorded.round);
  return recorded;
}

/**
 * A second person reads a keyed paper back: the number of rows, and the last four characters of each number. With that
 * the keying is done, and its case is closed.
 * @throws Refused with each difference
 */
export async function comparePaper(hands: Hands, { read, ...of }: Of & { read: settle.ReadBack }): Promise<void> {
  const { sql, by, people } = hands;
  const hand = handOf(by, 'paper');
  const answered = await atomically(sql, async (tx) => {
    const paper = await lockPaper(tx, of);
    await settle.comparePaper(tx, await openKeyring(tx, people), { paper, read, hand });
    await audit(tx, by, 'edit-lists', { ...lineOf(paper), what: 'compare-paper', rows: read.rows });
    return closeCase(tx, paper, { outcome: 'keyed', hand, top: of.top });
  });
  if (answered) await tellAnswered(hands, answered);
}

/**
 * Takes over what the other way says of a row in which the paper and the village's phone differ.
 * @returns the new version of the row @throws Refused
 */
export const takeOther = (
  { sql, by, people }: Acting & { people: PeopleKey },
  { row, version, via, ...of }: Of & { row: string; version: number; via: 'api' | 'cli' },
): Promise<{ version: number }> =>
  atomically(sql, async (tx) => {
    const paper = await lockPaper(tx, of);
    const taken = await other.takeOther(tx, await openKeyring(tx, people), {
      ...{ paper, row, version, hand: handOf(by, via) },
    });
    await audit(tx, by, 'edit-lists', { ...lineOf(paper), what: 'take-other', row });
    return taken;
  });

/**
 * Declares a paper void before any row of it is keyed: the unit is silent again, unless its phone has reported.
 * @throws Refused
 */
export async function voidPaper(hands: Hands, { reason, ...of }: Of & { reason: string }): Promise<void> {
  const { sql, by, client } = hands;
  const { answered, round } = await atomically(sql, async (tx) => {
    const paper = await lockPaper(tx, of);
    const done = await settle.voidPaper(tx, paper, reason);
    await audit(tx, by, 'edit-lists', { ...lineOf(paper), what: 'void-paper', reason });
    const answer = { outcome: 'void', reason, hand: handOf(by, 'paper'), top: of.top } as const;
    return { ...done, answered: await closeCase(tx, paper, answer) };
  });
  await client.reportArrived(round);
  if (answered) await tellAnswered(hands, answered);
}

/** Shows the photo of a sheet, for a reason. @returns the photo (JPEG) @throws Refused */
export const showSheet = (
  { sql, by, people }: Acting & { people: PeopleKey },
  { nr, reason, ...of }: Of & { nr: number; reason: string },
): Promise<Buffer> =>
  atomically(sql, async (tx) => {
    const paper = await findPaper(tx, of);
    await audit(tx, by, 'reveal-people', { ...lineOf(paper), what: 'paper-sheet', sheet: nr, reason });
    const photo = await settle.sheetOf(tx, await openKeyring(tx, people), { paper: paper.id, nr });
    if (!photo) throw new Refused(sentence('paper-sheet-absent'));
    return photo;
  });

const lineOf = ({ campaign, list, key, unit, receipt }: Paper) => ({ campaign, list, key, unit, receipt });

/** Its superior may have taken the case over, or its round may just have ended: then the paper itself is the record. */
const MOVED_ON: readonly string[] = ['case-answered', 'case-moved', 'unknown-case'];

/** @returns null where there is no case to close any more */
async function closeCase(
  tx: Queries,
  { case: id }: Paper,
  answer: Omit<Decision, 'case'> & { outcome: 'keyed' | 'void' },
): Promise<AnsweredNow | null> {
  if (id === null) return null;
  const decision = { ...answer, case: id };
  try {
    return await answerNow(tx, await whereToAnswer(tx, decision), decision);
  } catch (error) {
    if (error instanceof Refused && MOVED_ON.includes(error.code)) return null;
    throw error;
  }
}
