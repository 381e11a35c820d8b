import type { Page } from 'playwright-core';
import type { Sql } from '../../../store/db/db';
import { expectSound } from '../../support/browser/axe';
import { consoleInBrowser } from '../../support/browser/console-in-browser';
import { openCampaign } from '../../support/campaigns/campaign';
import { posts } from '../../support/campaigns/people';
import { needing } from '../../support/needing';
import type { TestConsole } from '../../support/servers/console';

const { it, beforeAll } = needing('chromium', 'fonts-noto-cjk');

let sql: Sql;
let web: TestConsole;
let page: Page;
let calls = '';

beforeAll(async () => {
  const office = await consoleInBrowser();
  ({ sql, web } = office);
  const campaign = await openCampaign(sql);
  await sql`
    insert into call_list (campaign_id, round_id, unit_code, reason, opened_at)
    select ${campaign.id}, ${campaign.rounds[0] ?? ''}, code, 'unreachable', now() from regions where code in ('911', '912')`;
  calls = `calls?campaign=${campaign.id}`;
  page = await office.pageAt(calls);
}, 120_000);

const open = (path: string) => page.goto(`${web.url}/console/${path}`);
const lines = () => sql<{ target: { people: string } }[]>`select target from audit_log where verb = 'reveal-people'`;

it('a call list is masked, and shown as a whole for a reason that is asked for once', async () => {
  await open(calls);
  await page.getByText('甲** 199****0911').waitFor();
  expect(await page.content()).not.toContain('19900000911');
  await page.getByRole('button', { name: '显示清单上所有人' }).click();
  const dialog = page.getByRole('dialog');
  await expectSound(page);
  await dialog.getByLabel('为什么要看').fill('核对未报原因');
  await dialog.getByRole('button', { name: /显\s*示/ }).click();
  for (const number of ['19900000911', '19900000912']) await page.getByRole('link', { name: number }).waitFor();
  expect(await lines()).toHaveLength(1);
  expect((await lines())[0]?.target.people.split(' ')).toHaveLength(4);
  expect(await page.getByRole('button', { name: '显示' }).count()).toBe(0);
});

it('a person is shown before anything is changed, with the purpose’s own reason', async () => {
  await open('register?place=921');
  await page.getByText('199****0921').first().waitFor();
  await page.getByRole('button', { name: '修改 联系人' }).click();
  await page.getByLabel('为什么要看').fill('换了号码');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /显\s*示/ })
    .click();
  const phone = page.getByLabel('手机');
  await phone.waitFor();
  expect(await phone.inputValue()).toBe('19900000921');
  await phone.fill('19900000999');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /保\s*存/ })
    .click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const [row] = await sql<
    { phone: string }[]
  >`select phone from ${posts(sql)} p where region_code = '921' and role = 'contact'`;
  expect(row?.phone).toBe('19900000999');
});
