import { importRegister } from '../../../../store/people/tables/import';
import { generateRegister } from '../../../../store/people/tables/samples/generate';
import { picture } from '../../../support/browser/page';
import { eventually } from '../../../support/eventually';
import { needing } from '../../../support/needing';
import type { WarnedConsole } from './warned-console';

const { it } = needing('chromium', 'fonts-noto-cjk');

/** A county beside the campaign's. */
const ELSEWHERE = '999901';
/** Another, in which a campaign runs that answers no warnings. */
const FURTHER = '999902';

/** B7: a warning that no campaign answers. */
export function unansweredWarnings(warned: WarnedConsole): void {
  it('B7: a warning that nobody answers says so first, and is answered by a call at once', async () => {
    const { stage, page, alsoStarted } = warned;
    await importRegister(stage.sql, generateRegister({ villages: 3, prefix: ELSEWHERE }));
    const [place] = await stage.sql<{ name: string }[]>`select name from regions where code = ${ELSEWHERE}`;
    const enter = async (colour: string) => {
      await page.goto(warned.at('warnings'));
      await page.getByRole('button', { name: '录入／转发预警' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText(colour).click();
      await dialog.getByLabel('地区').click();
      await page.locator('.ant-select-tree-title').last().click();
      await dialog.getByText('发布单位').click();
      await dialog.getByText(`将叫应 0 个单位：没有活动覆盖${place?.name}`).waitFor();
      await picture(page, 'warn-nobody-1280');
      return dialog;
    };
    // Written down only: nobody is woken, and the message is not green.
    const dialog = await enter('寒潮蓝色');
    await warned.isFit();
    await dialog.getByRole('button', { name: '录入', exact: true }).click();
    const said = page.locator('.ant-message-notice').filter({ hasText: '没有叫应任何人' });
    await said.waitFor();
    expect(await said.locator('.ant-message-warning').count()).toBe(1);

    // The question offers what to do, and not only to close it.
    await page.goto(warned.at('warnings/duty'));
    await page.getByText('没有人被叫应：可以临时叫应').waitFor();
    await page.getByRole('radio', { name: /临时叫应/ }).check();
    await picture(page, 'warn-duty-1280');
    await warned.isFit();
    await page.getByRole('button', { name: /^叫\s?应$/ }).click();
    await page.getByText('没有待定事项').waitFor();
    const called = () =>
      stage.sql<{ campaign: string; asked: number }[]>`
        select a.campaign_id as campaign, count(u.*)::int as asked from alerts a
        left join rounds r on r.alert_id = a.id and r.ask = 'known' left join asks u on u.round_id = r.id
        where starts_with(a.area, ${ELSEWHERE}) group by a.campaign_id`;
    await eventually(async () => expect((await called()).map(({ asked }) => asked)).toEqual([3]));
    alsoStarted.push(...(await called()).map(({ campaign: id }) => id));

    // A campaign answers there now; a question closes with its warning.
    await page.goto(warned.at('warnings'));
    const card = page
      .locator('.warning-card')
      .filter({ hasText: '寒潮蓝色' })
      .filter({ has: page.getByRole('button', { name: '解除' }) });
    await card.getByRole('button', { name: '解除' }).click();
    await page.getByRole('dialog').getByLabel('原因').fill('误报');
    await page.getByRole('dialog').getByRole('button', { name: '解除' }).click();
    await eventually(async () =>
      expect(await stage.sql`select from duty_items where closed_at is null`).toHaveLength(0),
    );
  });

  it('B7: a running campaign that answers no warnings is chosen to call its places', async () => {
    const { stage, page, definition, alsoStarted } = warned;
    await importRegister(stage.sql, generateRegister({ villages: 3, prefix: FURTHER }));
    const [place] = await stage.sql<{ name: string }[]>`select name from regions where code = ${FURTHER}`;
    const { warnings: _, ...silent } = definition;
    const started = await stage.client.start({
      definition: { ...silent, id: `${definition.id}-silent`, scope: FURTHER },
      mode: 'live',
      by: null,
    });
    alsoStarted.push(started.campaign);
    await page.goto(warned.at('warnings'));
    await page.getByRole('button', { name: '录入／转发预警' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('寒潮蓝色').click();
    await dialog.getByLabel('地区').click();
    await page.locator('.ant-select-tree-title').last().click();
    await dialog.getByText('发布单位').click();
    await dialog.getByText(`将叫应 0 个单位：没有活动覆盖${place?.name}`).waitFor();
    await dialog.getByRole('radio', { name: /选择活动/ }).check();
    await dialog.getByLabel('由哪个活动叫应').click();
    await page.locator('.ant-select-item-option:visible').first().click();
    await warned.isFit();
    await picture(page, 'warn-chosen-1280');
    await dialog.getByRole('button', { name: /^录入/ }).click();
    await eventually(async () =>
      expect([
        ...(await stage.sql`select campaign_id as campaign from alerts where starts_with(area, ${FURTHER})`),
      ]).toEqual([{ campaign: started.campaign }]),
    );
  });
}
