import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { ROOT } from '../../../../config/root';
import type { Definition } from '../../../../domain/campaign/definition/definition';
import { readDefinition } from '../../../../domain/campaign/definition/read-definition';
import { importRegister } from '../../../../store/people/tables/import';
import { generateRegister } from '../../../../store/people/tables/samples/generate';
import { signIn } from '../../../support/accounts';
import { expectSound } from '../../../support/browser/axe';
import { openBrowser } from '../../../support/browser/browser';
import { builtApp } from '../../../support/browser/built-app';
import { openPage } from '../../../support/browser/page';
import { type Stage, testStage } from '../../../support/campaigns/stage';
import { endWorkflows } from '../../../support/end-workflows';
import { needing } from '../../../support/needing';

const { beforeAll, afterAll } = needing('chromium', 'fonts-noto-cjk');

const FILE = join(ROOT, 'test/fixtures/short-campaign.yaml');
const YAML = `${readFileSync(FILE, 'utf8').replace('id: short-campaign', `id: warned-${Date.now().toString(36)}`)}
warnings: { of: village }
cases: { complaint: {} }
`;

/** The whole system with a campaign in six villages that answers warnings, and an administrator's page. */
export interface WarnedConsole {
  readonly definition: Definition;
  readonly stage: Stage;
  readonly page: Page;
  readonly campaign: string;
  /** What the browser complains about. */
  readonly complaints: readonly string[];
  /** Further campaigns, which are ended as well. */
  readonly alsoStarted: string[];
  /** The address of a page of the console. */
  at(path: string): string;
  /** The page is sound once nothing on it is under way: a busy button is faint. */
  isFit(): Promise<void>;
}

/** One for all tests of a file: Jest begins and ends it. */
export function warnedConsole(): WarnedConsole {
  const { definition } = readDefinition(YAML, { file: FILE });
  const complaints: string[] = [];
  const alsoStarted: string[] = [];
  let stage: Stage;
  let browser: Browser;
  let page: Page;
  let campaign: string;
  beforeAll(async () => {
    await builtApp();
    [stage, browser] = await Promise.all([testStage(), openBrowser()]);
    await importRegister(stage.sql, generateRegister({ villages: 6, prefix: definition.scope }));
    ({ campaign } = await stage.client.start({ definition, mode: 'live', by: null }));
    const who = await signIn(stage.sql, 'administrator');
    page = await openPage(browser, { url: stage.env.PUBLIC_URL, who, wrong: complaints });
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
  });
  afterAll(async () => {
    await browser?.close();
    for (const one of campaign ? [campaign, ...alsoStarted] : alsoStarted) await endWorkflows(stage.env, one);
    await stage?.close();
  });
  return {
    definition,
    complaints,
    alsoStarted,
    get stage() {
      return stage;
    },
    get page() {
      return page;
    },
    get campaign() {
      return campaign;
    },
    at: (path) => new URL(`/console/${path}`, stage.env.PUBLIC_URL).href,
    async isFit() {
      for (const busy of ['[aria-busy=true]', '.ant-btn-loading'])
        await page.locator(busy).first().waitFor({ state: 'detached' });
      await expectSound(page);
    },
  };
}
