import type { CampaignClient } from '../../client/campaigns';
import type { Instant } from '../../domain/instant';
import { bareJpeg, PHOTO_BYTES } from '../../domain/report/photo';
import type { ClockSetting } from '../../domain/round/clock';
import { Refused, sentence } from '../../domain/text/refusal';
import { audit } from '../../store/account/audit-log';
import { type CampaignRow, getCampaign } from '../../store/campaign/campaigns';
import { nowOf } from '../../store/case/raise-case';
import { atomically, type Queries } from '../../store/db/db';
import { within } from '../../store/db/scope';
import { openKeyring } from '../../store/people/sealed/keyring';
import type { PeopleKey } from '../../store/people/sealed/people-key';
import { closePostings, withdrawPostings } from '../../store/posting/close-postings';
import {
  type FirstPosting,
  firstPosting,
  openedUnder,
  openPostings,
  type ToPost,
} from '../../store/posting/open-postings';
import { type Addresses, findPosting, type Posting } from '../../store/posting/posted';
import { addPostingPhoto, MOST_PHOTOS, type PhotoMoment } from '../../store/posting/posting-photos';
import type { Acting } from '../acting';

/** The workflows of postings. */
export interface PostingClient {
  client: Pick<CampaignClient, 'startPosting' | 'postingsChanged'>;
}

/** Who posts: rows are opened to see whose names may not be shown. */
interface OfPostings extends Acting {
  key: PeopleKey;
  addresses: Addresses;
  /** The reader's region; null for all. */
  top: string | null;
}

export interface PostedLot {
  lot: number;
  postings: number;
  rows: number;
  closesAt: Instant;
  /** This very act was sent before; this is its receipt. */
  repeated: boolean;
  /** Workflows that were started; a driver of a stepped clock must move them. */
  workflows: string[];
}

/**
 * Posts a list in the villages of a region: freezes the rows that stand before `announce`, one posting for each
 * village.
 * @param submission the sender's key (UUID): a second sending gives the first receipt
 * @throws Refused when there is nothing to post, or a sheet would show the number of a person
 */
export async function openPosting(
  { sql, by, client, ...posting }: OfPostings & PostingClient,
  toPost: ToPost,
  submission?: string,
): Promise<PostedLot> {
  const { opened, clock, repeated } = await atomically(sql, async (tx) => {
    const { row, now } = await openFor(tx, posting, toPost);
    await tx`select from lists where campaign_id = ${toPost.campaign} and id = ${toPost.list} for no key update`;
    const before = submission === undefined ? null : await openedUnder(tx, toPost, submission);
    if (before) return { opened: before, clock: clockOf(row), repeated: true };
    const made = await openPostings(tx, {
      ...toPost,
      submission,
      definition: row.definition,
      keyring: await openKeyring(tx, posting.key),
      now,
      addresses: posting.addresses,
    });
    const { start, postings, rows } = made;
    const { campaign, list, region } = toPost;
    await audit(tx, by, 'post-list', { campaign, list, region, lot: start.lot, postings, rows });
    return { opened: made, clock: clockOf(row), repeated: false };
  });
  const { start, postings, rows } = opened;
  await client.startPosting(start, clock);
  return { lot: start.lot, postings, rows, closesAt: start.closesAt, repeated, workflows: [start.workflowId] };
}

/**
 * Shows the first village's sheet as it would hang, and what on it no sheet may show; posts nothing.
 * @throws Refused when there is nothing to post
 */
export const previewPosting = ({ sql, by, ...posting }: OfPostings, toPost: ToPost): Promise<FirstPosting> =>
  atomically(sql, async (tx) => {
    const { row, now } = await openFor(tx, posting, toPost);
    const keyring = await openKeyring(tx, posting.key);
    const { addresses } = posting;
    const shown = await firstPosting(tx, { ...toPost, definition: row.definition, keyring, now, addresses });
    const { campaign, list, region } = toPost;
    if (!shown) throw new Refused(sentence('posting-nothing', { list }));
    await audit(tx, by, 'preview-posting', { campaign, list, region });
    return shown;
  });

/** Takes a village's posting down before its end, with a reason; its rows stand before the posting again. */
export async function withdrawPosting(
  { sql, by, client }: Acting & PostingClient,
  { posting: id, top, reason }: { posting: number; top: string | null; reason: string },
): Promise<{ posting: number; workflows: string[] }> {
  const { workflowId, now } = await atomically(sql, async (tx) => {
    const posting = await existing(tx, { id, top });
    const at = await nowOf(tx, posting.campaign);
    const [taken] = await withdrawPostings(tx, { posting: id, now: at });
    if (!taken) throw new Refused(sentence('posting-over'));
    const { campaign, list, region } = posting;
    await audit(tx, by, 'withdraw-posting', { campaign, list, region, posting: id, reason });
    return { ...taken, now: at };
  });
  await client.postingsChanged([workflowId], now);
  return { posting: id, workflows: [workflowId] };
}

/**
 * Closes the postings of a lot whose last day is over, for example when their workflow has failed.
 * @throws Refused before the end of the last day
 */
export async function closePosting(
  { sql, by, client }: Acting & PostingClient,
  { posting: id, top }: { posting: number; top: string | null },
): Promise<{ posting: number; workflows: string[] }> {
  const { workflowId, now } = await atomically(sql, async (tx) => {
    const posting = await existing(tx, { id, top });
    const at = await nowOf(tx, posting.campaign);
    if (posting.state !== 'open') throw new Refused(sentence('posting-over'));
    if (at < posting.closesAt) throw new Refused(sentence('posting-runs', { until: posting.content.to }));
    const { campaign, lot } = posting;
    while ((await closePostings(tx, { lot, now: at })) > 0);
    await audit(tx, by, 'close-posting', { campaign, lot });
    return { ...posting, now: at };
  });
  await client.postingsChanged([workflowId], now);
  return { posting: id, workflows: [workflowId] };
}

/** @returns the posting. @throws Refused when there is none within the reader's region */
async function existing(tx: Queries, { id, top }: { id: number; top: string | null }): Promise<Posting> {
  const posting = await findPosting(tx, { id, top });
  if (!posting) throw new Refused(sentence('unknown-posting', { posting: id }));
  return posting;
}

/** The campaign, kept from its end until the transaction is over. @throws Refused when nothing can be posted there */
async function openFor(
  tx: Queries,
  { top }: Pick<OfPostings, 'top'>,
  { campaign, region }: ToPost,
): Promise<{ row: CampaignRow; now: Instant }> {
  await tx`select from campaigns where id = ${campaign} for share`;
  const row = await getCampaign(tx, campaign);
  if (row.state !== 'running') throw new Refused(sentence('posting-campaign-over'));
  const [inside] = await tx`
    select from regions g where g.code = ${region} and ${within(tx, row.definition.scope, 'g.path')} and ${within(tx, top, 'g.path')}`;
  if (!inside) throw new Refused(sentence('posting-outside', { region }));
  return { row, now: await nowOf(tx, campaign) };
}

const clockOf = ({ clockAt }: CampaignRow): ClockSetting =>
  clockAt === null ? { kind: 'wall' } : { kind: 'stepped', at: clockAt };

/** Keeps a photo of the board at the start or the end, as evidence. @throws Refused when it is no photo */
export const keepBoardPhoto = (
  { sql, by }: Acting,
  { posting: id, top, moment, bytes }: { posting: number; top: string | null; moment: PhotoMoment; bytes: Uint8Array },
): Promise<{ posting: number; photo: string }> =>
  atomically(sql, async (tx) => {
    const { campaign } = await existing(tx, { id, top });
    const picture = bytes.length <= PHOTO_BYTES ? bareJpeg(bytes) : null;
    if (!picture) throw new Refused(sentence('posting-photo', { most: Math.floor(PHOTO_BYTES / 1024) }));
    const now = await nowOf(tx, campaign);
    const photo = await addPostingPhoto(tx, { posting: id, moment, bytes, picture, now });
    if (photo === null) throw new Refused(sentence('posting-photos', { most: MOST_PHOTOS }));
    await audit(tx, by, 'photograph-posting', { campaign, posting: id, moment, photo });
    return { posting: id, photo };
  });
