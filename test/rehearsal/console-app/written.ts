import type { Page } from 'playwright-core';
import { readDefinition } from '../../../domain/campaign/definition/read-definition';
import { choose } from '../../support/browser/choose';
import { endWorkflows } from '../../support/end-workflows';
import { eventually } from '../../support/eventually';
import { needing } from '../../support/needing';
import { type ConsoleApp, definitionOf, expectSoundAt320, FILE, next, unique, uploadDefinition } from './console-app';

const { it } = needing('chromium', 'fonts-noto-cjk');

/** Campaigns that are written in the wizard with all their parts, and started. */
export function writtenInTheApp(app: ConsoleApp): void {
  it('the wizard starts a campaign that then runs, and a decision about it is carried out', async () => {
    const page = await app.opened(app.administrator);
    const id = unique('started');
    await uploadDefinition(app, page, id);
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
    const { scope } = readDefinition(definitionOf(id), { file: FILE }).definition;
    const campaign = `2026-${id}-${scope}`;
    expect(await app.stage.client.describe(campaign)).toMatchObject({ status: 'RUNNING' });
    const answer = await page.request.get(app.at(`/api/campaigns/${campaign}/definition.yaml`));
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
    expect(await app.stage.sql`select from steering where campaign_id = ${campaign}`).toHaveLength(0);
    await page.getByRole('dialog').getByRole('button', { name: '返回' }).click();
    await page.getByRole('button', { name: '处置' }).click();
    await page.getByRole('menuitem', { name: '暂停' }).click();
    await page.getByRole('dialog').getByLabel('原因').fill('演习');
    await page.getByRole('dialog').getByRole('button', { name: '暂停' }).click();
    await page.getByText('活动已暂停：什么也不再发出').waitFor();
    const [decision] = await app.stage.sql`select verb, reason from steering where campaign_id = ${campaign}`;
    expect(decision).toEqual({ verb: 'pause', reason: '演习' });
    await endWorkflows(app.stage.env, campaign);
    await page.context().close();
  });

  it('the wizard gives a campaign its purses and goods, and a ladder of its own for weather warnings that a rule names', async () => {
    const page = await app.opened(app.administrator);
    await uploadDefinition(app, page, unique('warned'));
    const asides = page.getByRole('navigation', { name: '按需修改' });
    await asides.getByRole('button', { name: '专款和物资' }).click();
    await page.getByRole('button', { name: '加一笔专款' }).click();
    await page.getByLabel('专款名称（中文）').fill('慈善会');
    await page.getByRole('button', { name: '加一种物资' }).click();
    await page.getByLabel('品名（中文）').fill('棉被');
    await page.getByLabel('单价（元，可不填）').fill('80');
    await expectSoundAt320(page, 'purses and goods');
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
    await expectSoundAt320(page, 'ladder of warnings');
    await page.getByRole('button', { name: 'YAML' }).click();
    const written = page.getByLabel('活动定义');
    await eventually(async () => expect(await written.inputValue()).toContain('warning-orange'));
    const { warnings, ladders, purses, items } = readDefinition(await written.inputValue(), {
      file: 'yaml',
    }).definition;
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
    await page.context().close();
  });
}

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
  await expectSoundAt320(page, 'forms');
  await page.getByRole('button', { name: '回到“日期”' }).click();
  await page.getByRole('button', { name: '乡镇 · 摸底表' }).click();
  await choose(page, '表单', '回访表');
  await expectSoundAt320(page, 'dates');
}

/** Outside the steps: a category of people, for which the field of the new form then counts. */
async function addStandard(page: Page): Promise<void> {
  const asides = page.getByRole('navigation', { name: '按需修改' });
  await asides.getByRole('button', { name: '标准' }).click();
  await page.getByRole('button', { name: '加一类' }).click();
  await page.getByLabel('类别名称（中文）').fill('低保户');
  await page.getByLabel('慰问金（元）').first().fill('300');
  await expectSoundAt320(page, 'standards');
  await asides.getByRole('button', { name: '名单' }).click();
  await page.getByRole('button', { name: '加一份名单' }).click();
  await page.getByLabel('名单名称（中文）').fill('低保家庭');
  await page
    .getByRole('button', { name: '删减后的名额' })
    .or(page.getByRole('button', { name: '加一条' }).first())
    .click();
  await expectSoundAt320(page, 'lists');
  await page.getByRole('button', { name: '删去这份' }).click();
  await asides.getByRole('button', { name: '表单' }).click();
  await page.getByRole('button', { name: '棉被 · 整数' }).click();
  await choose(page, '计入哪一类', '低保户');
  await asides.getByRole('button', { name: '预警' }).click();
  await page.getByLabel('响应寒冷天气预警').click();
  await page.getByRole('button', { name: '另定一条规则' }).click();
  await page.getByRole('button', { name: '加一条演练预警' }).click();
  await expectSoundAt320(page, 'warnings');
  await page.getByLabel('响应寒冷天气预警').click();
}
