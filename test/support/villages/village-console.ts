import type { Sql } from '../../../store/db/db';
import { type OpenCampaign, openCampaign } from '../campaigns/campaign';
import { type TestConsole, testConsole } from '../servers/console';
import { emptyDatabase, testDatabase } from '../servers/database';

/** The fixtures of tests of a village's pages; a test may set another console. */
export interface VillageConsole {
  sql: Sql;
  campaign: OpenCampaign;
  web: TestConsole;
  /** Path of the link of the village 911. */
  link: string;
}

/** @returns an open campaign and a console over it, made anew for each test of the calling file. */
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
