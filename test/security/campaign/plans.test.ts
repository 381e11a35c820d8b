import { type SignedIn, signIn } from '../../support/accounts';
import { openCampaign } from '../../support/campaigns/campaign';
import { tinyDefinition } from '../../support/campaigns/tiny';
import { jsonOf, type TestConsole, testConsole } from '../../support/servers/console';
import { testDatabase } from '../../support/servers/database';
import { openPostOffice } from '../../support/servers/post-office';

describe('the preview of a plan', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let web: TestConsole;
  let east: SignedIn;
  let county: SignedIn;

  beforeAll(async () => {
    database = await testDatabase();
    await openCampaign(database.sql);
    web = await testConsole(database.sql);
    east = await signIn(database.sql, 'county-officer', '91');
    county = await signIn(database.sql, 'county-officer', '9');
  });
  afterAll(async () => {
    await web.close();
    await database.drop();
  });

  const planned = (by: SignedIn, yaml: string, language = 'zh-CN') =>
    fetch(new URL('/api/plans', web.url), {
      method: 'POST',
      headers: { ...by.headers, 'content-type': 'application/json', 'accept-language': language },
      body: JSON.stringify({ yaml }),
    });
  const json = (changes: Record<string, unknown> = {}) => JSON.stringify(tinyDefinition(changes));

  test('M1: is of one’s own region only', async () => {
    for (const scope of ['9', '92', '921', '8'])
      expect([scope, (await planned(east, json({ scope }))).status]).toEqual([scope, 404]);
    expect((await planned(east, json({ scope: '91' }))).status).toBe(200);
  });

  test('M1: shows no name of anybody in the register', async () => {
    const names = await database.sql<{ name: string }[]>`
      select name from contacts union select name from regions where kind = 'village'`;
    const answer = await jsonOf<{ messages: Record<string, object[]> }>(await planned(county, json()));
    expect(answer.messages['zh-CN']?.length).toBeGreaterThan(10);
    const text = JSON.stringify(answer.messages);
    expect(names.filter(({ name }) => text.includes(name))).toEqual([]);
  });

  test('C2: shows no file of the server', async () => {
    const messages = { reminder: { 'zh-CN': { body: "{% include 'package.json' %}" } } };
    const answer = await planned(county, json({ messages }));
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({
      code: 'bad-definition',
      problems: [{ field: 'messages.reminder.zh-CN.body', message: expect.stringContaining('include') }],
    });
  });

  test('S8: what is wrong is told in the language of the page, the allowed words too', async () => {
    const wrong = json({ zone: 'Asia/Beijing' });
    expect(await jsonOf(await planned(county, wrong, 'zh-CN'))).toMatchObject({
      message: expect.stringContaining('时区：没有时区“Asia/Beijing”'),
      problems: [{ field: 'zone', message: '没有时区“Asia/Beijing”；应为：IANA 时区，如 Asia/Shanghai' }],
    });
    expect(await jsonOf(await planned(county, wrong, 'en'))).toMatchObject({
      problems: [{ message: 'there is no time zone "Asia/Beijing"; allowed: an IANA time zone such as Asia/Shanghai' }],
    });
    const nobody = json({
      stages: tinyDefinition().stages.map((stage) => ({ ...stage, asks: [{ id: 'a', of: 'unit', form: 'count' }] })),
    });
    expect(await jsonOf(await planned(county, nobody, 'zh-CN'))).toMatchObject({
      code: 'cannot-plan',
      problems: [{ message: expect.stringContaining('没有“unit”这一级') }],
    });
    // Of a region that the register lacks: whoever may see all of it is told its tops.
    const boss = await signIn(database.sql, 'administrator');
    expect(await jsonOf(await planned(boss, json({ scope: '8' }), 'zh-CN'))).toMatchObject({
      problems: [{ field: 'scope', message: expect.stringContaining('名册最上级有：9 小县') }],
    });
  });

  test('S8: warnings too', async () => {
    const messages = { task: { 'zh-CN': { sms: '请上报' } } };
    const warnings = async (language: string) =>
      (await jsonOf<{ warnings: string[] }>(await planned(county, json({ messages }), language))).warnings;
    expect(await warnings('zh-CN')).toContainEqual(expect.stringContaining('打不开表单'));
    expect(await warnings('en')).toContainEqual(expect.stringContaining('cannot open the form'));
  });
});

test('H2: a message whose text was kept with a loop is settled as a bad template, and the others go out', async () => {
  const office = await openPostOffice();
  try {
    const loop =
      '{% for i in (1..3000) %}{% for j in (1..3000) %}{% for k in (1..3000) %}{% endfor %}{% endfor %}{% endfor %}';
    await office.write('open');
    await office.write('early');
    await office.sql`
      update campaigns set definition = jsonb_set(definition, '{messages}', ${office.sql.json({ reminder: { 'zh-CN': { sms: loop } } })})`;
    await office.deliver();
    const rows = await office.settled('delivered', 'failed');
    const outcomes = new Set(rows.map(({ kind, state, reason, code }) => [kind, state, reason, code].join(' ')));
    expect(outcomes).toEqual(
      new Set([expect.stringMatching(/^task delivered/), 'reminder failed bad-template wording-tag-not-allowed']),
    );
  } finally {
    await office.close();
  }
});
