import type { Page } from 'playwright-core';
import { linkUrl } from '../../../../store/round/links';
import { picture } from '../../../support/browser/page';
import { eventually } from '../../../support/eventually';
import { needing } from '../../../support/needing';
import type { WarnedConsole } from './warned-console';

const { it } = needing('chromium', 'fonts-noto-cjk');

/** Tones of one ring. */
const A_RING = 6;

/** Stands for the loudspeaker and for the desk that notifications appear on. */
const STUBS = `
  globalThis.heardOf = { tones: 0, asked: 0, notes: [] };
  const silent = { frequency: {}, gain: {}, connect() {}, stop() {}, start() { heardOf.tones += 1; } };
  globalThis.AudioContext = class {
    currentTime = 0;
    async resume() {}
    createGain() { return silent; }
    createOscillator() { return silent; }
  };
  globalThis.Notification = class {
    static permission = 'default';
    static async requestPermission() {
      heardOf.asked += 1;
      return (Notification.permission = 'granted');
    }
    constructor(title, { body }) {
      heardOf.notes.push(Object.assign(this, { title, body }));
    }
  };`;

interface Heard {
  tones: number;
  asked: number;
  notes: { title: string; body: string }[];
}

/** Switches sound and notifications on. @returns what has been heard and shown since */
async function listenToWarnings(page: Page): Promise<() => Promise<Heard>> {
  await page.evaluate(STUBS);
  const told = () => page.evaluate<Heard>('heardOf');
  await page.getByRole('switch', { name: '声音提醒' }).click();
  // The first ring is the proof that it can be heard.
  await eventually(async () => expect((await told()).tones).toBe(A_RING));
  await page.getByRole('switch', { name: '浏览器通知' }).click();
  await eventually(async () => expect(await told()).toMatchObject({ asked: 1, notes: [] }));
  return told;
}

/** A warning that an officer enters: whom it wakes, who has answered, and where it is seen. */
export function enteredWarnings(warned: WarnedConsole): void {
  it('a warning that is raised in the console appears, and one tap answers for a unit', async () => {
    const { stage, page, campaign } = warned;
    await page.goto(warned.at('warnings'));
    await page.getByText('没有正在生效的预警').waitFor();
    const told = await listenToWarnings(page);
    await page.getByRole('button', { name: '录入／转发预警' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('寒潮橙色').click();
    await dialog.getByLabel('地区').click();
    await page.locator('.ant-select-tree-title').first().click();
    await dialog.getByLabel('内容').fill('今夜起气温下降十度');
    // Before it is entered, the form says who is woken.
    await dialog.getByText(/将叫应 6 个单位，短信最多 \d+ 条/).waitFor();
    await picture(page, 'warn-enter-1280');
    await dialog.getByRole('button', { name: '录入', exact: true }).click();
    await page.getByText('预警已录入，正在叫应').waitFor();
    await page.getByText('今夜起气温下降十度').waitFor();
    // The alert appears without a reload, from the started workflow.
    await page.getByText('0 / 6').first().waitFor();
    await page.getByRole('timer').first().waitFor();
    // Item 7: the map has the warning's colour in every place.
    const map = page.getByRole('region', { name: '预警地图' });
    await map.getByText('橙色').first().waitFor();
    await warned.isFit();

    await page.locator('.cards').getByRole('link').first().click();
    // M12: who has not answered, whom to ring, and a button to answer for it.
    await page.getByRole('button', { name: '显示号码' }).first().waitFor();
    await page.getByText('未应答').first().waitFor();
    await warned.isFit();
    await picture(page, 'warn-alert-1280');
    await page.getByRole('button', { name: '显示号码' }).first().click();
    await page.getByRole('dialog').getByLabel('为什么要看').fill('打电话叫应');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /显\s?示/ })
      .click();
    await page.locator('a[href^="tel:"]').first().waitFor();
    await page
      .getByRole('button', { name: /代为确认已知晓$/ })
      .first()
      .click();
    await page.getByText('1 / 6').waitFor();
    expect(
      await stage.sql`select via from reports join asks a on a.id = ask_id where campaign_id = ${campaign}`,
    ).toEqual([{ via: 'api' }]);

    // M13: a new warning rings and is notified, once, on whatever page the reader is by then.
    await eventually(async () =>
      expect(await told()).toMatchObject({ tones: 2 * A_RING, notes: [{ body: expect.stringContaining('寒潮') }] }),
    );
    const { pathname } = new URL(page.url());
    await Promise.all([page.waitForEvent('load'), page.evaluate('setTimeout(heardOf.notes[0].onclick)')]);
    expect(new URL(page.url()).pathname).toBe(pathname);
    for (const way of ['sound', 'notification'])
      await page.evaluate(`localStorage.removeItem('nuandong-warning-${way}')`);
  });

  it('m15: the unit reads the warning and what to do, and answers by a button that looks like one', async () => {
    const { stage, page } = warned;
    const [link] = await stage.sql<{ id: number }[]>`
      select l.id from links l join rounds r on r.id = l.round_id join asks a on a.id = l.ask_id
      where r.ask = 'known' and l.purpose = 'report' and a.reported_at is null order by l.id limit 1`;
    const { PUBLIC_URL, LINK_SECRET } = stage.env;
    await page.goto(linkUrl(PUBLIC_URL, LINK_SECRET, link?.id ?? 0, 'report'));
    await page.getByText('今夜起气温下降十度').waitFor();
    await page.getByRole('heading', { name: '要做什么' }).waitFor();
    expect(await page.getByRole('button', { name: '已知晓' }).getAttribute('class')).toBe('main');
    await picture(page, 'warn-form-1280');
    await warned.isFit();
  });

  it('M14: the form makes a drill, and asks a second time before real phones get it', async () => {
    const { stage, page } = warned;
    await page.goto(warned.at('warnings'));
    await page.getByRole('button', { name: '录入／转发预警' }).click();
    const dialog = page.getByRole('dialog').first();
    await dialog.getByText('寒潮黄色').click();
    await dialog.getByLabel('地区').click();
    await page.locator('.ant-select-tree-title').first().click();
    await dialog.getByRole('switch').click();
    await dialog.getByLabel('演练原因').fill('入冬演练');
    await dialog.getByText(/将叫应 6 个单位/).waitFor();
    await picture(page, 'warn-drill-1280');
    await dialog.getByRole('button', { name: '作为演练发出' }).click();
    await page.getByRole('button', { name: '不发' }).click();
    await dialog.getByText('没有发送。').waitFor();
    expect(await stage.sql`select from weather_events where drill`).toHaveLength(0);
  });

  it('M13: the banner is on every page, and the duty view has the clocks', async () => {
    const { page } = warned;
    await page.goto(warned.at('campaigns'));
    const banner = page.getByRole('region', { name: '未应答的预警' });
    await banner.getByText(/5 个单位未应答/).waitFor();
    await banner.getByRole('timer').waitFor();
    await page
      .getByRole('navigation', { name: '主菜单' })
      .getByRole('link', { name: /天气预警 1/ })
      .waitFor();
    await warned.isFit();
    await page.goto(warned.at('work'));
    await page
      .getByRole('main')
      .getByRole('link', { name: /5 个单位未应答/ })
      .last()
      .waitFor();
    await warned.isFit();
    await picture(page, 'warn-work-1280');
    await page.goto(warned.at('warnings/board'));
    await page.getByText('1 / 6').waitFor();
    // Above the fold.
    const clock = await page.getByRole('timer').first().boundingBox();
    expect((clock?.y ?? Number.POSITIVE_INFINITY) + (clock?.height ?? 0)).toBeLessThan(900);
    await picture(page, 'warn-board-1280');
    await page.getByRole('switch', { name: '声音提醒' }).click();
    expect(await page.evaluate("localStorage.getItem('nuandong-warning-sound')")).toBe('on');
    await page.getByRole('switch', { name: '声音提醒' }).click();
    await warned.isFit();
  });
}
