import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openCase } from '../../../actions/case/cases';
import { ROOT } from '../../../config/root';
import { readDefinition } from '../../../domain/campaign/definition/read-definition';
import { instant } from '../../../domain/instant';
import { noteWaiting } from '../../../store/case/case-lots';
import { countIntoCases } from '../../../store/case/cases-of-reports';
import { peopleKey } from '../../../store/people/sealed/people-key';
import { importRegister } from '../../../store/people/tables/import';
import { generateRegister } from '../../../store/people/tables/samples/generate';
import { recordReport } from '../../../store/report/reports';
import { linkUrl } from '../../../store/round/links';
import { openRound } from '../../../store/round/rounds';
import { takeWarnings } from '../../../store/warning/warnings';
import { buildApp } from '../../../workers/console-app';
import { signIn } from '../../support/accounts';
import { type Stage, testStage } from '../../support/campaigns/stage';
import { warning } from '../../support/campaigns/warnings';
import { endWorkflows } from '../../support/end-workflows';
import { eventually } from '../../support/eventually';
import { needing } from '../../support/needing';
import { seriousFaults } from '../../support/servers/axe';
import { openBrowser } from '../../support/servers/browser';

const { it, beforeAll, afterAll } = needing('chromium', 'fonts-noto-cjk');

jest.setTimeout(180_000);

const FILE = join(ROOT, 'test/fixtures/short-campaign.yaml');
const YAML = `${readFileSync(FILE, 'utf8').replace('id: short-campaign', `id: warned-${Date.now().toString(36)}`)}
warnings: { of: village }
cases: { complaint: {} }
`;
const { definition } = readDefinition(YAML, { file: FILE });

let stage: Stage;
let browser: Browser;
let page: Page;
let campaign: string;
const complaints: string[] = [];
/** A county beside the campaign's. */
const ELSEWHERE = '999901';
/** Another, in which a campaign runs that answers no warnings. */
const FURTHER = '999902';
const alsoStarted: string[] = [];

beforeAll(async () => {
  await buildApp();
  [stage, browser] = await Promise.all([testStage(), openBrowser()]);
  await importRegister(stage.sql, generateRegister({ villages: 6, prefix: definition.scope }));
  ({ campaign } = await stage.client.start({ definition, mode: 'live', by: null }));
  const administrator = await signIn(stage.sql, 'administrator');
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: 'zh-CN',
    reducedMotion: 'reduce',
  });
  const [name = '', value = ''] = administrator.cookie.cookie.split('=');
  await context.addCookies([{ name, value, url: stage.env.PUBLIC_URL }]);
  page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
});
afterAll(async () => {
  await browser?.close();
  if (campaign) await endWorkflows(stage.env, campaign);
  for (const one of alsoStarted) await endWorkflows(stage.env, one);
  await stage?.close();
});

/** Where PICTURES names a folder, pictures of the pages, to be looked at. */
const picture = async (name: string) => {
  const folder = process.env.PICTURES;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
};
const at = (path: string) => new URL(`/console/${path}`, stage.env.PUBLIC_URL).href;
/** No serious fault for people who cannot see or use a mouse, and no sideways scroll. */
async function isFit(): Promise<void> {
  // A busy button is faint.
  for (const busy of ['[aria-busy=true]', '.ant-btn-loading'])
    await page.locator(busy).first().waitFor({ state: 'detached' });
  // And comes back to its colour by a transition.
  await eventually(async () => expect([page.url(), await seriousFaults(page)]).toEqual([page.url(), []]));
  expect(await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth)).toBe(0);
}

it('a warning that is raised in the console appears, and one tap answers for a unit', async () => {
  await page.goto(at('warnings'));
  await page.getByText('没有正在生效的预警').waitFor();
  await page.getByRole('button', { name: '录入／转发预警' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('寒潮橙色').click();
  await dialog.getByLabel('地区').click();
  await page.locator('.ant-select-tree-title').first().click();
  await dialog.getByLabel('内容').fill('今夜起气温下降十度');
  // Before it is entered, the form says who is woken.
  await dialog.getByText(/将叫应 6 个单位，短信最多 \d+ 条/).waitFor();
  await picture('warn-enter-1280');
  await dialog.getByRole('button', { name: '录入', exact: true }).click();
  await page.getByText('预警已录入，正在叫应').waitFor();
  await page.getByText('今夜起气温下降十度').waitFor();
  // The alert appears without a reload, from the started workflow.
  await page.getByText('0 / 6').first().waitFor();
  await page.getByRole('timer').first().waitFor();
  await isFit();

  await page.locator('.cards').getByRole('link').first().click();
  // M12: who has not answered, whom to ring, and a button to answer for it.
  await page.getByText('未应答').first().waitFor();
  await isFit();
  await picture('warn-alert-1280');
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
  expect(await stage.sql`select via from reports join asks a on a.id = ask_id where campaign_id = ${campaign}`).toEqual(
    [{ via: 'api' }],
  );
});

it('m15: the unit reads the warning and what to do, and answers by a button that looks like one', async () => {
  const [link] = await stage.sql<{ id: number }[]>`
    select l.id from links l join rounds r on r.id = l.round_id join asks a on a.id = l.ask_id
    where r.ask = 'known' and l.purpose = 'report' and a.reported_at is null order by l.id limit 1`;
  const { PUBLIC_URL, LINK_SECRET } = stage.env;
  await page.goto(linkUrl(PUBLIC_URL, LINK_SECRET, link?.id ?? 0, 'report'));
  await page.getByText('今夜起气温下降十度').waitFor();
  await page.getByRole('heading', { name: '要做什么' }).waitFor();
  expect(await page.getByRole('button', { name: '已知晓' }).getAttribute('class')).toBe('main');
  await picture('warn-form-1280');
  await isFit();
});

it('M14: the form makes a drill, and asks a second time before real phones get it', async () => {
  await page.goto(at('warnings'));
  await page.getByRole('button', { name: '录入／转发预警' }).click();
  const dialog = page.getByRole('dialog').first();
  await dialog.getByText('寒潮黄色').click();
  await dialog.getByLabel('地区').click();
  await page.locator('.ant-select-tree-title').first().click();
  await dialog.getByRole('switch').click();
  await dialog.getByLabel('演练原因').fill('入冬演练');
  await dialog.getByText(/将叫应 6 个单位/).waitFor();
  await picture('warn-drill-1280');
  await dialog.getByRole('button', { name: '作为演练发出' }).click();
  await page.getByRole('button', { name: '不发' }).click();
  await dialog.getByText('没有发送。').waitFor();
  expect(await stage.sql`select from weather_events where drill`).toHaveLength(0);
});

it('M13: the banner is on every page, and the duty view has the clocks', async () => {
  await page.goto(at('campaigns'));
  const banner = page.getByRole('region', { name: '未应答的预警' });
  await banner.getByText(/5 个单位未应答/).waitFor();
  await banner.getByRole('timer').waitFor();
  await page
    .getByRole('navigation', { name: '主菜单' })
    .getByRole('link', { name: /天气预警 1/ })
    .waitFor();
  await isFit();
  await page.goto(at('work'));
  await page
    .getByRole('main')
    .getByRole('link', { name: /5 个单位未应答/ })
    .last()
    .waitFor();
  await isFit();
  await picture('warn-work-1280');
  await page.goto(at('warnings/board'));
  await page.getByText('1 / 6').waitFor();
  // Above the fold.
  const clock = await page.getByRole('timer').first().boundingBox();
  expect((clock?.y ?? Number.POSITIVE_INFINITY) + (clock?.height ?? 0)).toBeLessThan(900);
  await picture('warn-board-1280');
  await page.getByRole('switch', { name: '声音提醒' }).click();
  expect(await page.evaluate("localStorage.getItem('nuandong-warning-sound')")).toBe('on');
  await page.getByRole('switch', { name: '声音提醒' }).click();
  await isFit();
});

it('who refuses help on a patrol appears as a case, with its clock and without a name', async () => {
  const [alert] = await stage.sql<{ id: number; area: string }[]>`
    select id, area from alerts where campaign_id = ${campaign} and not drill`;
  const [unit] = await stage.sql<{ code: string; name: string }[]>`
    select code, name from regions where kind = 'village' order by path limit 1`;
  if (!alert || !unit) throw new Error('There is no alert, or no village.');
  const hours = (many: number) => instant(Date.now() + many * 3_600_000);
  const now = hours(0);
  await openRound(stage.sql, {
    id: `${campaign}/patrol`,
    campaign,
    area: alert.area,
    cause: { origin: 'warning', alert: alert.id, title: { 'zh-CN': '巡查' }, drill: false },
    round: {
      key: 'patrol',
      stage: 'warning',
      ask: 'patrol',
      of: 'village',
      form: 'warning-patrol',
      opensAt: hours(-1),
      dueAt: hours(1),
      locksAt: hours(2),
      rungs: [],
      milestones: [],
    },
  });
  await recordReport(stage.sql, {
    campaign,
    key: 'patrol',
    unit: unit.code,
    via: 'api',
    input: { nothing: false, figures: { found: '2', helped: '0', sheltered: '0', refused: '2' } },
  });
  await stage.sql.begin((tx) =>
    countIntoCases(tx, { round: `${campaign}/patrol`, kind: 'refusal', figure: 'refused', alert: alert.id, now }),
  );
  await noteWaiting(stage.sql, { lot: await lotOf(unit.code), until: hours(12) });
  await page.goto(at(`warnings/${alert.id}`));
  await page.getByText('拒绝救助 第2人').waitFor();
  const row = page.getByRole('row', { name: '拒绝救助 第1人' });
  await row.getByText('再问').waitFor();
  expect(await row.textContent()).toContain(unit.name);
  await isFit();
});

const lotOf = async (unit: string): Promise<number> => {
  const [first] = await stage.sql<{ lot: number }[]>`
    select lot_id as lot from cases where region_code = ${unit} and number = 1`;
  return first?.lot ?? 0;
};

it('a case that was opened by hand is found, read and answered', async () => {
  const [unit] = await stage.sql<{ code: string; name: string }[]>`
    select code, name from regions where kind = 'village' order by path limit 1`;
  const { case: id } = await openCase(
    {
      sql: stage.sql,
      by: { id: null, via: 'cli', by: 'zhang' },
      client: stage.client,
      key: peopleKey(stage.env.PEOPLE_KEY),
    },
    {
      campaign,
      kind: 'complaint',
      region: unit?.code,
      raiser: { by: 'public' },
      said: { text: '少发一袋米' },
      top: null,
    },
  );
  await page.goto(`${stage.env.PUBLIC_URL}/console/cases?view=mine`);
  await page.getByRole('link', { name: '投诉反映' }).click();
  await page.getByRole('heading', { name: `投诉反映 ${id}` }).waitFor();
  await page.getByRole('button', { name: '查看' }).click();
  await page.getByText('少发一袋米').waitFor();
  await page.getByRole('button', { name: '登记办理结果' }).click();
  await page.getByRole('radio', { name: '不属实，已说明' }).check();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /登\s?记/ })
    .click();
  await page.getByRole('button', { name: '重新打开' }).waitFor();
  await isFit();
  const [kept] = await stage.sql`select state, outcome from cases where id = ${id}`;
  expect(kept).toMatchObject({ state: 'closed', outcome: 'unfounded' });
  await page.goto(`${stage.env.PUBLIC_URL}/console/cases?state=closed`);
  await page.getByRole('link', { name: '投诉反映' }).waitFor();
  await isFit();
});

it('what a file of last winter would lead to is shown before anybody is told', async () => {
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
  await page.goto(at('warnings'));
  await page.getByRole('button', { name: '推演与演练' }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel('预警内容').fill(text);
  await drawer.getByRole('button', { name: '推演' }).click();
  await drawer.getByText(/叫应 1 起，巡查 \d+ 轮/).waitFor();
  expect(await stage.sql`select from weather_events where drill`).toHaveLength(0);
  await isFit();
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
  await page.goto(at('warnings/duty'));
  await page.getByLabel('原文').waitFor();
  expect(await page.getByLabel('原文').inputValue()).toBe('原文如此');
  await isFit();
  await page.getByRole('checkbox').first().check();
  await page.getByRole('button', { name: '决定' }).click();
  await page.getByText('没有待定事项').waitFor();
  expect(await stage.sql`select kind from duty_items where decided_by like 'account:%'`).toEqual([
    { kind: 'part-of-area' },
  ]);
});

it('a warning that is cancelled with a reason ends, and so does its alert', async () => {
  await page.goto(at('warnings'));
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

it('B7: a warning that nobody answers says so first, and is answered by a call at once', async () => {
  await importRegister(stage.sql, generateRegister({ villages: 3, prefix: ELSEWHERE }));
  const [place] = await stage.sql<{ name: string }[]>`select name from regions where code = ${ELSEWHERE}`;
  const enter = async (colour: string) => {
    await page.goto(at('warnings'));
    await page.getByRole('button', { name: '录入／转发预警' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(colour).click();
    await dialog.getByLabel('地区').click();
    await page.locator('.ant-select-tree-title').last().click();
    await dialog.getByText('发布单位').click();
    await dialog.getByText(`将叫应 0 个单位：没有活动覆盖${place?.name}`).waitFor();
    await picture('warn-nobody-1280');
    return dialog;
  };
  // Written down only: nobody is woken, and the message is not green.
  const dialog = await enter('寒潮蓝色');
  await isFit();
  await dialog.getByRole('button', { name: '录入', exact: true }).click();
  const said = page.locator('.ant-message-notice').filter({ hasText: '没有叫应任何人' });
  await said.waitFor();
  expect(await said.locator('.ant-message-warning').count()).toBe(1);

  // The question offers what to do, and not only to close it.
  await page.goto(at('warnings/duty'));
  await page.getByText('没有人被叫应：可以临时叫应').waitFor();
  await page.getByRole('radio', { name: /临时叫应/ }).check();
  await picture('warn-duty-1280');
  await isFit();
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
  await page.goto(at('warnings'));
  const card = page
    .locator('.warning-card')
    .filter({ hasText: '寒潮蓝色' })
    .filter({ has: page.getByRole('button', { name: '解除' }) });
  await card.getByRole('button', { name: '解除' }).click();
  await page.getByRole('dialog').getByLabel('原因').fill('误报');
  await page.getByRole('dialog').getByRole('button', { name: '解除' }).click();
  await eventually(async () => expect(await stage.sql`select from duty_items where closed_at is null`).toHaveLength(0));
});

it('B7: a running campaign that answers no warnings is chosen to call its places', async () => {
  await importRegister(stage.sql, generateRegister({ villages: 3, prefix: FURTHER }));
  const [place] = await stage.sql<{ name: string }[]>`select name from regions where code = ${FURTHER}`;
  const { warnings: _, ...silent } = definition;
  const started = await stage.client.start({
    definition: { ...silent, id: `${definition.id}-silent`, scope: FURTHER },
    mode: 'live',
    by: null,
  });
  alsoStarted.push(started.campaign);
  await page.goto(at('warnings'));
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
  await isFit();
  await picture('warn-chosen-1280');
  await dialog.getByRole('button', { name: /^录入/ }).click();
  await eventually(async () =>
    expect([
      ...(await stage.sql`select campaign_id as campaign from alerts where starts_with(area, ${FURTHER})`),
    ]).toEqual([{ campaign: started.campaign }]),
  );
});

it('the pages are fit for a telephone in the dark, in English', async () => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 844 });
  const [alert] = await stage.sql<{ id: number }[]>`select id from alerts where drill`;
  for (const path of ['warnings', `warnings/${alert?.id}`, 'warnings/duty', 'warnings/board', 'work']) {
    await page.goto(at(`${path}?lang=en`));
    await page.getByRole('heading', { level: 1 }).waitFor();
    await isFit();
    await picture(`warn-${path.replaceAll('/', '-')}-390-dark`);
  }
  expect(complaints).toEqual([]);
});
