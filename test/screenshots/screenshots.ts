import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { progress } from '../../cli/output';
import { withStack } from '../../cli/stack';
import { readEnv } from '../../config/env';
import { connect, type Sql } from '../../register/db';
import { signIn } from '../support/accounts';
import { openBrowser } from '../support/browser';
import { eventually } from '../support/eventually';

const FOLDER = join(__dirname, '..', '..', '.nuandong', 'screenshots');
const TEMPLATE = 'two-festivals';
const REHEARSAL_S = 30;

const WIDE = { width: 1360, height: 900 };
const NARROW = { width: 390, height: 844 };
const LOOKS = [
  { name: 'zh-light-wide', locale: 'zh-CN', colorScheme: 'light', viewport: WIDE },
  { name: 'en-dark-wide', locale: 'en', colorScheme: 'dark', viewport: WIDE },
  { name: 'zh-dark-narrow', locale: 'zh-CN', colorScheme: 'dark', viewport: NARROW },
  { name: 'en-light-narrow', locale: 'en', colorScheme: 'light', viewport: NARROW },
] as const;

/** Screenshots of every page of the console, in both languages and looks, wide and narrow, over a rehearsal. */
export async function screenshots(): Promise<void> {
  await withStack(async (stack) => {
    const env = readEnv(stack.env);
    const sql = connect(env.DATABASE_URL, { max: 2 });
    const browser = await openBrowser();
    try {
      const console = `http://127.0.0.1:${env.CONSOLE_PORT}`;
      progress(`Rehearsing ${TEMPLATE} in ${REHEARSAL_S} s …`);
      const campaign = await rehearse(console, env.API_TOKEN);
      const { cookie } = await signIn(sql, 'administrator');
      for (const look of LOOKS) await shoot({ browser, console, sql, campaign, cookie: cookie.cookie, look });
      progress(`The screenshots are in ${FOLDER}`);
    } finally {
      await browser.close();
      await sql.end({ timeout: 5 });
    }
  });
}

async function rehearse(console: string, token: string): Promise<string> {
  const call = async <Body>(path: string, body?: object): Promise<Body> => {
    const answer = await fetch(console + path, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return (await answer.json()) as Body;
  };
  const { templates } = await call<{ templates: { id: string; yaml: string }[] }>('/api/templates');
  const yaml = templates.find(({ id }) => id === TEMPLATE)?.yaml;
  const { campaign } = await call<{ campaign: string }>('/api/rehearsals', { yaml, seconds: REHEARSAL_S });
  await eventually(async () => {
    const { standing } = await call<{ standing: { state: string } }>(`/api/rehearsals/${campaign}`);
    if (standing.state === 'running') throw new Error('The rehearsal has not come to its end.');
  }, 600_000);
  return campaign;
}

interface Shooting {
  browser: Browser;
  console: string;
  sql: Sql;
  campaign: string;
  cookie: string;
  look: (typeof LOOKS)[number];
}

async function shoot({ browser, console, sql, campaign, cookie, look }: Shooting): Promise<void> {
  const { name: folder, ...how } = look;
  const context = await browser.newContext({ ...how, reducedMotion: 'reduce' });
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url: console }]);
  const page = await context.newPage();
  const [message] = await sql<{ id: number }[]>`select max(id) as id from messages where campaign_id = ${campaign}`;
  const [unit] = await sql<
    { code: string }[]
  >`select unit_code as code from round_units where campaign_id = ${campaign} limit 1`;
  const pages: Record<string, string> = {
    campaigns: '',
    campaign: `campaigns/${campaign}`,
    rehearse: 'rehearse',
    messages: `messages?campaign=${campaign}`,
    message: `messages/${message?.id}`,
    chases: `chases?campaign=${campaign}`,
    calls: `calls?campaign=${campaign}`,
    warnings: 'warnings',
    duty: 'warnings/duty',
    register: `register?place=${unit?.code}`,
    import: 'register/import',
    reports: 'reports',
    audit: 'audit',
    accounts: 'accounts',
  };
  const save = async (title: string) => {
    await page.locator('[aria-busy=true]').waitFor({ state: 'detached' });
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
  await context.close();
}

const STEPS = ['scope', 'dates', 'ladder', 'texts', 'check'];

async function walkWizard(page: Page, address: string, save: (title: string) => Promise<void>): Promise<void> {
  await page.goto(address);
  await page.locator('#definition-id').waitFor();
  // The draft has been checked once its id is known; the steps show what it comes to.
  await page.waitForResponse((answer) => answer.url().endsWith('/api/plans'));
  for (const [index, step] of STEPS.entries()) {
    await save(`wizard-${index + 1}-${step}`);
    if (index < STEPS.length - 1) await page.getByRole('button', { name: /^(下一步|Next)$/ }).click();
  }
}
