import { openDutyItems } from '../../../store/warning/duty-items';
import { takeWarnings } from '../../../store/warning/warnings';
import { LARGEST_FEED_BYTES } from '../../../weather/fetch';
import { type SignedIn, signIn } from '../../support/accounts';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { shanghai, tinyDefinition } from '../../support/campaigns/tiny';
import { warning } from '../../support/campaigns/warnings';
import { jsonOf, type TestConsole, testConsole } from '../../support/servers/console';
import { testDatabase } from '../../support/servers/database';

/** The power of an officer of one county, or of a sender, over others. */
let database: Awaited<ReturnType<typeof testDatabase>>;
let web: TestConsole;
let campaign: OpenCampaign;
let county: SignedIn;
let province: SignedIn;
beforeAll(async () => {
  database = await testDatabase();
  const { sql } = database;
  const definition = tinyDefinition({ warnings: { of: 'village' } });
  campaign = await openCampaign(sql, { definition, now: shanghai('12-02 10:00') });
  await sql`insert into regions (code, parent_code, level, kind, name, path) values
    ('530000', null, 1, 'province', '云南省', '530000/'),
    ('532626', '530000', 2, 'county', '丘北县', '530000/532626/'),
    ('532622', '530000', 2, 'county', '砚山县', '530000/532622/')`;
  web = await testConsole(sql);
  county = await signIn(sql, 'county-officer', '532626');
  province = await signIn(sql, 'administrator', '530000');
});
afterAll(async () => {
  await web.close();
  await database.drop();
});

const take = (identifier: string, changes: Parameters<typeof warning>[0]) =>
  takeWarnings(database.sql, {
    scope: 'live',
    source: 'test',
    read: { warnings: [warning({ identifier, ...changes })], problems: [] },
    raw: { bytes: Buffer.from(identifier) },
    at: new Date().toISOString(),
  });
const now = new Date().toISOString();
const NO_COLOUR = { colour: null, severity: 'unknown', sentAt: now, onsetAt: now } as const;
const YUNNAN = { code: '530000', name: '云南省' };
const QIUBEI = { code: '532626', name: '丘北县' };
const YANSHAN = { code: '532622', name: '砚山县' };

interface Question {
  id: number;
  about: string;
  mayAnswer: boolean;
}
const question = async (who: SignedIn, about: string): Promise<Question | undefined> =>
  (await jsonOf<Question[]>(web.get('/api/duty', who.cookie))).find((one) => one.about === about);
const decide = (who: SignedIn, item: number | undefined, body: object) =>
  web.send(`/api/duty/${item}`, body, { ...who.headers, 'accept-language': 'zh-CN' });

test('M2: a county answers no question on a warning that holds for more than the county', async () => {
  await take('province', { ...NO_COLOUR, areas: [YUNNAN] });
  await take('both', { ...NO_COLOUR, areas: [QIUBEI, YANSHAN], hazard: 'snow' });
  await take('ours', { ...NO_COLOUR, areas: [QIUBEI], hazard: 'frost' });
  for (const about of ['province', 'both']) {
    const seen = await question(county, about);
    expect(seen).toMatchObject({ mayAnswer: false });
    for (const body of [{ colour: 'red' }, { note: '不管' }]) {
      const answer = await decide(county, seen?.id, body);
      expect([answer.status, await answer.json()]).toMatchObject([
        403,
        { code: 'warning-beyond-region', message: expect.stringContaining('管辖范围以外') },
      ]);
    }
  }
  const open = await openDutyItems(database.sql, { scope: 'live' });
  expect(open.map(({ about }) => about).sort()).toEqual(['both', 'ours', 'province']);
  expect((await decide(county, (await question(county, 'ours'))?.id, { colour: 'yellow' })).status).toBe(200);
  expect((await decide(province, (await question(province, 'both'))?.id, { colour: 'yellow' })).status).toBe(200);
});

test('M2: nor where another message has widened the event beyond the county', async () => {
  const wide = { sentAt: now, onsetAt: now, hazard: 'icing' as const, source: 'other', areas: [YUNNAN] };
  await take('here', { ...NO_COLOUR, hazard: 'icing', areas: [{ code: null, name: '丘北县北部' }] });
  await take('there', { ...wide, issuer: '丘北县气象台', colour: 'blue' });
  const part = (await openDutyItems(database.sql, { scope: 'live', top: '532626' })).find(
    ({ kind }) => kind === 'part-of-area',
  );
  expect(part?.mayAnswer).toBe(false);
});

test('M20: what may be played through is limited, and refused in the language of the reader', async () => {
  const drill = (warnings: object[]) =>
    web.send(
      '/api/warnings/drill',
      { campaign: campaign.id, text: JSON.stringify(warnings) },
      { ...province.headers, 'accept-language': 'zh-CN' },
    );
  const officer = await signIn(database.sql, 'administrator');
  province = officer;
  const areas = Array.from({ length: 500 }, (_, n) => ({ code: String(110_000 + n), name: `地${n}` }));
  const many = Array.from({ length: 50 }, (_, n) => ({ hazard: 'snow', colour: 'red', areas, identifier: `D${n}` }));
  expect(await jsonOf(drill(many))).toMatchObject({
    code: 'drill-too-many-areas',
    message: '这些预警共列出 25000 个地区，一次最多 20000 个，请分开提交。',
  });
  const large = await drill([{ hazard: 'snow', colour: 'red', areas: ['x'.repeat(5 * 1024 * 1024)] }]);
  expect(large.status).toBe(413);
});

test('H9: without the secret no body of a pushed warning is read', async () => {
  const body = Buffer.alloc(LARGEST_FEED_BYTES + 1, ' ');
  const answer = await fetch(`${web.url}/hooks/weather/12379/wrong`, { method: 'POST', body });
  expect(answer.status).toBe(404);
});
