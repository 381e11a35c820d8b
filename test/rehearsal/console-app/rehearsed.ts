import type { Page } from 'playwright-core';
import { seriousFaults } from '../../support/browser/axe';
import { eventually } from '../../support/eventually';
import { needing } from '../../support/needing';
import { type ConsoleApp, expectNothingSideways, next, unique, uploadDefinition, VILLAGES } from './console-app';

const { it } = needing('chromium', 'fonts-noto-cjk');

/** A rehearsal from the wizard to its report. */
export function rehearsedInTheApp(app: ConsoleApp): void {
  it('a rehearsal that is started in the wizard is watched live until its report', async () => {
    const page = await app.opened(app.administrator);
    await uploadDefinition(app, page, unique('rehearsed'));
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
    // M11: the figures above say so at the same time.
    await eventually(async () => expect(await page.locator('.figure .value').first().textContent()).not.toMatch(/^0 /));
    await page.getByText('演练完成').waitFor({ timeout: 150_000 });
    expect(await page.getByRole('status').or(page.getByRole('alert')).first().textContent()).toContain('没有发现问题');
    await eventually(async () => expect(await page.getByText('已完成').first().isVisible()).toBe(true));
    await walkTheTree(app, page);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '报告（Word）' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^【演练】《.+》工作总结\.docx$/);
    await summaryOfAPeriod(app, page);
    await page.context().close();
  });
}

/** A month, then from one day to another: the file says of which days it is. */
async function summaryOfAPeriod(app: ConsoleApp, page: Page): Promise<void> {
  await page.goto(app.at('/console/reports'));
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
async function walkTheTree(app: ConsoleApp, page: Page): Promise<void> {
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
    await page.goto(app.at(`${pathname}?stage=survey&show=${show}#completeness`));
    await tree.waitFor();
    const count = Number(await county.locator('td').nth(column).textContent());
    await eventually(async () => expect([show, await villages.count()]).toEqual([show, count]));
    shown.push(count);
  }
  expect(shown.reduce((sum, count) => sum + count)).toBe(VILLAGES);
  // m3: who is asked themselves stands once, with what they are asked below their own name.
  await page.goto(app.at(`${pathname}?stage=summary#completeness`));
  const townships = tree.locator('tr[aria-level="2"] th');
  await townships.first().waitFor();
  const names = await townships.allInnerTexts();
  expect(new Set(names).size).toBe(names.length);
  expect(await seriousFaults(page)).toEqual([]);
  await page.setViewportSize({ width: 320, height: 800 });
  await expectNothingSideways(page);
  await page.setViewportSize({ width: 1280, height: 900 });
}
