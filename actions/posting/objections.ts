import { createCalendar } from '../../domain/campaign/calendar/calendar';
import type { Day } from '../../domain/campaign/calendar/days';
import { type SaidKind, saidKind } from '../../domain/posting/objection';
import { bareJpeg, PHOTO_BYTES } from '../../domain/report/photo';
import { printable } from '../../domain/text/printable';
import { Refused, sentence } from '../../domain/text/refusal';
import type { Actor } from '../../store/account/actor';
import { audit } from '../../store/account/audit-log';
import { getCampaign } from '../../store/campaign/campaigns';
import { nowOf, type Raised, raiseCase } from '../../store/case/raise-case';
import { takenStatement } from '../../store/case/statements';
import { atomically, type Queries, type Sql } from '../../store/db/db';
import { openKeyring } from '../../store/people/sealed/keyring';
import type { PeopleKey } from '../../store/people/sealed/people-key';
import { findPosting, latestPosting, type Posting } from '../../store/posting/posted';
import { entryNumbered, keepPaper, kindOfCase } from '../../store/posting/said';
import { type CaseClient, startWaiting } from '../case/cases';

/** What somebody says about a posting: by its page, or to an officer by telephone, paper or SMS. */
export interface SaidAboutPosting {
  /** Number of the posting. */
  posting: number;
  /** Of the row on the sheet; left out for a family that is missing. */
  number?: number | undefined;
  text: string;
  /** Name and telephone, where they were given. */
  from?: string | undefined;
  /** The sender's key (UUID). */
  submission?: string | undefined;
  /** The officer's region; null for all. */
  top: string | null;
  /** A paper that was handed over on this day, with its photo (JPEG); only officers name one. */
  paper?: { handedOver: Day; photo: Uint8Array } | undefined;
}

export interface Hearing {
  sql: Sql;
  /** Null for the public page: the statement itself is the record. */
  by: Actor | null;
  key: PeopleKey;
  client: CaseClient['client'];
}

export interface HeardAboutPosting extends Raised {
  kind: SaidKind;
  workflows: string[];
}

/**
 * Takes what somebody says about a posting; it is always taken, and becomes a case. In time it is an objection, which
 * holds the row, or a nomination; later it is a complaint, which holds nothing by itself.
 * @throws Refused when it says nothing, or names a number that no sheet of the village had
 */
export async function hearAboutPosting(
  { sql, by, key, client }: Hearing,
  said: SaidAboutPosting,
): Promise<HeardAboutPosting> {
  const heard = await atomically(sql, async (tx) => {
    const before = said.submission === undefined ? null : await takenStatement(tx, said.submission);
    const posting = (by === null ? await latestPosting(tx, said.posting) : await latestSeen(tx, said)) ?? null;
    if (!posting) throw new Refused(sentence('unknown-posting', { posting: said.posting }));
    const { campaign, region, id } = posting;
    if (before) return { ...before, kind: await kindOfCase(tx, before.case), repeated: true, campaign };
    const text = printable(said.text);
    if (text === '') throw new Refused(sentence('posting-says-nothing'));
    const row = said.number === undefined ? undefined : await rowOf(tx, posting, said.number);
    const kind = await kindOf(tx, posting, { ...said, down: row?.hangs === false });
    const raiser = by === null ? ({ by: 'public' } as const) : ({ by: 'account', account: by.id } as const);
    const from = printable(said.from ?? '');
    const words = { text, ...(from !== '' && { from }) };
    const { submission, top } = said;
    const raised = await raiseCase(
      tx,
      { campaign, kind, region, entry: row?.entry, posting: id, raiser, said: words, submission, top },
      key,
    );
    const { paper } = said;
    if (paper)
      await keepPaper(tx, await openKeyring(tx, key), { case: raised.case, ...paper, photo: pictureOf(paper.photo) });
    if (by)
      await audit(tx, by, 'hear-about-posting', {
        campaign,
        posting: id,
        case: raised.case,
        kind,
        receipt: raised.receipt,
      });
    return { ...raised, kind, campaign };
  });
  const { campaign, ...result } = heard;
  return { ...result, workflows: await startWaiting(sql, { client }, campaign) };
}

/** @returns what hangs now, where the officer may see it. */
const latestSeen = async (tx: Queries, { posting, top }: SaidAboutPosting): Promise<Posting | null> =>
  (await findPosting(tx, { id: posting, top })) && latestPosting(tx, posting);

async function rowOf(tx: Queries, posting: Posting, number: number): Promise<{ entry: number; hangs: boolean }> {
  if (!posting.content.objections) throw new Refused(sentence('posting-takes-no-objections'));
  const row = await entryNumbered(tx, posting, number);
  if (row) return row;
  throw new Refused(sentence('posting-no-number', { number }), [
    { field: 'number', ...sentence('posting-no-number', { number }) },
  ]);
}

async function kindOf(
  tx: Queries,
  posting: Posting,
  { number, paper, down }: SaidAboutPosting & { down: boolean },
): Promise<SaidKind> {
  const { campaign, content, closesAt, state } = posting;
  const now = await nowOf(tx, campaign);
  const today = createCalendar((await getCampaign(tx, campaign)).definition).dayOf(now);
  if (paper && (paper.handedOver > today || paper.handedOver < content.from))
    throw new Refused(sentence('posting-paper-ahead'));
  const { to: lastDay, nominations } = content;
  const handedOver = paper?.handedOver;
  return saidKind({
    now,
    closesAt,
    lastDay,
    handedOver,
    ofRow: number !== undefined,
    nominations,
    down: down || state === 'withdrawn',
  });
}

function pictureOf(photo: Uint8Array): Uint8Array {
  const picture = photo.length <= PHOTO_BYTES ? bareJpeg(photo) : null;
  if (!picture) throw new Refused(sentence('posting-photo', { most: Math.floor(PHOTO_BYTES / 1024) }));
  return picture;
}
