import { openCampaign } from '../../support/campaigns/campaign';
import { consoleEnv, testConsole } from '../../support/servers/console';
import { testDatabase } from '../../support/servers/database';
import { threeAsks } from '../../support/villages/village';

describe('H11: the village form', () => {
  it.each([
    [
      'zh-CN',
      {},
      ['由小县红十字会收集，只用于', '活动结束 365 天后删除', '请勿填写个人姓名、身份证号', '请联系：东乡'],
    ],
    [
      'en',
      { PRIVACY_ORGANISATION: '省红十字会', PRIVACY_CONTACT: '办公室 0871-1', KEEP_DAYS: '90' },
      ['Asked by 省红十字会, for', 'deleted 90 days after the end', 'No names of persons', 'turn to: 办公室 0871-1'],
    ],
  ])(
    'H11: says in %s who asks, why, how long it is kept, whom to turn to, and what not to write',
    async (language, set, told) => {
      const { sql, drop } = await testDatabase();
      const campaign = await openCampaign(sql);
      const web = await testConsole(sql, { env: consoleEnv(set) });
      try {
        const page = await (await web.get(`/r/${await campaign.token('report', '911')}?lang=${language}`)).text();
        for (const sentence of told) expect(page).toContain(sentence);
        const text = page.split('<textarea')[1]?.split('>')[0];
        expect(text).toContain('d-remarks');
      } finally {
        await web.close();
        await drop();
      }
    },
  );

  it('H11: keeps what is answered by one tap at the top', async () => {
    const { sql, drop } = await testDatabase();
    const campaign = await openCampaign(sql, { definition: threeAsks });
    const web = await testConsole(sql);
    try {
      const rounds = await sql<{ key: string; form: string }[]>`select distinct key, form from rounds order by key`;
      const pages = await Promise.all(
        rounds.map(async ({ key }) =>
          (await web.get(`/r/${await campaign.token('report', '911', key)}?lang=zh-CN`)).text(),
        ),
      );
      for (const page of pages) expect(page.match(/class="privacy/g)).toHaveLength(1);
      const oneTap = pages.filter((page) => page.includes('decisive'));
      for (const page of oneTap) expect(page.indexOf('class="privacy')).toBeGreaterThan(page.indexOf('decisive'));
      expect(oneTap.length).toBeGreaterThan(0);
    } finally {
      await web.close();
      await drop();
    }
  });
});
