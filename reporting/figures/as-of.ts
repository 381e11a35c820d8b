import { type Instant, instant } from '../../domain/instant';
import type { CampaignRow } from '../../store/campaign/campaigns';

/**
 * The instant the figures stand for, in campaign time: the end once there is one, so that a report written again
 * next month says the same; the stepped clock's hand in a rehearsal; now otherwise.
 */
export const asOf = ({ endedAt, clockAt }: Pick<CampaignRow, 'endedAt' | 'clockAt'>): Instant =>
  endedAt ?? clockAt ?? instant(Date.now());
