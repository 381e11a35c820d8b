import { DateTime } from 'luxon';
import type { Instant } from '../../domain/instant';
import type { PrintFrame } from '../../domain/print/filled';
import type { CampaignRow } from '../../store/campaign/campaigns';
import { getCampaign } from '../../store/campaign/campaigns';
import type { Queries } from '../../store/db/db';

/** A campaign at the moment of printing. */
export interface Printed {
  campaign: CampaignRow;
  /** Campaign time. */
  now: Instant;
  frame: PrintFrame;
  /** A moment as people write it: `2027-01-20 09:30`, or only its day. */
  local(moment: Instant, of: 'day' | 'minute'): string;
}

/** @throws Refused when the campaign is not known */
export async function printedNow(sql: Queries, id: string): Promise<Printed> {
  const campaign = await getCampaign(sql, id);
  const { definition, plan, mode } = campaign;
  const [clock] = await sql<{ now: Instant }[]>`select campaign_now(${id}) as now`;
  const now = clock?.now ?? campaign.startedAt;
  const local = (moment: Instant, of: 'day' | 'minute') =>
    DateTime.fromISO(moment, { zone: plan.zone }).toFormat(of === 'day' ? 'yyyy-MM-dd' : 'yyyy-MM-dd HH:mm');
  const { organisation, name } = definition;
  const frame = { organisation, campaign: name, rehearsal: mode === 'rehearsal', day: local(now, 'day') };
  return { campaign, now, frame, local };
}
