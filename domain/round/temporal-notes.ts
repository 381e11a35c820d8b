import type { Instant } from '../instant';

/** What ops staff see of a campaign beside each of its workflows in the Temporal UI, as its memo. */
export interface CampaignNote {
  /** The campaign's page in the console. */
  console: string;
  /** Zone of the times in summaries and details; events have UTC. */
  zone: string;
  /** Whether the campaign's times are those of a rehearsed season, beside the real times of the events. */
  clock: string;
}

/** @returns the address of the campaign's page in the console. */
export const campaignPage = (publicUrl: string, campaign: string): string =>
  `${publicUrl.replace(/\/$/, '')}/console/campaigns/${encodeURIComponent(campaign)}`;

/** @returns the memo of a campaign's workflow, and of its rounds. */
export const campaignNote = (
  campaign: string,
  { publicUrl, zone, isStepped }: { publicUrl: string; zone: string; isStepped: boolean },
): CampaignNote => ({
  console: campaignPage(publicUrl, campaign),
  zone,
  clock: isStepped
    ? 'rehearsal: times in summaries and details are of the rehearsed season, times of events are real'
    : 'real time',
});

/** By zone: to make one takes longer than all else that a workflow shows. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** @returns the instant in the zone, for the Temporal UI: `2026-12-03 18:00 Asia/Shanghai`; in UTC without a zone. */
export function timeNoted(at: Instant, zone = 'UTC'): string {
  const shown =
    formats.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  formats.set(zone, shown);
  return `${shown.format(new Date(at))} ${zone}`;
}

/** @returns the zone in a workflow's memo; workflows of before have none. */
export const zoneIn = (memo: Readonly<Record<string, unknown>> | undefined): string | undefined =>
  typeof memo?.zone === 'string' ? memo.zone : undefined;
