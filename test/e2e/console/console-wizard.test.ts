import type { Page } from 'playwright-core';
import type { RehearsalStanding } from '../../../console/api/rehearsal/rehearsals';
import { compile } from '../../../domain/campaign/compile/compile';
import type { Definition } from '../../../domain/campaign/definition/definition';
import { insertCampaign } from '../../../store/campaign/campaigns';
import { regionsUnder } from '../../../store/people/regions';
import { expectSound } from '../../support/browser/axe';
import { type ConsoleInBrowser, consoleInBrowser } from '../../support/browser/console-in-browser';
import { sees } from '../../support/browser/page';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { shanghai, tinyDefinition } from '../../support/campaigns/tiny';
import { eventually } from '../../support/eventually';
import { needing } from '../../support/needing';
import { fakeClient } from '../../support/servers/console';

const { it, beforeAll } = needing('chromium', 'fonts-noto-cjk');

let office: ConsoleInBrowser;
let campaign: OpenCampaign;
/** Campaigns that were started for real. */
const started: string[] = [];

/** A slow machine is not an error. */
const WAIT_MS = 60_000;
jest.setTimeout(300_000);

/** As a campaign stands in Postgres once it has been started. */
async function begun(definition: Definition, id: string, mode: 'live' | 'rehearsal'): Promise<string> {
  const plan = compile({ definition, campaign: id, regions: await regionsUnder(office.sql, definition.scope) });
  await insertCampaign(office.sql, { id, definition, plan, mode, clockAt: shanghai('12-20 10:00') });
  return id;
}

const standing = (id: string): RehearsalStanding => {
  const now = shanghai('12-20 10:00');
  const audit = { checked: 9, violations: [] };
  return {
    campaign: id,
    state: 'done',
    startsAt: now,
    endsAt: now,
    at: now,
    reports: 5,
    messages: 9,
    audit,
    error: null,
  };
};

const client = fakeClient({
  async start({ definition, campaign: id = 'started' }) {
    started.push(id);
    await begun(definition, id, 'live');
    return { campaign: id, workflowId: `campaign/${id}`, joined: false };
  },
  async steer(request) {
    client.steered.push(request);
    return { warnings: [] };
  },
});

beforeAll(async () => {
  const rehearsals = {
    start: async ({ definition }: { definition: Definition }) =>
      standing(await begun(definition, 'rehearsed', 'rehearsal')),
    standing: (id: string) => (id === 'rehearsed' ? standing(id) : null),
    running: () => null,
    stop: () => {},
  };
  office = await consoleInBrowser({ client, rehearsals });
  campaign = await openCampaign(office.sql);
});

const pageAt = (path: string): Promise<Page> => office.pageAt(path, { patienceMs: WAIT_MS });

const saved = (page: Page) => sees(page, page.getByTestId('draft-saved').filter({ hasText: '草稿已保存' }));
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const nameOf = (page: Page) => page.getByLabel('名称（中文）');

async function uploaded(page: Page, definition: Definition): Promise<void> {
  const buffer = Buffer.from(JSON.stringify(definition));
  await page.locator('input[type=file]').setInputFiles({ name: 'tiny.yaml', mimeType: 'application/yaml', buffer });
  await sees(page, page.getByRole('heading', { level: 2, name: '范围' }));
}

it('B4: a draft outlives the rehearsal, Back, a reload and the menu, and starts for real only by its typed name', async () => {
  const page = await pageAt('campaigns/new');
  await uploaded(page, tinyDefinition({ id: 'draft' }));
  await nameOf(page).fill('走访慰问');
  await press(page, '下一步');
  await sees(page, page.getByRole('heading', { level: 2, name: '日期' }));
  // The browser's Back is a step back, and a reload comes to the same step with what was typed.
  await page.goBack();
  await sees(page, page.getByRole('heading', { level: 2, name: '范围' }));
  await saved(page);
  await page.reload();
  await eventually(async () => expect(await nameOf(page).inputValue()).toBe('走访慰问'));
  // What was undone is back with one more step.
  await nameOf(page).fill('走访慰问困难家庭');
  await press(page, '撤销');
  await eventually(async () => expect(await nameOf(page).inputValue()).toBe('走访慰问'));
  await press(page, '重做');
  await eventually(async () => expect(await nameOf(page).inputValue()).toBe('走访慰问困难家庭'));
  // Left by the menu at once after the last letter, and found on the first page.
  await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '活动' }).click();
  await page.getByRole('link', { name: '走访慰问困难家庭' }).click();
  await eventually(async () => expect(await nameOf(page).inputValue()).toBe('走访慰问困难家庭'));

  await page.goto(page.url().replace('at=scope', 'at=check'));
  await press(page, '先演练');
  await sees(page, page.getByText('演练完成'));
  await page.getByRole('link', { name: '回到草稿' }).click();
  await sees(page, page.getByRole('heading', { level: 2, name: '核对与启动' }));
  await page.goBack();
  await page.getByRole('link', { name: '按此正式启动' }).click();
  await press(page, '正式启动');
  const dialog = page.getByRole('dialog');
  await sees(page, dialog.getByText('全程最多'));
  // Enter twice does not start it.
  await eventually(async () => expect(await dialog.locator('input:focus').count()).toBe(1));
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await sees(page, dialog.getByText('与活动名称不一致'));
  expect(started).toEqual([]);
  await dialog.getByRole('textbox').fill('走访慰问困难家庭');
  await dialog.getByRole('button', { name: '正式启动' }).click();
  await sees(page, page.getByRole('heading', { level: 1, name: '走访慰问困难家庭' }));
  expect(started).toEqual(['2026-draft-9']);
  // What has become a campaign is no draft any more.
  await eventually(async () => expect(await office.sql`select from campaign_drafts`).toHaveLength(0));
  expect(office.wrong).toEqual([]);
  await page.context().close();
});

it('two windows on one draft do not overwrite each other: what was typed second is kept beside it', async () => {
  await office.sql`delete from campaign_drafts`;
  const first = await pageAt('campaigns/new');
  await uploaded(first, tinyDefinition({ id: 'shared' }));
  const second = await first.context().newPage();
  await second.goto(first.url());
  await sees(second, nameOf(second));
  await nameOf(first).fill('第一个窗口');
  await saved(first);
  await nameOf(second).fill('第二个窗口');
  await sees(second, second.getByText('在另一个窗口里改过'));
  await press(second, '把这边的另存一份');
  await saved(second);
  await eventually(async () => expect(await nameOf(second).inputValue()).toBe('第二个窗口'));
  const kept = await office.sql`select definition -> 'name' ->> 'zh-CN' as name from campaign_drafts order by 1`;
  expect(kept.map(({ name }) => name)).toEqual(['第一个窗口', '第二个窗口']);
  await first.context().close();
});

it('B5: a campaign is ended for good only by 终止活动 and its typed name; 返回 leaves it alone', async () => {
  const page = await pageAt(`campaigns/${campaign.id}`);
  // m2: what waits for nobody is no alarm.
  await sees(page, page.locator('.figure'));
  expect(await page.locator('.figure.open').count()).toBe(0);
  const open = async () => {
    await page.getByRole('button', { name: '处置' }).click();
    // m7: what a warning asks for is in the menu.
    await page.getByRole('menuitem', { name: '重新编排' }).waitFor();
    await page.getByRole('menuitem', { name: '终止活动' }).click();
  };
  const dialog = page.getByRole('dialog');
  await open();
  await sees(page, dialog.getByText('不能恢复'));
  const buttons = await dialog.getByRole('button').allInnerTexts();
  expect(buttons.filter((word) => word.includes('取消'))).toEqual([]);
  await dialog.getByRole('button', { name: '返回' }).click();
  await dialog.waitFor({ state: 'detached' });
  await open();
  await dialog.getByLabel('原因').fill('大雪封山');
  await dialog.getByRole('button', { name: '终止活动' }).click();
  await sees(page, dialog.getByText('与活动名称不一致'));
  expect(client.steered).toEqual([]);
  await dialog.getByLabel('请输入活动名称').fill('冬季慰问');
  await dialog.getByRole('button', { name: '终止活动' }).click();
  await eventually(async () =>
    expect(client.steered).toEqual([expect.objectContaining({ verb: 'cancel', reason: '大雪封山' })]),
  );
  await page.context().close();
});

it('m10: what has ended is put away from the list, found under 已收起, and brought back', async () => {
  const id = await begun(tinyDefinition({ id: 'over' }), 'over', 'rehearsal');
  await office.sql`update campaigns set state = 'cancelled', ended_at = now() where id = ${id}`;
  const page = await pageAt('campaigns');
  const card = page.locator('.campaign-card').filter({ hasText: id });
  await card.getByRole('button', { name: /^收起/ }).click();
  await card.waitFor({ state: 'detached' });
  await page.getByText('已收起', { exact: true }).click();
  await expectSound(page, 'put away');
  await card.getByRole('button', { name: /^放回/ }).click();
  await card.waitFor({ state: 'detached' });
  await page.getByText('全部', { exact: true }).first().click();
  await sees(page, card);
  await page.context().close();
});

it('M16, m11: a chosen region has its name after a reload, and totals that were planned for the former one are emptied', async () => {
  const page = await pageAt('campaigns/new');
  const name = { 'zh-CN': '困难户', en: 'Poor' };
  const poor = { category: 'poor', name, per: 'household', cash: 300, planned: { households: 273 } };
  const given = { ...tinyDefinition({ id: 'scoped' }), standards: [poor] } as unknown as Definition;
  await uploaded(page, given);
  await saved(page);
  await page.reload();
  await sees(page, page.locator('.ant-select', { hasText: '小县' }));
  await page.locator('#scope').click();
  await page.locator('.ant-select-tree-switcher').first().click();
  await page.locator('.ant-select-tree-title', { hasText: '东乡' }).click();
  await sees(page, page.getByText('计划总数是按原来的范围定的，已一并清空'));
  await sees(page, page.locator('.ant-select', { hasText: '东乡' }));
  // m9: nothing is rehearsed that nobody has chosen, and what only we need stands behind a word.
  await page.goto(`${office.web.url}/console/rehearse`);
  await sees(page, page.getByText('连同核对和报告，约 79 秒'));
  expect(await page.getByLabel('随机种子').isVisible()).toBe(false);
  await page.getByRole('button', { name: '开始演练' }).click();
  await sees(page, page.getByText('请选择要演练的活动'));
  await page.context().close();
});

it('a reminder says whom it writes to, and can be undone before it goes', async () => {
  client.steered.length = 0;
  const page = await pageAt(`campaigns/${campaign.id}`);
  await page.getByRole('button', { name: '处置' }).click();
  await page.getByRole('menuitem', { name: '立即催报' }).click();
  const dialog = page.getByRole('dialog');
  await sees(page, dialog.getByText('会发给 5 个未报的单位：短信 5 条'));
  await dialog.getByRole('button', { name: '立即催报' }).click();
  await sees(page, page.getByText('立即催报（摸底）'));
  await page.getByRole('button', { name: '撤销', exact: true }).click();
  await page.getByText('立即催报（摸底）').waitFor({ state: 'detached' });
  expect(client.steered).toEqual([]);
  expect(await office.sql`select from steering_asked where acts_at is not null`).toHaveLength(0);
  await page.context().close();
});

it('days are typed in any usual form or picked by keyboard, a wrong one is marked, and each step is sound', async () => {
  const page = await pageAt('campaigns/new');
  await uploaded(page, tinyDefinition({ id: 'dated', season: 2026 }));
  await press(page, '下一步');
  const due = page.getByLabel('摸底: 到期', { exact: true });
  for (const [typed, kept, shown] of [
    ['腊月初八', '腊月初八', '= 1月15日 周五'],
    ['12/20', '12月20日', '12月20日 周日'],
    ['农历十一月初一', '农历十一月初一', '= 12月9日 周三'],
  ] as const) {
    await due.fill(typed);
    await due.blur();
    await eventually(async () => expect(await due.inputValue()).toBe(kept));
    await sees(page, page.getByText(shown));
  }
  await due.fill('下周');
  await sees(page, page.getByText('“下周”不是日期'));
  expect(await due.getAttribute('aria-invalid')).toBe('true');
  await due.fill('12-03');
  // The calendar is one tab stop; arrows move in it, Enter picks.
  await page.getByRole('button', { name: '摸底: 到期：选日期' }).click();
  await eventually(async () => expect(await page.locator('.pick-day [data-day="2026-12-03"]:focus').count()).toBe(1));
  expect(await page.locator('.pick-day .day[tabindex="0"]').count()).toBe(1);
  for (const key of ['ArrowDown', 'ArrowLeft']) await page.keyboard.press(key);
  await eventually(async () => expect(await page.locator('.pick-day [data-day="2026-12-09"]:focus').count()).toBe(1));
  await page.keyboard.press('Escape');
  await page.locator('.pick-day').waitFor({ state: 'detached' });
  expect(await page.locator('.calendar-months .day[tabindex="0"]').count()).toBe(1);
  await expectSound(page, 'dates');
  // Each step begins at its head, and holds its buttons on the narrowest screen too.
  await press(page, '下一步');
  await eventually(async () => expect(await page.locator('h2:focus').innerText()).toBe('阶梯'));
  await sees(page, page.getByRole('region', { name: '时间线' }).getByText('12月2日 周三 09:30'));
  await page.setViewportSize({ width: 390, height: 800 });
  await expectSound(page, 'ladder');
  await press(page, '下一步');
  await press(page, '【锁定日】');
  await eventually(async () =>
    expect(await page.getByLabel('短信', { exact: true }).inputValue()).toContain('【锁定日】'),
  );
  await sees(page, page.getByText('与通用文字不同'));
  await sees(page, page.getByRole('region', { name: '预览' }).getByText('12月5日18:00').first());
  await expectSound(page, 'texts');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 1280, height: 900 });
  await press(page, '下一步');
  await sees(page, page.getByText('费用最多'));
  await expectSound(page, 'check');
  expect(office.wrong).toEqual([]);
  await page.context().close();
});
