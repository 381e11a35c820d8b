import { type Instant, instant } from '../../domain/instant';
import type { CampaignRow } from '../../store/campaign/campaigns';

/**
 * @returns the instant of the figures, in campaign time: the end of an ended campaign, so that a report written again
 *   next month says the same; the stepped clock's time in a rehearsal; else now.
 */
export const asOf = ({ endedAt, clockAt }: Pick<CampaignRow, 'endedAt' | 'clockAt'>): Instant =>
  endedAt ?? clockAt ?? instant(Date.now());
