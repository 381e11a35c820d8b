import type { Sql } from '../../../store/db/db';
import { type OpenCampaign, openCampaign } from '../campaigns/campaign';
import { type TestConsole, testConsole } from '../servers/console';
import { emptyDatabase, testDatabase } from '../servers/database';

/** What the tests of a village's pages work with; a test may put another console in place. */
export interface VillageConsole {
  sql: Sql;
  campaign: OpenCampaign;
  web: TestConsole;
  /** Path of the link of the village 911. */
  link: string;
}

/**
 * @returns what is there while a test of the calling file runs: an open campaign and the console over it, anew for
 *   each.
 */
export function villageConsole(): VillageConsole {
  const village = {} as VillageConsole;
  let database: Awaited<ReturnType<typeof testDatabase>>;
  beforeAll(async () => {
    database = await testDatabase();
    village.sql = database.sql;
  });
  beforeEach(async () => {
    await emptyDatabase(village.sql);
    village.campaign = await openCampaign(village.sql);
    village.web = await testConsole(village.sql);
    village.link = `/r/${await village.campaign.token('report', '911')}`;
  });
  afterEach(() => village.web.close());
  afterAll(() => database.drop());
  return village;
}
