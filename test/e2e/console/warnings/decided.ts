import { takeWarnings } from '../../../../store/warning/warnings';
import { warning } from '../../../support/campaigns/warnings';
import { eventually } from '../../../support/eventually';
import { needing } from '../../../support/needing';
import type { WarnedConsole } from './warned-console';

const { it } = needing('chromium', 'fonts-noto-cjk');

/** What a person decides about warnings: what if, which townships, and that one is over. */
export function decidedWarnings(warned: WarnedConsole): void {
  it('what a file of last winter would lead to is shown before anybody is told', async () => {
    const { stage, page } = warned;
    const [top] = await stage.sql<{ name: string }[]>`select name from regions where parent_code is null`;
    const sentAt = '2025-12-03T16:00:00+08:00';
    const text = JSON.stringify({
      hazard: 'snow',
      colour: 'red',
      areas: [top?.name],
      sentAt,
      onsetAt: sentAt,
      endsAt: '2025-12-04T20:00:00+08:00',
    });
    await page.goto(warned.at('warnings'));
    await page.getByRole('button', { name: '推演与演练' }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByLabel('预警内容').fill(text);
    await drawer.getByRole('button', { name: '推演' }).click();
    await drawer.getByText(/叫应 1 起，巡查 \d+ 轮/).waitFor();
    expect(await stage.sql`select from weather_events where drill`).toHaveLength(0);
    await warned.isFit();
    await drawer.getByLabel('演练原因').fill('每季演练');
    await drawer.getByRole('button', { name: '作为演练发出' }).click();
    // Real phones: a second question, with the number of SMS.
    await page
      .getByText(/向真实手机发送演练：短信最多 \d+ 条/)
      .last()
      .waitFor();
    expect(await stage.sql`select from weather_events where drill`).toHaveLength(0);
    await page.getByRole('button', { name: '确定发出' }).click();
    await page.getByText('【演练】暴雪红色').first().waitFor();
  });

  it('the duty officer decides which townships are meant', async () => {
    const { stage, page } = warned;
    const [top] = await stage.sql<{ name: string }[]>`select name from regions where parent_code is null`;
    await takeWarnings(stage.sql, {
      scope: 'live',
      source: 'test',
      read: {
        warnings: [
          warning({
            identifier: 'part',
            hazard: 'frost',
            areas: [{ code: null, name: top?.name ?? '' }],
            headline: `${top?.name}北部将有霜冻`,
            sentAt: new Date().toISOString(),
          }),
        ],
        problems: [],
        attributions: ['https://feed.example.org/attribution.html', '以官方数据发布为准'],
      },
      raw: { bytes: Buffer.from('原文如此') },
      at: new Date().toISOString(),
    });
    await page.goto(warned.at('warnings/duty'));
    await page.getByLabel('原文').waitFor();
    expect(await page.getByLabel('原文').inputValue()).toBe('原文如此');
    await warned.isFit();
    await page.getByRole('checkbox').first().check();
    await page.getByRole('button', { name: '决定' }).click();
    await page.getByText('没有待定事项').waitFor();
    expect(await stage.sql`select kind from duty_items where decided_by like 'account:%'`).toEqual([
      { kind: 'part-of-area' },
    ]);
  });

  it('a warning that is cancelled with a reason ends, and so does its alert', async () => {
    const { stage, page } = warned;
    await page.goto(warned.at('warnings'));
    await page.getByText('数据来源：feed.example.org · 以官方数据发布为准').waitFor();
    const raised = page.locator('.warning-card').filter({ hasText: '今夜起气温下降十度' });
    await raised.getByRole('button', { name: '解除' }).click();
    await page.getByRole('dialog').getByLabel('原因').fill('误报');
    await page.getByRole('dialog').getByRole('button', { name: '解除' }).click();
    await raised.waitFor({ state: 'detached' });
    await eventually(async () =>
      expect(await stage.sql`select state from alerts where hazard = 'cold-wave' and not drill`).toEqual([
        { state: 'over' },
      ]),
    );
    await page.getByText('已结束').first().waitFor();
  });
}
