import { pairsOfUnit } from '../../../../store/list/pairs/unit-pairs';
import { TEST_PEOPLE_KEY } from '../../../support/campaigns/rows';
import { deedsOfHelpers } from './deeds-of-helpers';
import { figuresOfPairs, listOfPairs } from './figures-of-pairs';
import { campaign, closePairs, helpers, KEY, openPairs, pairAll, sql, threeRows } from './pairs-stage';
import { tableOfPairs, whoHelpsWhom } from './who-helps-whom';

beforeAll(openPairs);
afterAll(closePairs);
beforeEach(threeRows);

describe('who helps whom', whoHelpsWhom);
describe('a table of pairs', tableOfPairs);
describe('the list of pairs', listOfPairs);
describe('what helpers do', deedsOfHelpers);
test('the report counts pairs by unit and deeds by who did them, and names nobody', figuresOfPairs);

test('a pair goes to who has the post next; a post that is given up leaves rows without a helper', async () => {
  await pairAll();
  const [next] = await sql<
    { id: number }[]
  >`insert into contacts (name, phone) values ('新人', '19900030000') returning id`;
  await sql`update duties set contact_id = ${next?.id ?? 0} where region_code = '91' and role = '帮扶1'`;
  const seen = await pairsOfUnit(sql, TEST_PEOPLE_KEY, {
    campaign: campaign.id,
    list: 'objects',
    key: KEY,
    unit: '91',
    contact: next?.id ?? 0,
  });
  expect(seen.pairs).toMatchObject([{ post: '帮扶1', holder: '新**', seen: { shown: '甘**' } }]);
  await sql`delete from duties where region_code = '91' and role = '帮扶1'`;
  expect(await helpers()).toEqual([null, '91 帮扶2', '92 帮扶1']);
});
