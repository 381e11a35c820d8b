import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { ROOT } from '../../../config/root';
import { readDefinition } from '../../../domain/campaign/definition/read-definition';
import { importRegister } from '../../../store/people/tables/import';
import { generateRegister } from '../../../store/people/tables/samples/generate';
import { type SignedIn, signIn } from '../../support/accounts';
import { expectSound, sideways } from '../../support/browser/axe';
import { openBrowser } from '../../support/browser/browser';
import { builtApp } from '../../support/browser/built-app';
import { openPage } from '../../support/browser/page';
import { type Stage, testStage } from '../../support/campaigns/stage';
import { eventually } from '../../support/eventually';
import { needing } from '../../support/needing';

const { beforeAll, afterAll } = needing('chromium', 'fonts-noto-cjk');

export const FILE = join(ROOT, 'test/fixtures/short-campaign.yaml');
export const VILLAGES = 12;
/** The whole system runs in this one process, beside two other files that do the same on two cores. */
const PATIENCE_MS = 100_000;

/** The whole system with a register, for pages of any account. */
export interface ConsoleApp {
  readonly stage: Stage;
  readonly administrator: SignedIn;
  /** What the browsers complain about. A refused draft is answered with 422, which they log; that is none. */
  readonly complaints: readonly string[];
  at(path: string): string;
  opened(who: SignedIn, how?: BrowserContextOptions): Promise<Page>;
}

/** One for all tests of a file: Jest begins and ends it. */
export function consoleApp(): ConsoleApp {
  const complaints: string[] = [];
  let stage: Stage;
  let browser: Browser;
  let administrator: SignedIn;
  beforeAll(async () => {
    await builtApp();
    [stage, browser] = await Promise.all([testStage(), openBrowser()]);
    const { definition } = readDefinition(readFileSync(FILE, 'utf8'), { file: FILE });
    await importRegister(stage.sql, generateRegister({ villages: VILLAGES, prefix: definition.scope }));
    administrator = await signIn(stage.sql, 'administrator');
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });
  return {
    complaints,
    get stage() {
      return stage;
    },
    get administrator() {
      return administrator;
    },
    at: (path) => new URL(path, stage.env.PUBLIC_URL).href,
    async opened(who, how = {}) {
      const url = stage.env.PUBLIC_URL;
      const page = await openPage(browser, { url, who, patienceMs: PATIENCE_MS, wrong: complaints, ...how });
      page.on('console', (message) => {
        if (message.type() === 'error' && !message.text().includes('422')) complaints.push(message.text());
      });
      return page;
    },
  };
}

/** Its own definition, so that it does not meet other test files on the same Temporal. */
export const definitionOf = (id: string): string =>
  readFileSync(FILE, 'utf8').replace('id: short-campaign', `id: ${id}`);
export const unique = (name: string): string => `${name}-${Date.now().toString(36)}`;

export async function uploadDefinition({ at }: ConsoleApp, page: Page, id: string): Promise<void> {
  await page.goto(at('/console/campaigns/new'));
  const buffer = Buffer.from(definitionOf(id));
  await page.locator('input[type=file]').setInputFiles({ name: 'campaign.yaml', mimeType: 'application/yaml', buffer });
  await page.getByLabel('编号').waitFor();
}

/** Goes on when the next step is there. */
export async function next(page: Page): Promise<void> {
  const [head, button] = [page.locator('h2.step-head'), page.getByRole('button', { name: '下一步' })];
  await button.waitFor();
  const before = await head.textContent();
  await button.click();
  await eventually(async () => expect(await head.textContent()).not.toBe(before));
}

/** After a new width the layout of some parts takes a moment. */
export const expectNothingSideways = (page: Page): Promise<void> =>
  eventually(async () => expect(await sideways(page)).toBe(0));

/** Sound also on the smallest phone. */
export async function expectSoundAt320(page: Page, what: string): Promise<void> {
  const wide = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 700 });
  await expectSound(page, what);
  if (wide) await page.setViewportSize(wide);
}
