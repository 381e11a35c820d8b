import type { Browser, Page } from 'playwright-core';
import type { Sql } from '../../../store/db/db';
import { type SignedIn, signIn } from '../accounts';
import { type TestConsole, testConsole } from '../servers/console';
import { testDatabase } from '../servers/database';
import { openBrowser } from './browser';
import { builtApp } from './built-app';
import { openPage, type PageOptions } from './page';

/** The console over a database of its own, and a browser. */
export interface ConsoleInBrowser {
  sql: Sql;
  web: TestConsole;
  browser: Browser;
  administrator: SignedIn;
  /** What goes wrong in its pages. */
  wrong: string[];
  /** @returns a new page at a path of the console, of the administrator if not told otherwise */
  pageAt(path: string, how?: PageOptions): Promise<Page>;
}

type Console = NonNullable<Parameters<typeof testConsole>[1]>;

const closings: (() => Promise<void>)[] = [];
/** What was opened last is closed first, also when a later preparation fails. */
if (typeof afterAll === 'function')
  afterAll(async () => {
    for (const close of closings.splice(0).reverse()) await close();
  });

/**
 * Opens them for all tests of a file, after which Jest closes them.
 * @param how the console is; `fill` puts something into its database before it starts
 */
export async function consoleInBrowser({
  fill = async () => {},
  ...how
}: Console & { fill?: (sql: Sql) => Promise<unknown> } = {}): Promise<ConsoleInBrowser> {
  await builtApp();
  const { sql, drop } = await testDatabase();
  closings.push(drop);
  await fill(sql);
  const [web, browser] = await Promise.all([testConsole(sql, how), openBrowser()]);
  closings.push(web.close);
  const administrator = await signIn(sql, 'administrator');
  const wrong: string[] = [];
  const { url } = web;
  return {
    ...{ sql, web, browser, administrator, wrong },
    async pageAt(path, options = {}) {
      const page = await openPage(browser, { url, who: administrator, wrong, ...options });
      await page.goto(`${url}/console/${path}`);
      return page;
    },
  };
}
