import { shanghai } from '../../support/campaigns/tiny';
import { fakeClient, testConsole } from '../../support/servers/console';
import { villageConsole } from '../../support/villages/village-console';

const village = villageConsole();

const right = { households: '3', cash: '600.50', visitedOn: '2026-12-01', quilts: 'no', road: 'ice', remarks: '路滑' };
const receiptOf = (html: string): string => /id="receipt">([\d-]+)</.exec(html)?.[1] ?? 'no receipt on the page';
const lock = () => village.campaign.at(shanghai('12-05 18:00'));

describe('the form', () => {
  it('says who asks whom for what until when, and that nothing has arrived', async () => {
    const page = await village.web.get(village.link);
    const html = await page.text();
    expect(page.status).toBe(200);
    for (const words of [
      '小县红十字会',
      '摸底调查表',
      '一村',
      '12月3日（周四）24:00',
      '12月5日（周六）18:00',
      '还没有收到您的报告',
      '零报告',
      '东乡',
    ]) {
      expect(html).toContain(words);
    }
  });

  it('is in English when the contact reads English, or asks for it', async () => {
    expect(await (await village.web.get(`${village.link}?lang=en`)).text()).toContain(
      'Little County Red Cross asks you to report',
    );
    await village.sql`update contacts set language = 'en'`;
    expect(await (await village.web.get(village.link)).text()).toContain('Thu 3 Dec, 24:00');
    expect(await (await village.web.get(`${village.link}?lang=zh-CN`)).text()).toContain('请您填报');
  });

  it('holds what is in the definition as text, never as markup', async () => {
    await village.sql`update regions set name = '<script>alert(1)</script>' where code = '911'`;
    const html = await (await village.web.get(village.link)).text();
    expect(html).toContain('&lt;script&gt;');
    expect(html).not.toContain('<script>');
  });

  it('answers with a receipt number and tells the round', async () => {
    const page = await village.web.submit(village.link, right);
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(receiptOf(html)).toMatch(/^\d{3}-\d{4}$/);
    for (const words of ['报告已收到', '600.50 元', '结冰', '路滑', '按时', '第 1 版']) expect(html).toContain(words);
    const [report] = await village.sql`select figures, via, contact_id from reports`;
    expect(report).toMatchObject({ via: 'form', figures: { households: 3, cash: 60050, quilts: false, road: 'ice' } });
    expect(report?.contact_id).not.toBeNull();
    expect(village.web.client.told).toEqual(village.campaign.rounds);
  });

  it('sent twice is one report with one receipt, and says so', async () => {
    const first = receiptOf(await (await village.web.submit(village.link, right)).text());
    const again = await (await village.web.submit(village.link, right)).text();
    expect(receiptOf(again)).toBe(first);
    expect(again).toContain('您之前已提交过同样的内容');
    expect(village.web.client.told).toHaveLength(1);
  });

  it('shows the present report and takes a correction until the lock', async () => {
    const first = receiptOf(await (await village.web.submit(village.link, right)).text());
    const form = await (await village.web.get(village.link)).text();
    expect(form).toContain(first);
    expect(form).toContain('value="600.50"');
    expect(form).toMatch(/value="ice" checked/);
    const corrected = await (await village.web.submit(village.link, { ...right, households: '4' })).text();
    expect(corrected).toContain('第 2 版');
    expect(receiptOf(corrected)).not.toBe(first);
  });

  it('takes nothing to report with one button', async () => {
    const html = await (
      await village.web.submit(village.link, { households: '', cash: '', 'nothing-to-report': 'yes' })
    ).text();
    expect(receiptOf(html)).toMatch(/^\d{3}-\d{4}$/);
    expect(html).toContain('零报告（没有需要上报的情况）');
  });

  it('asks again when something was entered together with nothing to report', async () => {
    const page = await village.web.submit(village.link, { ...right, 'nothing-to-report': 'yes' });
    const html = await page.text();
    expect(page.status).toBe(422);
    expect(html).toContain('确认零报告');
    expect(html).toContain('value="600.50"');
    expect(await village.sql`select 1 from reports`).toHaveLength(0);
  });

  it('says by field what is wrong and keeps what was typed', async () => {
    const page = await village.web.submit(village.link, { ...right, households: '三户', cash: '1.234' });
    const html = await page.text();
    expect(page.status).toBe(422);
    for (const words of [
      '没有提交成功，请改正 2 处',
      '请填数字',
      '最多两位小数',
      'value="三户"',
      'value="1.234"',
      '路滑',
    ])
      expect(html).toContain(words);
    expect(html).toMatch(/id="i-households"[^>]*aria-invalid="true"/);
    expect(await village.sql`select 1 from reports`).toHaveLength(0);
  });

  it('says so when the form has a field that is not asked any more', async () => {
    const page = await village.web.submit(village.link, { ...right, coal: '1' });
    expect(page.status).toBe(422);
    expect(await page.text()).toContain('表中没有这一项');
  });

  it('says why a report was returned', async () => {
    await village.web.submit(village.link, right);
    await village.sql`update reports set returned_at = now(), returned_because = '户数与台账不符'`;
    await village.sql`update asks set reported_at = null, report_id = null`;
    const html = await (await village.web.get(village.link)).text();
    expect(html).toContain('退回原因：户数与台账不符');
    // The old value is shown, so that the contact corrects it and need not type it again.
    expect(html).toContain('value="600.50"');
  });

  it('gives the receipt even when the round cannot be told, and logs that', async () => {
    await village.web.close();
    const unreachable = async () => {
      throw new Error('Temporal is away');
    };
    village.web = await testConsole(village.sql, { client: fakeClient({ reportArrived: unreachable }) });
    const page = await village.web.submit(village.link, right);
    expect(page.status).toBe(200);
    await village.web.close();
    expect(village.web.logged.join()).toContain('Temporal is away');
  });

  it('answers a program with JSON', async () => {
    const json = { accept: 'application/json' };
    const good = await village.web.submit(village.link, right, json);
    expect(await good.json()).toEqual({
      ...{ receipt: expect.any(String), version: 1, onTime: true, repeated: false },
      told: expect.objectContaining({ at: '12月2日（周三）10:00', timing: '按时' }),
    });
    const bad = await village.web.submit(village.link, { ...right, cash: 'x' }, json);
    expect(bad.status).toBe(422);
    expect(await bad.json()).toMatchObject({ code: 'invalid', problems: [{ field: 'cash', code: 'not-a-number' }] });
    await lock();
    expect(await (await village.web.submit(village.link, right, json)).json()).toMatchObject({ code: 'locked' });
  });
});

describe('a link that does not open', () => {
  const both = async (path: string) => [await village.web.get(path), await village.web.submit(path, right)] as const;

  it.each([
    ['forged', (token: string) => `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`],
    ['of another village', (token: string) => `z${token.slice(1)}`],
    ['cut off', (token: string) => token.slice(0, -3)],
    ['nonsense', () => 'constructor'],
  ])('%s: 404 and what to do', async (_, forge) => {
    for (const page of await both(`/r/${forge(village.link.slice(3))}`)) {
      expect(page.status).toBe(404);
      expect(await page.text()).toContain('请从短信或邮件中重新打开');
    }
    expect(await village.sql`select 1 from reports`).toHaveLength(0);
  });

  it('is for another purpose: 404', async () => {
    const token = await village.campaign.token('acknowledge', '91');
    for (const page of await both(`/r/${token}`)) expect(page.status).toBe(404);
    expect((await village.web.get(village.link.replace('/r/', '/a/'))).status).toBe(404);
  });

  it('has expired with the lock: 410, whom to call, and the receipt of what had arrived', async () => {
    const receipt = receiptOf(await (await village.web.submit(village.link, right)).text());
    await lock();
    for (const page of await both(village.link)) {
      expect(page.status).toBe(410);
      const html = await page.text();
      for (const words of ['填报已锁定', '联系上级：东乡', '此前已收到您的报告', receipt])
        expect(html).toContain(words);
    }
  });

  it('has expired and nothing had arrived: says so, and names no person', async () => {
    await lock();
    const html = await (await village.web.get(village.link)).text();
    expect(html).toContain('没有收到过您的报告');
    expect(html).not.toMatch(/甲9|1990000/);
  });

  it('was revoked: 410, and does not show what was reported', async () => {
    const receipt = receiptOf(await (await village.web.submit(village.link, right)).text());
    await village.sql`update links set revoked_at = now()`;
    for (const page of await both(village.link)) {
      expect(page.status).toBe(410);
      const html = await page.text();
      expect(html).toContain('链接已停用');
      expect(html).not.toContain(receipt);
    }
  });

  it.each([
    ['closed', 410, '填报已提前结束'],
    ['cancelled', 410, '活动已终止'],
    ['locked', 410, '填报已锁定'],
  ])('belongs to a round that is %s: %i', async (state, status, words) => {
    await village.sql`update rounds set state = ${state}`;
    for (const page of await both(village.link)) {
      expect(page.status).toBe(status);
      expect(await page.text()).toContain(words);
    }
  });

  it('belongs to a round that has not begun: 409 and when', async () => {
    await village.sql`update rounds set opens_at = ${shanghai('12-03 09:00')}`;
    for (const page of await both(village.link)) {
      expect(page.status).toBe(409);
      expect(await page.text()).toContain('12月3日（周四）09:00');
    }
  });
});

describe('limits', () => {
  it('stops a script that submits without end, for that link only', async () => {
    const pages = await Promise.all(Array.from({ length: 31 }, () => village.web.submit(village.link, right)));
    expect(pages.filter(({ status }) => status === 429)).toHaveLength(1);
    expect((await village.web.submit(`/r/${await village.campaign.token('report', '912')}`, right)).status).toBe(200);
  });

  it('refuses more than a report can hold: 413', async () => {
    const page = await village.web.submit(village.link, { ...right, remarks: 'x'.repeat(70_000) });
    expect(page.status).toBe(413);
    expect(await page.text()).toContain('太大');
  });

  it('never logs a token, nor lets it travel as a referrer or rest in a cache', async () => {
    const page = await village.web.submit(village.link, right);
    await village.web.get(`${village.link.slice(0, -1)}_`);
    await village.web.get(`${village.link}/more`);
    await village.web.close();
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(village.web.logged.length).toBeGreaterThan(2);
    expect(village.web.logged.join()).not.toContain(village.link.slice(3, -1));
    expect(village.web.logged.join()).toContain('/r/:token');
  });
});
