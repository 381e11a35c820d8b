import type { Actor } from '../store/account/actor';
import { audit } from '../store/account/audit-log';
import type { Queries } from '../store/db/db';

/** The user who looks. */
interface Looking {
  sql: Queries;
  by: Actor;
}

/** Records the download of a campaign's report, before the file is sent. */
export const noteExport = (
  { sql, by }: Looking,
  report: { campaign: string; as: string; period?: string },
): Promise<void> => audit(sql, by, 'export-reports', report);

/** Records the export of a table, before the file is sent: which filters were set, never what was typed into them. */
export const noteTableExport = (
  { sql, by }: Looking,
  table: { table: string; rows: number; filters?: string },
): Promise<void> => audit(sql, by, 'export-table', table);

/** Records the view of a report's photo, before it is shown. */
export const notePhotoSeen = (
  { sql, by }: Looking,
  photo: { campaign: string; key: string; unit: string; photo: string },
): Promise<void> => audit(sql, by, 'see-reports', { what: 'photo', ...photo });

/** A request for the audit log: its route, never its URL, which may hold a token. */
export interface Asked {
  method: string;
  route: string | undefined;
  [what: string]: string | number | undefined;
}

/** Records a refused request: wrong password or token, too many requests, or forbidden. */
export const noteRefusal = (
  { sql, by }: Looking,
  verb: 'sign-in-refused' | 'refused',
  asked: Asked & { status: number; from: string },
): Promise<void> => audit(sql, by, verb, asked);

/** Records an act at the queue board, before it is done: the board is a library and does not know this log. */
export const noteQueueAct = ({ sql, by }: Looking, asked: Asked): Promise<void> => audit(sql, by, 'tend-queues', asked);
