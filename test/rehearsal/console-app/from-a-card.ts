import { readFileSync } from 'node:fs';
import { loadSamples } from '../../../store/people/tables/samples/samples';
import { needing } from '../../support/needing';
import { filesIn } from '../../support/zip';
import { type ConsoleApp, next, unique } from './console-app';

const { it } = needing('chromium', 'fonts-noto-cjk');

/** A rehearsal of a template, from its card to its report. */
export function rehearsedFromACard(app: ConsoleApp): void {
  it('from the card of a template to the report of its rehearsal there are only clicks, and nothing has to be read', async () => {
    await loadSamples(app.stage.sql, { top: '990430101' });
    const page = await app.opened(app.administrator);
    await page.goto(app.at('/console/campaigns'));
    await page.getByRole('link', { name: '新建活动' }).first().click();
    const card = page.getByRole('article').filter({ has: page.getByRole('heading', { name: '送温暖迎新春' }) });
    await card.getByRole('button', { name: '用这个模板' }).click();
    // Only so that it does not meet other tests on the same Temporal.
    await page.getByLabel('编号').fill(unique('visit-day'));
    for (let step = 0; step < 4; step += 1) await next(page);
    await page.getByLabel('演练用时').fill('6');
    await page.getByRole('button', { name: '先演练' }).click();
    const ended = page.getByText('演练完成').or(page.getByText('演练没有完成'));
    await ended.waitFor({ timeout: 200_000 });
    expect(await ended.textContent()).toContain('没有发现问题');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '报告（Word）' }).click(),
    ]);
    const report =
      filesIn(readFileSync(await download.path()))
        .get('word/document.xml')
        ?.toString() ?? '';
    const said = report.replace(/<[^>]+>/g, ' ');
    for (const words of ['送温暖迎新春', '留守儿童及困难残疾人家庭', '空巢老人', '生活困难老干部、老党员'])
      expect(said).toContain(words);
    expect(said).toMatch(/13,?500/);
    await page.context().close();
  });
}
