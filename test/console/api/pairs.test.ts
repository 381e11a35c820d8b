import { randomUUID } from 'node:crypto';
import type { Sql } from '../../../store/db/db';
import { peopleKey } from '../../../store/people/sealed/people-key';
import { recordReport } from '../../../store/report/reports';
import { type SignedIn, signIn } from '../../support/accounts';
import { type OpenCampaign, openCampaign, TEST_SECRET } from '../../support/campaigns/campaign';
import { enterHelpers, pairDefinition } from '../../support/campaigns/pair-definition';
import { sending, specimen } from '../../support/campaigns/rows';
import { shanghai } from '../../support/campaigns/tiny';
import { jsonOf, type TestConsole, testConsole } from '../../support/servers/console';
import { testDatabase } from '../../support/servers/database';

interface Page {
  rows: {
    id: number;
    version: number;
    unit: string;
    shown: string;
    helper: { unit: string; post: string; holder: string } | null;
    below: boolean;
  }[];
  counts: { rows: number; paired: number; helpers: number; below: number };
}

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let web: TestConsole;
let campaign: OpenCampaign;
let county: SignedIn;
let west: SignedIn;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  campaign = await openCampaign(sql, { definition: pairDefinition(), now: shanghai('12-15 10:00') });
  web = await testConsole(sql);
  await enterHelpers(sql);
  county = await signIn(sql, 'county-officer', '9');
  west = await signIn(sql, 'township-officer', '92');
  for (const nth of [1, 2])
    await recordReport(sql, {
      ...{ campaign: campaign.id, key: 'find', unit: `91${nth}`, via: 'form', input: { nothing: false, figures: {} } },
      rows: sending({ row: randomUUID(), figures: { name: `甘小${nth}`, idNumber: specimen(nth) } }),
      people: peopleKey(TEST_SECRET),
    });
});
afterAll(async () => {
  await web.close();
  await database.drop();
});

const at = (path = '') => `/api/campaigns/${campaign.id}/lists/objects/pairs${path}`;
const read = async (query = '', { headers } = county) => jsonOf<Page>(await web.get(at(query), headers));
const post = (path: string, body: object) => web.send(at(path), body, county.headers);

it('pairs a row, shows what is lacking to who helps too, and enters a deed for the unit that helps', async () => {
  const [first] = (await read()).rows;
  const offered = await jsonOf<{ helpers: { unit: string; post: string; holder: string }[] }>(
    await web.get(at(`/helpers?words=${encodeURIComponent('西')}`), county.headers),
  );
  expect(offered.helpers).toMatchObject(
    [
      { unit: '92', post: '帮扶1', holder: '甘**' },
      { unit: '92', post: 'contact' },
    ].reverse(),
  );
  const helper = { unit: '92', post: '帮扶1' };
  const pairing = { submission: randomUUID(), pairs: [{ row: first?.id, version: first?.version, helper }] };
  const made = await jsonOf<{ receipt: string }>(await post('', pairing));
  expect(await jsonOf(await post('', pairing))).toMatchObject({ receipt: made.receipt, repeated: true });
  expect((await read('?without=true')).counts).toMatchObject({ rows: 1, paired: 0 });
  // Who helps is in the other township: its officer sees the pair, and no other row.
  expect((await read('', west)).rows.map(({ unit, helper: by }) => [unit, by])).toEqual([
    ['911', expect.objectContaining(helper)],
  ]);
  const deed = { deed: randomUUID(), kind: 'visit', answers: { way: 'home', times: 2 } };
  const entered = await post(`/${first?.id}/deeds`, deed);
  expect(await jsonOf(entered)).toMatchObject({ rows: [{ row: deed.deed, is: 'done' }] });
  expect(
    await sql`select d.kind, d.unit_code as unit, d.round_key as key, d.figures from deeds d where kind = 'visit'`,
  ).toEqual([{ kind: 'visit', unit: '92', key: 'entry@2026-12-15', figures: { times: 2 } }]);
  const refused = await post(`/${first?.id}/deeds`, { ...deed, deed: randomUUID(), answers: {} });
  expect([refused.status, await jsonOf(refused)]).toMatchObject([422, { problems: [{ field: 'way' }] }]);
  const [without] = (await read('?without=true')).rows;
  const nobody = await post(`/${without?.id}/deeds`, { ...deed, deed: randomUUID() });
  expect([nobody.status, await jsonOf(nobody)]).toMatchObject([409, { code: 'pair-nobody' }]);
});

it('reads a table, and refuses lines that mean nobody', async () => {
  const send = async (content: string) => {
    const form = new FormData();
    form.append('file', new Blob([content]), '结对.csv');
    return fetch(`${web.url}${at('/check')}`, { method: 'POST', headers: county.headers, body: form });
  };
  const rows = (await read()).rows;
  const table = `名单编号,帮扶单位,帮扶岗位\n${rows[1]?.id},东乡,帮扶1\n`;
  expect(await jsonOf(await send(table))).toMatchObject({
    pairs: [{ row: rows[1]?.id, helper: { unit: '91', post: '帮扶1' } }],
  });
  const refused = await send('名单编号,帮扶单位,帮扶岗位\n999999,东乡,帮扶1\n');
  expect([refused.status, await jsonOf(refused)]).toMatchObject([422, { problems: [{ field: '结对.csv:2' }] }]);
});
