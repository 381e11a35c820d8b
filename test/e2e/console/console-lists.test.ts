import { randomUUID } from 'node:crypto';
import type { Sql } from '../../../store/db/db';
import { peopleKey } from '../../../store/people/sealed/people-key';
import { recordReport } from '../../../store/report/reports';
import { seriousFaults } from '../../support/browser/axe';
import { choose } from '../../support/browser/choose';
import { type ConsoleInBrowser, consoleInBrowser } from '../../support/browser/console-in-browser';
import { sees } from '../../support/browser/page';
import { bankDefinition } from '../../support/campaigns/bank-definition';
import { rowsToPay } from '../../support/campaigns/bank-rows';
import { openCampaign } from '../../support/campaigns/campaign';
import { listDefinition } from '../../support/campaigns/list-definition';
import { enterHelpers, pairDefinition } from '../../support/campaigns/pair-definition';
import { family, sending, specimen, TEST_SECRET_OF_PEOPLE } from '../../support/campaigns/rows';
import { shanghai } from '../../support/campaigns/tiny';
import { needing } from '../../support/needing';
import { consoleEnv, type TestConsole } from '../../support/servers/console';
import { emptyDatabase } from '../../support/servers/database';

const { it, beforeAll } = needing('chromium', 'fonts-noto-cjk');

let sql: Sql;
let web: TestConsole;
let office: ConsoleInBrowser;

beforeAll(async () => {
  office = await consoleInBrowser({ env: consoleEnv({ PEOPLE_KEY: TEST_SECRET_OF_PEOPLE }) });
  ({ sql, web } = office);
});

it('an officer finds a row, holds it, and reads its life', async () => {
  const campaign = await openCampaign(sql, { definition: listDefinition() });
  await recordReport(sql, {
    ...{ campaign: campaign.id, key: 'apply.village', unit: '911', via: 'form' },
    people: peopleKey(TEST_SECRET_OF_PEOPLE),
    input: { nothing: false, figures: {} },
    rows: sending(family(1), family(2)),
  });
  const page = await office.pageAt(`lists?campaign=${campaign.id}`);
  await page.getByRole('link', { name: '李**' }).waitFor();
  await page.getByPlaceholder('完整姓名或身份证号').fill(specimen(2));
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: '李**' }).waitFor({ state: 'detached' });
  expect(await page.getByPlaceholder('完整姓名或身份证号').inputValue()).toBe('');
  await page.getByRole('checkbox', { name: /选择 ?一村第/ }).check();
  await page.getByRole('button', { name: /^暂\s?缓$/ }).click();
  await page.getByLabel('说明（申报单位会看到）').fill('待查');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^暂\s?缓$/ })
    .click();
  await page.getByRole('row', { name: /张\*\*.*暂缓/ }).waitFor();
  await page.getByRole('link', { name: '张**' }).click();
  await page.getByText('待查').waitFor();
  expect(office.wrong).toEqual([]);
  expect(await page.locator('body').textContent()).not.toMatch(/某2|990000/);
});

it('an officer gives two rows a helper, enters a visit for one, and sees what each of them lacks', async () => {
  await emptyDatabase(sql);
  const campaign = await openCampaign(sql, { definition: pairDefinition(), now: shanghai('12-15 10:00') });
  await enterHelpers(sql);
  await recordReport(sql, {
    ...{ campaign: campaign.id, key: 'find', unit: '911', via: 'form', people: peopleKey(TEST_SECRET_OF_PEOPLE) },
    input: { nothing: false, figures: {} },
    rows: sending(
      ...[1, 2].map((nth) => ({ row: randomUUID(), figures: { name: `甘小${nth}`, idNumber: specimen(nth) } })),
    ),
  });
  const page = await office.pageAt(`lists?campaign=${campaign.id}&tab=pairs`);
  await page.getByText('2 行，已结对 0，帮扶岗位 0 个，未达到次数下限 0 对').waitFor();
  for (const box of await page.getByRole('checkbox', { name: /选择 ?一村第/ }).all()) await box.check();
  await page.getByRole('button', { name: '结对或更换（2）' }).click();
  const post = '帮扶岗位（输入单位名称或岗位查找）';
  await page.getByLabel(post).fill('东乡');
  await choose(page, post, '东乡 帮扶1 甘**（0 对）');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^确\s?定$/ })
    .click();
  await page.getByText('2 行，已结对 2，帮扶岗位 1 个，未达到次数下限 2 对').waitFor();
  await page
    .getByRole('button', { name: /录入第\d+行的帮扶/ })
    .first()
    .click();
  await choose(page, '做了什么', '走访');
  await choose(page, '方式', '家中');
  await page.getByRole('dialog').getByLabel('次数').fill('2');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^录\s?入$/ })
    .click();
  await sees(page, page.getByRole('row', { name: /本年\s?走访 2\/2/ }));
  await page.getByText('没有帮扶干部', { exact: true }).click();
  await page.getByText('没有符合筛选的行。').waitFor();
  expect(office.wrong).toEqual([]);
  expect(await page.locator('body').textContent()).not.toMatch(/甘小|990000/);
});

it('a county makes a batch for a bank, looks into it, and takes those back that the bank never got', async () => {
  await emptyDatabase(sql);
  const campaign = await openCampaign(sql, { definition: bankDefinition() });
  const people = [
    { name: '甲某', account: '990000001' },
    { name: '乙某', account: '990000002' },
  ];
  await rowsToPay(sql, { campaign: campaign.id, unit: '911', people });
  const page = await office.pageAt(`ledger?campaign=${campaign.id}&tab=bank`);
  await page.getByText('还没有批次。点“做一批”开始。').waitFor();
  await page.getByRole('button', { name: '做一批' }).click();
  await choose(page, '专款', '慈善会');
  await choose(page, '银行的格式', '商业银行代发（CSV）');
  await page.getByRole('dialog').getByLabel('原因').fill('第一批');
  await page.getByRole('button', { name: '冻结并生成' }).click();
  await page.getByText('2 户。现在下载文件交银行。').waitFor();
  const batch = page.getByRole('row', { name: /待回盘 2/ });
  await batch.getByRole('button').first().click();
  await page.getByRole('button', { name: '下载给银行的文件' }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await batch.getByRole('checkbox').check();
  await page.getByRole('button', { name: '撤回 1' }).click();
  const question = page.getByRole('dialog');
  await question.getByLabel('原因（不写姓名）').fill('没有交给银行');
  await question.getByRole('button', { name: /^撤\s?回$/ }).click();
  await page.getByRole('row', { name: /未回盘的已撤回/ }).waitFor();
  await page.goto(`${web.url}/console/ledger?campaign=${campaign.id}&tab=bank&standing=open`);
  await page.getByText('没有符合筛选的行。').waitFor();
  expect(office.wrong).toEqual([]);
  expect(await page.locator('body').textContent()).not.toMatch(/甲某|990000/);
});
