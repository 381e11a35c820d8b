import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import type { SignedIn } from '../accounts';

/** An office's screen. */
const SCREEN = {
  viewport: { width: 1280, height: 900 },
  locale: 'zh-CN',
  timezoneId: 'Asia/Shanghai',
  reducedMotion: 'reduce',
} as const;

/** A machine that others use as well is slow, which is no error. */
const PATIENCE_MS = 45_000;

export interface PageOptions extends BrowserContextOptions {
  /** Of the console. */
  url?: string;
  /** Nobody is signed in without. */
  who?: SignedIn | undefined;
  patienceMs?: number;
  /** Gets what goes wrong in the page. */
  wrong?: string[];
}

/** @returns a page in a context of its own, in Chinese and as wide as a screen if not told otherwise */
export async function openPage(
  browser: Browser,
  { url, who, patienceMs = PATIENCE_MS, wrong, ...how }: PageOptions = {},
): Promise<Page> {
  const context = await browser.newContext({ ...SCREEN, ...how });
  context.setDefaultTimeout(patienceMs);
  if (who && url) {
    const [name = '', value = ''] = who.cookie.cookie.split('=');
    await context.addCookies([{ name, value, url }]);
  }
  const page = await context.newPage();
  page.on('pageerror', (error) => wrong?.push(error.message));
  return page;
}

/** Waits for something on a page. @throws Error with what the page says instead */
export async function sees(page: Page, what: Locator): Promise<void> {
  await what
    .first()
    .waitFor()
    .catch(async () => {
      throw new Error(`No ${what} in: ${await page.locator('body').textContent()}`);
    });
}

/** Where PICTURES names a folder, a picture of the page, to be looked at. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.PICTURES;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
