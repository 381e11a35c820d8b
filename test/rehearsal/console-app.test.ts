import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { ROOT } from '../../config/root';
import { readDefinition } from '../../domain/campaign/definition/read-definition';
import { importRegister } from '../../store/people/tables/import';
import { generateRegister } from '../../store/people/tables/samples/generate';
import { buildApp } from '../../workers/console-app';
import { type SignedIn, signIn } from '../support/accounts';
import { type Stage, testStage } from '../support/campaigns/stage';
import { endWorkflows } from '../support/end-workflows';
import { eventually } from '../support/eventually';
import { needing } from '../support/needing';
import { seriousFaults } from '../support/servers/axe';
import { openBrowser } from '../support/servers/browser';
import { choose } from '../support/servers/choose';

const { it, beforeAll, afterAll } = needing('chromium', 'fonts-noto-cjk');

/** A rehearsal of three weeks in some seconds, and a walk over every page in two themes. */
jest.setTimeout(240_000);

const FILE = join(ROOT, 'test/fixtures/short-campaign.yaml');
const VILLAGES = 12;
const PATIENCE_MS = 100_000;

let stage: Stage;
let browser: Browser;
let administrator: SignedIn;
const complaints: string[] = [];

beforeAll(async () => {
  await buildApp();
  [stage, browser] = await Promise.all([testStage(), openBrowser()]);
  const { definition } = readDefinition(readFileSync(FILE, 'utf8'), { file: FILE });
  await importRegister(stage.sql, generateRegister({ villages: VILLAGES, prefix: definition.scope }));
  administrator = await signIn(stage.sql, 'administrator');
});
afterAll(async () => {
  await browser?.close();
  await stage?.close();
});

const at = (path: string) => new URL(path, stage.env.PUBLIC_URL).href;

async function opened(
  { cookie: { cookie } }: SignedIn,
  how: Parameters<Browser['newContext']>[0] = {},
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'zh-CN', ...how });
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url: stage.env.PUBLIC_URL }]);
  // The whole system runs in this one process, beside two other files that do the same on two cores.
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  // A refused draft is answered with 422, which the browser logs; no other error may occur.
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('422')) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return { context, page };
}

/** Its own definition, so that it does not meet other test files on the same Temporal. */
const definition = (id: string): string => readFileSync(FILE, 'utf8').replace('id: short-campaign', `id: ${id}`);
const unique = (name: string): string => `${name}-${Date.now().toString(36)}`;

async function uploadDefinition(page: Page, id: string): Promise<void> {
  await page.goto(at('/console/campaigns/new'));
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'campaign.yaml', mimeType: 'application/yaml', buffer: Buffer.from(definition(id)) });
  await page.getByLabel('编号').waitFor();
}

/** Goes on when the next step is there. */
async function next(page: Page): Promise<void> {
  const [head, button] = [page.locator('h2.step-head'), page.getByRole('button', { name: '下一步' })];
  await button.waitFor();
  const before = await head.textContent();
  await button.click();
  await eventually(async () => expect(await head.textContent()).not.toBe(before));
}

it('a rehearsal that is started in the wizard is watched live until its report', async () => {
  const { context, page } = await opened(administrator);
  await uploadDefinition(page, unique('rehearsed'));
  for (const shown of ['2026年12月', '加一级', '收到的样子', '费用最多']) {
    await next(page);
    await page.getByText(shown).first().waitFor();
  }
  await page.getByLabel('演练用时').fill('6');
  await page.getByRole('button', { name: '先演练' }).click();
  await page.getByText('演练进行中', { exact: true }).waitFor();
  const now = page.getByTestId('campaign-now');
  const first = await now.textContent();
  // Without a reload the page shows every step.
  await eventually(async () => expect(await now.textContent()).not.toBe(first));
  // An open branch of the tree does so too: the reports of its villages come into it.
  const tree = page.getByRole('treegrid', { name: '各级完成度' });
  await tree.locator('tr[aria-level="2"]').getByRole('button').first().click();
  await tree
    .getByText(/^\d{3}-\d{4}$/)
    .first()
    .waitFor();
  await page.getByText('演练完成').waitFor({ timeout: 150_000 });
  expect(await page.getByRole('status').or(page.getByRole('alert')).first().textContent()).toContain('没有发现问题');
  await eventually(async () => expect(await page.getByText('已完成').first().isVisible()).toBe(true));
  await walkTheTree(page);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '报告（Word）' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^【演练】《.+》工作总结\.docx$/);
  await summaryOfAPeriod(page);
  await context.close();
});

/** A month, then from one day to another: the file says of which days it is. */
async function summaryOfAPeriod(page: Page): Promise<void> {
  await page.goto(at('/console/reports'));
  await page.getByRole('button', { name: '按期汇总' }).first().click();
  const chooser = page.locator('.ant-popover');
  const saved = async (as: 'Word' | 'Excel') => {
    const [file] = await Promise.all([page.waitForEvent('download'), chooser.getByRole('link', { name: as }).click()]);
    return file.suggestedFilename();
  };
  const month = chooser.getByPlaceholder('请选择月份');
  await month.fill('2026-12');
  await month.press('Enter');
  expect(await saved('Word')).toMatch(/工作总结（2026-12-01至2026-12-31）\.docx$/);
  await chooser.getByText('起止', { exact: true }).click();
  await chooser.getByPlaceholder('开始日期').fill('2026-12-01');
  await page.keyboard.press('Enter');
  await chooser.getByPlaceholder('结束日期').fill('2026-12-05');
  await page.keyboard.press('Enter');
  expect(await saved('Excel')).toMatch(/工作总结明细表（2026-12-01至2026-12-05）\.xlsx$/);
}

/** By keyboard, from the county down to a village and back; on the narrowest screen too. */
async function walkTheTree(page: Page): Promise<void> {
  const tree = page.getByRole('treegrid', { name: '各级完成度' });
  const here = () => tree.locator('tr:focus-within').getAttribute('aria-level');
  const press = async (key: string, level: string) => {
    await page.keyboard.press(key);
    await eventually(async () => expect([key, await here()]).toEqual([key, level]));
  };
  const read = new Set<string>();
  page.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (pathname.endsWith('/units')) read.add(searchParams.get('under') ?? '');
  });
  await tree.getByRole('button').nth(2).focus();
  const county = tree.locator('tr[aria-level="1"]');
  await press('Home', '1');
  await press('ArrowRight', '2');
  const township = tree.locator('tr[aria-level="2"]').first();
  await press('ArrowLeft', '2');
  await eventually(async () => expect(await township.getAttribute('aria-expanded')).toBe('false'));
  await press('ArrowRight', '2');
  await tree.locator('tr[aria-level="3"]').first().waitFor();
  await press('ArrowRight', '3');
  await press('ArrowLeft', '2');
  await press('ArrowLeft', '2');
  await press('ArrowLeft', '1');
  expect(await county.getAttribute('aria-expanded')).toBe('true');
  // Only the open branch is read.
  expect(read.size).toBe(1);

  // A figure leads to the villages that it counts, wherever they are.
  const { pathname } = new URL(page.url());
  const villages = tree.locator('tr[aria-level="3"]');
  const shown: number[] = [];
  for (const [column, show] of [
    [4, 'missing'],
    [3, 'late'],
    [2, 'on-time'],
  ] as const) {
    await page.goto(at(`${pathname}?stage=survey&show=${show}#completeness`));
    await tree.waitFor();
    const count = Number(await county.locator('td').nth(column).textContent());
    await eventually(async () => expect([show, await villages.count()]).toEqual([show, count]));
    shown.push(count);
  }
  expect(shown.reduce((sum, count) => sum + count)).toBe(VILLAGES);
  expect(await seriousFaults(page)).toEqual([]);
  await page.setViewportSize({ width: 320, height: 800 });
  await expectNothingSideways(page);
  await page.setViewportSize({ width: 1280, height: 900 });
}

it('the wizard starts a campaign that then runs, and a decision about it is carried out', async () => {
  const { context, page } = await opened(administrator);
  const id = unique('started');
  await uploadDefinition(page, id);
  await page.getByLabel('编号').fill('Wrong Id');
  await page.getByRole('alert').filter({ hasText: '请改正' }).waitFor();
  await page.getByLabel('编号').fill(id);
  await next(page);
  await addStageWithItsForm(page);
  await addStandard(page);
  await page.getByRole('button', { name: '回到“日期”' }).click();
  for (let step = 0; step < 2; step += 1) await next(page);
  // A half-typed word in braces is normal.
  await page.getByLabel('短信', { exact: true }).fill('{{contact');
  await page.getByRole('alert').filter({ hasText: '消息 › “task” › 中文 › 短信' }).waitFor();
  await page.getByLabel('短信', { exact: true }).fill('');
  await page.getByRole('alert').filter({ hasText: '请改正' }).waitFor({ state: 'detached' });
  await next(page);
  await page.getByRole('button', { name: '正式启动' }).click();
  await page.getByLabel('请输入活动名称').fill('短期摸底');
  await page.getByRole('dialog').getByRole('button', { name: '正式启动' }).click();
  const started = page.getByRole('heading', { level: 1, name: '短期摸底' });
  // A refusal stands on the page that was to be left.
  const refused = page.locator('.ant-alert-error');
  await started.or(refused).first().waitFor();
  expect(await refused.allTextContents()).toEqual([]);
  const { scope } = readDefinition(definition(id), { file: FILE }).definition;
  const campaign = `2026-${id}-${scope}`;
  expect(await stage.client.describe(campaign)).toMatchObject({ status: 'RUNNING' });
  const answer = await page.request.get(at(`/api/campaigns/${campaign}/definition.yaml`));
  expect(readDefinition(await answer.text(), { file: 'answer' }).definition).toMatchObject({
    stages: [
      { id: 'survey', milestones: [{ by: '12-07', share: 0.8 }] },
      { id: 'summary', milestones: [] },
      {
        name: { 'zh-CN': '回访' },
        asks: [
          { id: 'township', of: 'township', form: 'form' },
          { id: 'township-2', of: 'village', form: 'form' },
        ],
      },
    ],
    forms: {
      form: {
        name: { 'zh-CN': '回访表' },
        fields: [{ id: 'field' }, { id: 'quilts', label: { 'zh-CN': '棉被' }, counts: { category: 'category' } }],
      },
    },
    standards: [{ category: 'category', name: { 'zh-CN': '低保户' }, cash: 300 }],
  });
  await page.getByRole('button', { name: '处置' }).click();
  await page.getByRole('menuitem', { name: '延期' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '延期' }).click();
  expect(await stage.sql`select from steering where campaign_id = ${campaign}`).toHaveLength(0);
  await page.getByRole('dialog').getByRole('button', { name: '返回' }).click();
  await page.getByRole('button', { name: '处置' }).click();
  await page.getByRole('menuitem', { name: '暂停' }).click();
  await page.getByRole('dialog').getByLabel('原因').fill('演习');
  await page.getByRole('dialog').getByRole('button', { name: '暂停' }).click();
  await page.getByText('活动已暂停：什么也不再发出').waitFor();
  const [decision] = await stage.sql`select verb, reason from steering where campaign_id = ${campaign}`;
  expect(decision).toEqual({ verb: 'pause', reason: '演习' });
  await endWorkflows(stage.env, campaign);
  await context.close();
});

it('the wizard gives a campaign its purses and goods, and a ladder of its own for weather warnings that a rule names', async () => {
  const { context, page } = await opened(administrator);
  await uploadDefinition(page, unique('warned'));
  const asides = page.getByRole('navigation', { name: '按需修改' });
  await asides.getByRole('button', { name: '专款和物资' }).click();
  await page.getByRole('button', { name: '加一笔专款' }).click();
  await page.getByLabel('专款名称（中文）').fill('慈善会');
  await page.getByRole('button', { name: '加一种物资' }).click();
  await page.getByLabel('品名（中文）').fill('棉被');
  await page.getByLabel('单价（元，可不填）').fill('80');
  await expectSound(page, 'purses and goods');
  await asides.getByRole('button', { name: '预警' }).click();
  await page.getByLabel('响应寒冷天气预警').click();
  await page.getByRole('button', { name: '另定一条规则' }).click();
  await choose(page, '已知晓的阶梯', '红色预警');
  await page.getByLabel('已知晓：多久算晚').fill('20');
  await page.getByRole('button', { name: '回到“范围”' }).click();
  for (let step = 0; step < 2; step += 1) await next(page);
  // The shared one becomes the campaign's own with the first change.
  await choose(page, '阶梯', '橙色预警');
  await page.getByText('这是通用的阶梯').waitFor();
  await page.getByLabel('第 4 级: 分钟').fill('7');
  await page.getByRole('button', { name: '恢复通用的阶梯' }).waitFor();
  await expectSound(page, 'ladder of warnings');
  await page.getByRole('button', { name: 'YAML' }).click();
  const written = page.getByLabel('活动定义');
  await eventually(async () => expect(await written.inputValue()).toContain('warning-orange'));
  const { warnings, ladders, purses, items } = readDefinition(await written.inputValue(), { file: 'yaml' }).definition;
  expect(warnings?.rules).toEqual({
    default: { blue: { ladders: { known: 'warning-red' }, known: { minutes: 20 } } },
  });
  expect(purses).toEqual({ purse: { name: { 'zh-CN': '慈善会', en: 'New purse' } } });
  expect(items).toMatchObject({ item: { name: { 'zh-CN': '棉被' }, unit: { 'zh-CN': '袋' }, price: 80 } });
  expect(ladders['warning-orange']?.map(({ id, at, of }) => [id, at, of])).toEqual([
    ['warning', { from: 'start' }, undefined],
    ['warning-township', { from: 'start' }, 'township'],
    ['warning-county', { from: 'start' }, 'county'],
    ['deputy', { from: 'start', minutes: 7 }, undefined],
    ['township', { from: 'known' }, 'township'],
    ['county', { from: 'start', minutes: 60 }, 'county'],
    ['calls', { from: 'start', minutes: 60 }, undefined],
  ]);
  await context.close();
});

/** In the step of the dates: a milestone, and one more stage, which asks two kinds of unit for its own form. */
async function addStageWithItsForm(page: Page): Promise<void> {
  await page.getByRole('button', { name: '摸底：提问与设置' }).click();
  await page.getByRole('button', { name: '加一个里程碑' }).click();
  await page.getByLabel('里程碑 1: 应报百分之几').fill('80');
  await page.getByRole('button', { name: '加一个阶段' }).click();
  await page.getByLabel('阶段名称（中文）').fill('回访');
  await page.getByRole('button', { name: '再问一类单位' }).click();
  await choose(page, '哪类单位', '村');
  await page.getByRole('button', { name: '另建一张表单' }).click();
  await page.getByLabel('表单名称（中文）').fill('回访表');
  await page.getByRole('button', { name: '加一个栏目' }).click();
  await page.getByLabel('问什么（中文）').fill('棉被');
  await page.getByLabel('栏目编号').fill('quilts');
  await expectSound(page, 'forms');
  await page.getByRole('button', { name: '回到“日期”' }).click();
  await page.getByRole('button', { name: '乡镇 · 摸底表' }).click();
  await choose(page, '表单', '回访表');
  await expectSound(page, 'dates');
}

/** Outside the steps: a category of people, for which the field of the new form then counts. */
async function addStandard(page: Page): Promise<void> {
  const asides = page.getByRole('navigation', { name: '按需修改' });
  await asides.getByRole('button', { name: '标准' }).click();
  await page.getByRole('button', { name: '加一类' }).click();
  await page.getByLabel('类别名称（中文）').fill('低保户');
  await page.getByLabel('慰问金（元）').first().fill('300');
  await expectSound(page, 'standards');
  await asides.getByRole('button', { name: '名单' }).click();
  await page.getByRole('button', { name: '加一份名单' }).click();
  await page.getByLabel('名单名称（中文）').fill('低保家庭');
  await page
    .getByRole('button', { name: '删减后的名额' })
    .or(page.getByRole('button', { name: '加一条' }).first())
    .click();
  await expectSound(page, 'lists');
  await page.getByRole('button', { name: '删去这份' }).click();
  await asides.getByRole('button', { name: '表单' }).click();
  await page.getByRole('button', { name: '棉被 · 整数' }).click();
  await choose(page, '计入哪一类', '低保户');
  await asides.getByRole('button', { name: '预警' }).click();
  await page.getByLabel('响应寒冷天气预警').click();
  await page.getByRole('button', { name: '另定一条规则' }).click();
  await page.getByRole('button', { name: '加一条演练预警' }).click();
  await expectSound(page, 'warnings');
  await page.getByLabel('响应寒冷天气预警').click();
}

/** After a new width the layout of some parts takes a moment. */
const expectNothingSideways = (page: Page): Promise<void> =>
  eventually(async () =>
    expect(await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth)).toBe(0),
  );

/** No serious finding of axe, and no sideways scroll on the smallest phone. */
async function expectSound(page: Page, what: string): Promise<void> {
  const wide = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 700 });
  await expectNothingSideways(page);
  expect([what, await seriousFaults(page)]).toEqual([what, []]);
  if (wide) await page.setViewportSize(wide);
}

it('two roles see what they may', async () => {
  const links = async (who: SignedIn) => {
    const { context, page } = await opened(who);
    await page.goto(at('/console/'));
    const menu = page.getByRole('navigation', { name: '主菜单' });
    await menu.waitFor();
    const seen = await menu.getByRole('link').allTextContents();
    const canStart = await page.getByRole('link', { name: '新建活动' }).count();
    await context.close();
    return { seen: seen.map((text) => text.trim()), canStart };
  };
  const ops = await links(await signIn(stage.sql, 'ops'));
  expect(ops.seen).toEqual(expect.arrayContaining(['活动', '消息', '消息队列']));
  expect(ops.seen).not.toContain('名册');
  const officer = await links(await signIn(stage.sql, 'township-officer', '990012'));
  expect(officer.seen).toEqual(expect.arrayContaining(['活动', '督办与确认', '电话清单', '名册']));
  expect(officer.seen).not.toEqual(expect.arrayContaining(['账号']));
  expect([ops.canStart, officer.canStart]).toEqual([0, 0]);
});

describe('axe-core finds nothing serious', () => {
  const PAGES = [
    '',
    'campaigns/new',
    'rehearse',
    'messages',
    'chases',
    'calls',
    'register?place=990012',
    'register/import',
    'reports',
    'audit',
    'accounts',
  ];
  it.each([
    ['light and wide', { colorScheme: 'light' as const }],
    ['dark and narrow', { colorScheme: 'dark' as const, viewport: { width: 320, height: 844 }, locale: 'en' }],
  ])('%s', async (_, how) => {
    const { context, page } = await opened(administrator, { ...how, reducedMotion: 'reduce' });
    const [rehearsed] = await stage.sql<{ id: string }[]>`select id from campaigns where mode = 'rehearsal' limit 1`;
    const [message] = await stage.sql<{ id: number }[]>`select min(id) as id from messages`;
    const campaign = `campaigns/${rehearsed?.id}`;
    for (const path of [...PAGES, campaign, `messages/${message?.id}`, `chases?campaign=${rehearsed?.id}`]) {
      await page.goto(at(`/console/${path}`));
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
      expect([path, await seriousFaults(page)]).toEqual([path, []]);
      const sideways = await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
      expect([path, sideways]).toEqual([path, 0]);
    }
    await context.close();
  });
});

it('the browser has nothing to complain about, least of all the policy', () => {
  expect(complaints).toEqual([]);
});
