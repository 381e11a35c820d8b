import type { Page } from 'playwright-core';
import { progress } from '../../cli/output';
import type { Sql } from '../../store/db/db';
import { signIn } from '../support/accounts';
import { openBrowser } from '../support/browser/browser';

/** What is not there any more once a page can be used. */
const WAITING = '#page [aria-busy=true], .ant-spin-spinning, .ant-skeleton';
/** Set at the heading of the page that a click leaves. */
const LEFT = 'data-left';
const HEADING = `h1:not([${LEFT}])`;

/** How long a reader waits for a page. */
interface PageTimes {
  /** From its address until nothing of it is waited for; the browser has the scripts. */
  usableMs: number;
  /** The same from a click in the menu; null for what the menu does not lead to. */
  clickMs: number | null;
}

interface Served {
  url: string;
  sql: Sql;
  campaign: string;
}

/** Opens each page of the menu, and some beside it, in Chromium: by its address, and by a click. */
export async function measureEachPage({ url, sql, campaign }: Served): Promise<Record<string, PageTimes>> {
  const browser = await openBrowser();
  const found: Record<string, PageTimes> = {};
  try {
    const { cookie } = await signIn(sql, 'administrator');
    const [name = '', value = ''] = cookie.cookie.split('=');
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'zh-CN' });
    await context.addCookies([{ name, value, url }]);
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    const [place] = await sql<{ code: string }[]>`select code from regions where kind = 'village' limit 1`;
    await page.goto(`${url}/console/`);
    await usable(page);
    const menu = await page
      .locator('nav.menu a[href^="/console/"]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
    const besides = [
      ...['/', '/register/places', '/register/contacts', '/register/gaps', '/warnings/board', '/wall'],
      ...['/campaigns/all', '/campaigns/new', `/campaigns/${campaign}`, `/campaigns/${campaign}/units`],
      ...[`/places/${place?.code}`],
      ...[`/lists?campaign=${campaign}`, `/reports?campaign=${campaign}`, `/ledger?campaign=${campaign}`],
    ].map((path) => `/console${path}`);
    for (const path of [...menu, ...besides]) {
      progress(path);
      // The first visit loads the page's scripts.
      const [, usableMs = 0] = [await opened(page, url + path), await opened(page, url + path)];
      found[path.replace('/console', 'page ')] = {
        usableMs,
        clickMs: menu.includes(path) ? await clicked(page, path) : null,
      };
    }
  } finally {
    await browser.close();
  }
  return found;
}

async function opened(page: Page, address: string): Promise<number> {
  const start = performance.now();
  await page.goto(address, { waitUntil: 'commit' });
  await usable(page);
  return Math.round(performance.now() - start);
}

/** Comes from a light page of the menu, so that each click changes the page. */
async function clicked(page: Page, path: string): Promise<number> {
  await page.locator(`nav.menu a[href="/console/${path.endsWith('/tokens') ? 'audit' : 'tokens'}"]`).click();
  await usable(page);
  await page
    .locator('h1')
    .first()
    .evaluate((heading, left) => heading.setAttribute(left, ''), LEFT);
  const start = performance.now();
  await page.locator(`nav.menu a[href="${path}"]`).click();
  await page.waitForURL((at) => at.pathname === path);
  await usable(page);
  return Math.round(performance.now() - start);
}

interface InPage {
  document: { querySelector(selector: string): unknown };
}

/** Looked for every 20 ms: a locator looks again after half a second, which was part of what was measured. */
async function usable(page: Page): Promise<void> {
  const isDone = ([heading, waiting]: [string, string]) => {
    const { document } = globalThis as unknown as InPage;
    return document.querySelector(heading) !== null && !document.querySelector(waiting);
  };
  await page.waitForFunction(isDone, [HEADING, WAITING] as [string, string], { polling: 20 });
}
