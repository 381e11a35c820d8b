import { openPosting, type PostingClient } from '../../../actions/posting/postings';
import type { PostingStart } from '../../../domain/posting/life';
import type { Actor } from '../../../store/account/actor';
import type { Sql } from '../../../store/db/db';
import { recordReport } from '../../../store/report/reports';
import { type OpenCampaign, TEST_SECRET } from './campaign';
import { family, sending, TEST_PEOPLE_KEY } from './rows';

export const OFFICER: Actor = { id: null, via: 'cli', by: 'officer' };
export const ADDRESSES = { publicUrl: 'http://127.0.0.1:1', secret: TEST_SECRET };

/** Workflows of postings are only noted. */
export function notedPostings(): PostingClient & { started: PostingStart[]; told: string[] } {
  const started: PostingStart[] = [];
  const told: string[] = [];
  return {
    started,
    told,
    client: {
      startPosting: async (start) => void started.push(start),
      async postingsChanged(workflows) {
        told.push(...workflows);
        return [];
      },
    },
  };
}

/** Villages propose families, which are checked at once; they stand before their posting. */
export async function checkedRows(
  sql: Sql,
  campaign: Pick<OpenCampaign, 'id'>,
  by: Record<string, number[]>,
  people = TEST_PEOPLE_KEY,
): Promise<void> {
  for (const [unit, families] of Object.entries(by))
    await recordReport(sql, {
      campaign: campaign.id,
      key: 'apply.village',
      unit,
      input: { nothing: false, figures: {} },
      via: 'form',
      rows: sending(...families.map((nth) => family(nth))),
      people,
    });
  await sql`update entries set done = 2, version = version + 1 where done = 1`;
}

/** Posts the list of a region, with the officer's hand. */
export const post = (sql: Sql, campaign: string, noted: PostingClient, region = '9', key = TEST_PEOPLE_KEY) =>
  openPosting({ sql, by: OFFICER, key, addresses: ADDRESSES, top: null, ...noted }, { campaign, list: 'poor', region });
