import type { CampaignClient } from '../../client/campaigns';
import { audit } from '../../store/account/audit-log';
import { atomically } from '../../store/db/db';
import * as decide from '../../store/list/acts/decide';
import { handOf } from '../../store/list/deeds';
import { photoOfRow } from '../../store/list/roster/row-story';
import { openKeyring } from '../../store/people/sealed/keyring';
import type { PeopleKey } from '../../store/people/sealed/people-key';
import type { Acting } from '../acting';
import { startWaiting } from '../case/cases';

interface RowClient {
  client: Pick<CampaignClient, 'startCases' | 'reportArrived'>;
}

/**
 * Decides on rows of a list, one or many, all or nothing. The audit log has one line with the count; who is on the
 * rows and why stands with their deeds. Units of returned or moved rows hear of them by cases, which start here.
 * @returns the receipt; for an act that was sent before, the first one
 * @throws Refused with all rows that forbid it
 */
export const decideRows = async (
  { sql, by, client }: Acting & RowClient,
  { via, ...deciding }: Omit<decide.Deciding, 'hand'> & { via: 'api' | 'cli' | 'paper' },
): Promise<Omit<decide.Decided, 'rounds'>> => {
  const { rounds, ...decided } = await atomically(sql, async (transaction) => {
    const act = await decide.decideRows(transaction, { ...deciding, hand: handOf(by, via) });
    const { campaign, list } = deciding;
    const { kind, rows, receipt } = act;
    if (!act.repeated) await audit(transaction, by, 'decide-rows', { campaign, list, what: kind, rows, receipt });
    return act;
  });
  for (const round of rounds) await client.reportArrived(round);
  if (STARTS.includes(decided.kind)) await startWaiting(sql, { client }, deciding.campaign);
  return decided;
};

/** Kinds of acts that open cases. */
const STARTS: readonly string[] = ['return', 'move'];

interface LookingAtPhoto {
  key: PeopleKey;
  campaign: string;
  list: string;
  /** Number of a row that the reader may see. */
  row: number;
  /** Number of the photo. */
  photo: string;
  /** For the audit log; it must name no person. */
  reason: string;
}

/**
 * Shows a photo that proves a deed: it may show somebody, or what they have signed. One line of the audit log records
 * who has looked and why.
 * @returns the picture (JPEG), or null when no deed with the row names the photo
 */
export const showPhotoOfRow = (
  { sql, by }: Acting,
  { key, campaign, list, row, photo, reason }: LookingAtPhoto,
): Promise<Buffer | null> =>
  atomically(sql, async (transaction) => {
    const picture = await photoOfRow(transaction, await openKeyring(transaction, key), { row, photo });
    if (picture) await audit(transaction, by, 'reveal-people', { campaign, list, row, what: 'photo', reason });
    return picture;
  });
