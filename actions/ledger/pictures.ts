import { audit } from '../../store/account/audit-log';
import { atomically } from '../../store/db/db';
import { placeOfPicture } from '../../store/ledger/delivery/officer-pictures';
import type { PeopleKey } from '../../store/people/sealed/people-key';
import { addPhoto } from '../../store/report/photos';
import type { Acting } from '../acting';

interface Picture {
  campaign: string;
  list: string;
  /** Number of the row. */
  row: number;
  /** PNG of a drawn signature, or JPEG of a sheet that was signed. */
  bytes: Uint8Array;
  /** Region of who acts; null for everything. */
  top: string | null;
  /** Seals it. */
  people: PeopleKey;
}

/**
 * Keeps a picture that a delivery to a row will name: a signature that was drawn, or the photo of a signed sheet.
 * @returns its number, by which the delivery names it
 * @throws Refused when the row is not theirs, or nobody is asked to deliver to it; PhotoRefused for a blank one
 */
export const keepDeliveryPicture = (
  { sql, by }: Acting,
  { campaign, list, row, bytes, top, people }: Picture,
): Promise<{ photo: string }> =>
  atomically(sql, async (tx) => {
    const photo = await addPhoto(tx, await placeOfPicture(tx, { campaign, list, row, top }), bytes, people);
    await audit(tx, by, 'keep-ledger', { campaign, list, what: 'picture', row });
    return { photo };
  });
