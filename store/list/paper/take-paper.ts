import { receiptNumber } from '../../../domain/report/receipt';
import { Refused, sentence } from '../../../domain/text/refusal';
import { kindsIn } from '../../case/kinds-in';
import { addCases } from '../../case/open-cases';
import type { Queries } from '../../db/db';
import type { Keyring } from '../../people/sealed/keyring';
import { lockOpenPlace, type OpenPlace } from '../../report/open-place';
import type { AskAddress } from '../../round/asks';
import type { Hand } from '../deeds';
import { handColumns } from './papers';

/** A paper as it is taken. */
export interface TakingPaper extends AskAddress {
  list: string;
  /** When it was handed over: its rows and the report count from then. */
  handedOver: string;
  /** How many rows stand on it. */
  rows: number;
  /** A photo (JPEG) of each sheet, in their order. */
  sheets: readonly Uint8Array[];
  /** The sender's key (UUID). */
  submission: string;
  /** Taken after the lock, by somebody who may let it in. */
  opened: boolean;
  hand: Hand;
}

/** What is written on the slip. */
export interface PaperTaken {
  paper: number;
  receipt: string;
  onTime: boolean;
  /** The same paper was sent before. */
  repeated: boolean;
  /** Workflow id of the round. */
  round: string;
}

/**
 * Takes a list on paper: with that the unit has reported, and no reminder goes out any more. Who took it owes the
 * keying, as a case. A unit that has reported by its phone before keeps that report; the paper is compared with it.
 * @param tx a transaction
 * @throws Refused when the unit has another paper that is not compared yet, or the day is not one of the round;
 *   ReportRefused when the round takes nothing
 */
export async function takePaper(tx: Queries, keyring: Keyring, taking: TakingPaper): Promise<PaperTaken> {
  const before = await takenBefore(tx, taking);
  if (before) return before;
  const { campaign, list, handedOver, opened, hand, unit } = taking;
  const [running] = await tx<{ state: string }[]>`select state from campaigns where id = ${campaign} for share`;
  const place = await lockOpenPlace(tx, { ...taking, opened });
  const again = await takenBefore(tx, taking);
  if (again) return again;
  if (place.list !== list || place.does !== 'propose' || place.definition?.lists[list]?.row === undefined)
    throw new Refused(sentence('paper-not-asked'));
  if (running?.state !== 'running' && running?.state !== 'paused') throw new Refused(sentence('case-campaign-over'));
  if (handedOver < place.opensAt || handedOver > place.now || handedOver >= place.locksAt)
    throw new Refused(sentence('paper-day'));
  await refuseSecond(tx, place);
  const [drawn] = await tx<{ id: number }[]>`select nextval(pg_get_serial_sequence('reports', 'id')) as id`;
  const id = drawn?.id ?? 0;
  const receipt = receiptNumber(id);
  const onTime = await reportOnPaper(tx, place, { ...taking, id, receipt });
  const [kind, subject] = [(await kindsIn(tx, campaign)).keying, { region: unit, assignee: null }];
  const [owed = null] = kind
    ? await addCases(tx, {
        ...{ campaign, named: 'keying', kind, hand, now: place.now },
        subjects: [{ ...subject, entry: null, posting: null, follows: null }],
      })
    : [];
  const by = handColumns(hand);
  const [made] = await tx<{ id: number }[]>`
    insert into list_papers (ask_id, campaign_id, list, receipt, case_id, handed_over, rows, submission, taken_at, taken_account,
                             taken_by, opened_at)
    values (${place.ask}, ${campaign}, ${list}, ${receipt}, ${owed}, ${handedOver}, ${taking.rows}, ${taking.submission},
            ${place.now}, ${by.account}, ${by.by}, ${opened ? place.now : null})
    returning id`;
  const paper = made?.id ?? 0;
  await keepSheets(tx, keyring, { paper, sheets: taking.sheets });
  return { paper, receipt, onTime, repeated: false, round: place.round };
}

async function takenBefore(tx: Queries, { submission, list }: TakingPaper): Promise<PaperTaken | null> {
  const [found] = await tx<Omit<PaperTaken, 'repeated'>[]>`
    select p.id as paper, p.receipt, p.handed_over < r.due_at as "onTime", r.id as round
    from list_papers p join asks a on a.id = p.ask_id join rounds r on r.id = a.round_id
    where p.submission = ${submission} and p.list = ${list}`;
  return found ? { ...found, repeated: true } : null;
}

async function refuseSecond(tx: Queries, { ask }: OpenPlace): Promise<void> {
  const [open] = await tx<{ receipt: string }[]>`
    select receipt from list_papers where ask_id = ${ask} and compared_at is null and void_at is null`;
  if (open) throw new Refused(sentence('paper-under-way', { receipt: open.receipt }));
}

/** The paper is the unit's report, without figures before its rows are keyed; not where rows have come whole before. */
async function reportOnPaper(
  tx: Queries,
  place: OpenPlace,
  { id, receipt, handedOver }: TakingPaper & { id: number; receipt: string },
): Promise<boolean> {
  const { ask, dueAt, present } = place;
  const onTime = (present?.since ?? handedOver) < dueAt;
  if (present?.whole) return onTime;
  await tx`
    insert into reports (id, ask_id, version, receipt, nothing, figures, on_time, via, reported_at, whole)
    overriding system value
    select ${id}, ${ask}, coalesce(max(version), 0) + 1, ${receipt}, false, '{}', ${onTime}, 'paper', ${handedOver}, true
    from reports where ask_id = ${ask}`;
  await tx`
    update asks set report_id = ${id}, reported_at = coalesce(reported_at, ${handedOver}::timestamptz), on_paper = true
    where id = ${ask}`;
  return onTime;
}

async function keepSheets(
  tx: Queries,
  keyring: Keyring,
  { paper, sheets }: { paper: number; sheets: readonly Uint8Array[] },
): Promise<void> {
  for (const [index, photo] of sheets.entries()) {
    const { sealed, keyNo } = keyring.seal(
      { photo: Buffer.from(photo).toString('base64') },
      'list_paper_sheets.sealed',
    );
    await tx`
      insert into list_paper_sheets (paper_id, nr, sealed, key_no) values (${paper}, ${index + 1}, ${sealed}, ${keyNo})`;
  }
}
