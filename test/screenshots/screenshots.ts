import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { progress } from '../../cli/output';
import { withStack } from '../../cli/system/stack';
import { readEnv } from '../../config/env';
import { ROOT } from '../../config/root';
import { connect, type Sql } from '../../store/db/db';
import { type SignedIn, signIn } from '../support/accounts';
import { openBrowser } from '../support/browser/browser';
import { openPage } from '../support/browser/page';
import { eventually } from '../support/eventually';
import { testDatabase } from '../support/servers/database';
import { shootLedger } from './ledger';
import { shootLists } from './lists';
import { shootVillage } from './village';

const FOLDER = join(ROOT, '.nuandong/screenshots');
const TEMPLATE = 'two-festivals';
const REHEARSAL_S = 30;

/** A campaign that has a warning, so that something is to be seen of one. */
const WARNED_PLACE = '532626';
const WARNED = `${readFileSync(join(ROOT, 'test/fixtures/short-campaign.yaml'), 'utf8').replace("'990012'", `'${WARNED_PLACE}'`)}
warnings: { of: village }
rehearsal:
  warnings:
    - { event: cold-wave, at: 12-15 15:40, hazard: cold-wave, colour: orange, areas: ['${WARNED_PLACE}'], expires: 12-17 20:00 }
`;

const WIDE = { width: 1360, height: 900 };
const NARROW = { width: 360, height: 780 };
const LOOKS = [
  { name: 'zh-light-wide', locale: 'zh-CN', colorScheme: 'light', viewport: WIDE },
  { name: 'en-dark-wide', locale: 'en', colorScheme: 'dark', viewport: WIDE },
  { name: 'zh-dark-narrow', locale: 'zh-CN', colorScheme: 'dark', viewport: NARROW },
  { name: 'en-light-narrow', locale: 'en', colorScheme: 'light', viewport: NARROW },
] as const;

/**
 * Screenshots of every page of the console, in both languages and looks, wide and narrow, over two rehearsals; and of
 * every state of the village's pages, and of a list with its posting.
 */
export async function screenshots(): Promise<void> {
  await withStack(async (stack) => {
    const env = readEnv(stack.env);
    const sql = connect(env.DATABASE_URL, { max: 2 });
    const browser = await openBrowser();
    try {
      const console = `http://127.0.0.1:${env.CONSOLE_PORT}`;
      progress(`Rehearsing ${TEMPLATE} in ${REHEARSAL_S} s …`);
      const { yaml } = await templateOf(console, env.API_TOKEN);
      const campaign = await rehearse(console, env.API_TOKEN, { yaml });
      const warned = await rehearse(console, env.API_TOKEN, { yaml: WARNED });
      const who = await signIn(sql, 'administrator');
      for (const look of LOOKS) await shoot({ browser, console, sql, campaign, warned, who, look });
      // A database of its own is made by the owner of the server: the processes' role may not.
      await shootVillages(browser, stack.env.DATABASE_OWNER_URL ?? env.DATABASE_URL);
      progress(`The screenshots are in ${FOLDER}`);
    } finally {
      await browser.close();
      await sql.end({ timeout: 5 });
    }
  });
}

async function shootVillages(browser: Browser, server: string): Promise<void> {
  for (const { name, ...look } of LOOKS) {
    const { locale: language, colorScheme } = look;
    const at = (folder: string) => ({ folder: join(FOLDER, name, folder) });
    await onOwnDatabase(server, (sql) => shootVillage(browser, sql, { ...at('village'), language, colorScheme }));
    await onOwnDatabase(server, (sql) => shootLists(browser, sql, { ...at('lists'), ...look }));
    await onOwnDatabase(server, (sql) => shootLedger(browser, sql, { ...at('ledger'), ...look }));
  }
}

/** Each has a key for what tells of people, and a database takes one. */
async function onOwnDatabase(server: string, use: (sql: Sql) => Promise<void>): Promise<void> {
  const { sql, drop } = await testDatabase(server);
  try {
    await use(sql);
  } finally {
    await drop();
  }
}

/** The API, as a program uses it. */
const caller =
  (console: string, token: string) =>
  async <Body>(path: string, body?: object): Promise<Body> => {
    const answer = await fetch(console + path, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return (await answer.json()) as Body;
  };

async function templateOf(console: string, token: string): Promise<{ yaml: string }> {
  return caller(console, token)<{ yaml: string }>(`/api/templates/${TEMPLATE}`);
}

/** @returns id of the campaign that was rehearsed to its end */
async function rehearse(console: string, token: string, what: { yaml: string }): Promise<string> {
  const call = caller(console, token);
  const { campaign } = await call<{ campaign: string }>('/api/rehearsals', { ...what, seconds: REHEARSAL_S });
  const standing = await eventually(async () => {
    const answer = await call<{ standing: { state: string; error: string | null } }>(`/api/rehearsals/${campaign}`);
    if (answer.standing.state === 'running') throw new Error('The rehearsal has not come to its end.');
    return answer.standing;
  }, 600_000);
  if (standing.state === 'failed') throw new Error(`The rehearsal ${campaign} failed: ${standing.error}`);
  return campaign;
}

interface Shooting {
  browser: Browser;
  console: string;
  sql: Sql;
  campaign: string;
  /** Id of the campaign that had a warning. */
  warned: string;
  who: SignedIn;
  look: (typeof LOOKS)[number];
}

async function shoot({ browser, console, sql, campaign, warned, who, look }: Shooting): Promise<void> {
  const { name: folder, ...how } = look;
  const page = await openPage(browser, { url: console, who, ...how });
  const [message] = await sql<{ id: number }[]>`select max(id) as id from messages where campaign_id = ${campaign}`;
  const [unit] = await sql<
    { code: string }[]
  >`select unit_code as code from asks where campaign_id = ${campaign} limit 1`;
  const [alert] = await sql<{ id: number }[]>`select id from alerts where campaign_id = ${warned} limit 1`;
  const pages: Record<string, string> = {
    campaigns: '',
    campaign: `campaigns/${campaign}`,
    'wizard-0-template': 'campaigns/new',
    rehearse: 'rehearse',
    messages: `messages?campaign=${campaign}`,
    message: `messages/${message?.id}`,
    chases: `chases?campaign=${campaign}`,
    calls: `calls?campaign=${campaign}`,
    work: 'work',
    warnings: 'warnings',
    'duty-view': 'warnings/board',
    wall: `wall?campaign=${campaign}`,
    units: `campaigns/${campaign}/units`,
    'all-campaigns': 'campaigns/all',
    place: `places/${unit?.code}?campaign=${campaign}`,
    cases: 'cases',
    contacts: 'register/contacts',
    places: 'register/places',
    gaps: 'register/gaps',
    tokens: 'tokens',
    alert: `warnings/${alert?.id}`,
    duty: 'warnings/duty',
    register: `register?place=${unit?.code}`,
    import: 'register/import',
    reports: 'reports',
    audit: 'audit',
    accounts: 'accounts',
    nothing: 'no-such-page',
  };
  const save = async (title: string) => {
    await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
    await page.waitForLoadState('load');
    await page.screenshot({ path: join(FOLDER, folder, `${title}.png`), fullPage: true, animations: 'disabled' });
  };
  mkdirSync(join(FOLDER, folder), { recursive: true });
  for (const [title, path] of Object.entries(pages)) {
    await page.goto(`${console}/console/${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await save(title);
  }
  await walkWizard(page, `${console}/console/campaigns/new?template=${TEMPLATE}`, save);
  // The pages that are made on the server.
  await page.goto(`${console}/account?lang=${look.locale}`);
  await save('account');
  await page.context().clearCookies();
  await page.goto(`${console}/login?lang=${look.locale}`);
  await save('login');
  await page.context().close();
}

const STEPS = ['scope', 'dates', 'ladder', 'texts', 'check'];
const ASIDES = {
  forms: /^(表单|Forms)/,
  standards: /^(标准|Standards)/,
  ledger: /^(专款|Purses)/,
  warnings: /^(预警|Weather)/,
};

async function nextStep(page: Page): Promise<void> {
  const head = page.locator('h2.step-head');
  const before = await head.textContent();
  await page.getByRole('button', { name: /^(下一步|Next)$/ }).click();
  await eventually(async () => {
    if ((await head.textContent()) === before) throw new Error('The next step is not there yet.');
  });
}

async function walkWizard(page: Page, address: string, save: (title: string) => Promise<void>): Promise<void> {
  await page.goto(address);
  await page.locator('#definition-id').waitFor();
  // The draft has been checked once its id is known; the steps show what it comes to.
  await page.waitForResponse((answer) => answer.url().endsWith('/api/plans'));
  for (const [index, step] of STEPS.entries()) {
    await save(`wizard-${index + 1}-${step}`);
    if (index < STEPS.length - 1) await nextStep(page);
  }
  for (const [aside, word] of Object.entries(ASIDES)) {
    await page
      .getByRole('navigation', { name: /^(按需修改|If need be)$/ })
      .getByRole('button', { name: word })
      .click();
    // Something of each is opened: the first field, the first category, the answering of warnings.
    await page.locator('.page .ant-collapse-header, .page [role=switch]').first().click();
    await save(`wizard-${aside}`);
  }
}
