import type { Actor } from '../store/account/actor';
import { audit } from '../store/account/audit-log';
import type { Queries } from '../store/db/db';

/** Who looks. */
interface Looking {
  sql: Queries;
  by: Actor;
}

/** Notes that a campaign's report was taken away as a file, before it is given. */
export const noteExport = ({ sql, by }: Looking, report: { campaign: string; as: string }): Promise<void> =>
  audit(sql, by, 'export-reports', report);

/** Notes that a photo of a report was looked at, before it is shown. */
export const notePhotoSeen = (
  { sql, by }: Looking,
  photo: { campaign: string; key: string; unit: string; photo: string },
): Promise<void> => audit(sql, by, 'see-reports', { what: 'photo', ...photo });

/** What the console tells of a request: by its route, never by its address, which may hold a token. */
export interface Asked {
  method: string;
  route: string | undefined;
  [what: string]: string | number | undefined;
}

/** Notes a request that was refused: a wrong password or token, too often, not allowed. */
export const noteRefusal = (
  { sql, by }: Looking,
  verb: 'sign-in-refused' | 'refused',
  asked: Asked & { status: number; from: string },
): Promise<void> => audit(sql, by, verb, asked);

/** Notes what was done at the queue board, before it is: the board is a library's and knows nothing of this log. */
export const noteQueueAct = ({ sql, by }: Looking, asked: Asked): Promise<void> => audit(sql, by, 'tend-queues', asked);
