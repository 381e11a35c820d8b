import { peopleKey } from '../../../store/people/sealed/people-key';
import { recordReport } from '../../../store/report/reports';
import { openCampaign, TEST_SECRET } from '../../support/campaigns/campaign';
import { listDefinition } from '../../support/campaigns/list-definition';
import { family, sending, specimen } from '../../support/campaigns/rows';
import { emptyTables } from '../../support/servers/empty-tables';
import { villageConsole } from '../../support/villages/village-console';

/** Pages of 2,000 rows: of the village that has proposed them, and of the township that checks them. */
const village = villageConsole();
const MANY = 2000;
/** What the server takes at once. */
const AT_ONCE = 500;

beforeEach(async () => {
  await emptyTables(village.sql, 'regions', 'campaigns', 'people');
  village.campaign = await openCampaign(village.sql, { definition: listDefinition() });
  for (let from = 0; from < MANY; from += AT_ONCE)
    await recordReport(village.sql, {
      ...{
        campaign: village.campaign.id,
        key: 'apply.village',
        unit: '911',
        via: 'form',
        people: peopleKey(TEST_SECRET),
      },
      input: { nothing: false, figures: {} },
      rows: sending(...Array.from({ length: AT_ONCE }, (_, nth) => family(from + nth))),
      begun: true,
    });
});

const link = async (unit: string, key: string) => `/r/${await village.campaign.token('report', unit, key)}`;

/** @returns the rows of all pages, each once, and the bytes of the largest page */
async function walk(path: string, row: RegExp): Promise<{ rows: Set<string>; pages: number; largest: number }> {
  const [rows, walked] = [new Set<string>(), { pages: 0, largest: 0 }];
  for (let query: string | undefined = ''; query !== undefined; walked.pages++) {
    const html = await (await village.web.get(path + query)).text();
    walked.largest = Math.max(walked.largest, Buffer.byteLength(html));
    for (const [, id = ''] of html.matchAll(row)) rows.add(id);
    query = /class="next-rows" href="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
  }
  return { rows, ...walked };
}

test('each page costs the phone less than 50 KB, and a row is found by surname and the end of the number', async () => {
  for (const [path, row, count] of [
    [await link('911', 'apply.village'), /id="row-([0-9a-f-]{36})"/g, '已收到 2000 户'],
    [await link('91', 'apply.township'), /name="done-row" value="([^:]+):/g, '待核实 2000 户'],
  ] as const) {
    expect(await (await village.web.get(path)).text()).toContain(count);
    const { rows, pages, largest } = await walk(path, row);
    expect([rows.size, pages, largest < 50_000]).toEqual([MANY, MANY / 50, true]);
    const find = async (words: string) => (await village.web.submit(path, { find: words })).text();
    const [lastFour, html] = [specimen(1999).slice(-4), await find(`吴 ${specimen(1999).slice(-4)}`)];
    expect([...html.matchAll(row)].length).toBeGreaterThan(0);
    for (const [, shown] of html.matchAll(/<b>([^<]+)\*<\/b>/g)) expect(shown).toMatch(/^吴\*+$/);
    expect([...html.matchAll(/尾号 (\w+)/g)].every(([, end]) => end === lastFour)).toBe(true);
    expect(await find('99')).toContain('请输入姓，或身份证号后四位');
    expect(await find('郑')).toContain('没有找到');
    expect([...(await find('王')).matchAll(row)]).toHaveLength(50);
  }
});
