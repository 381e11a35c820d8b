import type { CampaignRow } from '../../store/campaign/campaigns';

type Of = Pick<CampaignRow, 'id'>;

const page = (path: string, query: Record<string, string | null | undefined>): string => {
  const given = Object.entries(query).filter((one): one is [string, string] => one[1] !== undefined && one[1] !== null);
  return `/console/${path}?${new URLSearchParams(given)}`;
};

/** @returns the page of the console on which the masked rows behind a figure stand */
export const listPage = (
  { id: campaign }: Of,
  of: { list: string; tab?: 'pairs' | 'samples'; units?: string; category?: string },
): string => page('lists', { campaign, ...of });

/** @returns the page of a campaign's postings */
export const postingsPage = ({ id: campaign }: Of): string => page('postings', { campaign });

/** @returns the page of a campaign's cases */
export const casesPage = ({ id: campaign }: Of): string => page('cases', { campaign, closed: 'true' });

/** @returns the page of a campaign's goods and money */
export const ledgerPage = ({ id: campaign }: Of): string => page('ledger', { campaign });

/** @returns a page of the console that has records of a campaign: its warnings, chases, calls or messages */
export const recordsPage = (
  { id: campaign }: Of,
  records: 'warnings' | 'chases' | 'calls' | 'messages',
  query: { state?: string } = {},
): string => page(records, { campaign, ...query });

/** @returns the page of a campaign's units: who has reported, and what */
export const unitsPage = ({ id: campaign }: Of, stage: string): string =>
  page(`campaigns/${encodeURIComponent(campaign)}`, { stage });
