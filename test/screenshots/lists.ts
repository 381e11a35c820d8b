import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { setQuotas } from '../../actions/list/quotas';
import { hearAboutPosting } from '../../actions/posting/objections';
import { keepBoardPhoto } from '../../actions/posting/postings';
import { PHOTO } from '../../rehearsal/people/photo';
import type { Sql } from '../../store/db/db';
import { peopleKey } from '../../store/people/sealed/people-key';
import { postingAddress } from '../../store/posting/posted';
import { recordReport } from '../../store/report/reports';
import { type SignedIn, signIn } from '../support/accounts';
import { openPage } from '../support/browser/page';
import { type OpenCampaign, openCampaign, TEST_SECRET } from '../support/campaigns/campaign';
import { listDefinition } from '../support/campaigns/list-definition';
import { checkedRows, notedPostings, OFFICER, post } from '../support/campaigns/posted';
import { family, sending } from '../support/campaigns/rows';
import { shanghai } from '../support/campaigns/tiny';
import { testConsole } from '../support/servers/console';
import { emptyDatabase } from '../support/servers/database';

const KEY = peopleKey(TEST_SECRET);

export interface ListLook {
  folder: string;
  locale: 'zh-CN' | 'en';
  colorScheme: 'light' | 'dark';
  viewport: { width: number; height: number };
}

/**
 * Screenshots of a list that is proposed, checked, posted and objected to: the officers' pages, those of its units, and
 * the public's; over a database that is emptied first.
 */
export async function shootLists(browser: Browser, sql: Sql, { folder, ...how }: ListLook): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await emptyDatabase(sql);
  const { poor } = listDefinition().lists;
  const campaign = await openCampaign(sql, {
    definition: listDefinition({ lists: { poor: { ...poor, limit: 'quotas' } } }),
  });
  const made = await listInWork(sql, campaign);
  const web = await testConsole(sql);
  const open = async (who?: SignedIn) => {
    const page = await openPage(browser, { url: web.url, who, ...how });
    const save = async (title: string) => {
      await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
      await page.screenshot({ path: join(folder, `${title}.png`), fullPage: true, animations: 'disabled' });
    };
    return { page, save };
  };
  try {
    const office = await open(await signIn(sql, 'administrator'));
    await ofTheOffice({ ...office, console: `${web.url}/console`, campaign: campaign.id, ...made });
    await office.page.context().close();
    const phone = await open();
    for (const [title, unit, key] of [
      ['rows', '912', 'apply.village'],
      ['step', '91', 'apply.township'],
    ] as const) {
      await phone.page.goto(`${web.url}/r/${await campaign.token('report', unit, key)}?lang=${how.locale}`);
      await phone.save(`unit-${title}`);
      await phone.page.locator('a[href*="row="]').last().click();
      await phone.page.waitForLoadState();
      await phone.save(`unit-${title}-one`);
    }
    const address = postingAddress(web.url, TEST_SECRET, made.posting);
    await phone.page.goto(address);
    await phone.save('public');
    await phone.page.locator('#number').fill('9');
    await phone.page.locator('textarea').fill('他家有车');
    await phone.page.locator('button').click();
    await phone.save('public-wrong');
    await phone.page.locator('#number').fill('3');
    await phone.page.locator('button').click();
    await phone.save('public-heard');
    await campaign.at(shanghai('12-08 00:00'));
    await phone.page.goto(address);
    await phone.save('public-over');
    await phone.page.context().close();
  } finally {
    await web.close();
  }
}

/** The numbers of a posting of one village, of an objection to it, and of its row. */
interface InWork {
  posting: number;
  objection: number;
  row: number;
}

async function listInWork(sql: Sql, campaign: OpenCampaign): Promise<InWork> {
  await sql`update contacts set language = 'zh-CN'`;
  const noted = notedPostings();
  const wanted = ['911', '912', '921'].map((unit) => ({ unit, category: 'special', slots: 8 }));
  await setQuotas(
    { sql, by: OFFICER, client: { reportArrived: async () => {} } },
    { campaign: campaign.id, list: 'poor', top: null, wanted, reason: '按分配表' },
  );
  await checkedRows(sql, campaign, { '911': [1, 2, 3, 4, 5], '921': [6, 7] }, KEY);
  await post(sql, campaign.id, noted, '91', KEY);
  const [posted] = await sql<{ id: number }[]>`select id from postings`;
  const posting = posted?.id ?? 0;
  await keepBoardPhoto({ sql, by: OFFICER }, { posting, top: null, moment: 'start', bytes: PHOTO.bytes });
  const nothing = async () => {};
  const client = { startCases: nothing, caseAnswered: nothing, reportArrived: nothing };
  const { case: objection } = await hearAboutPosting(
    { sql, by: null, key: KEY, client },
    { posting, number: 2, text: '他家有车', top: null },
  );
  await recordReport(sql, {
    ...{ campaign: campaign.id, key: 'apply.village', unit: '912', via: 'form', people: KEY, begun: true },
    input: { nothing: false, figures: {} },
    rows: sending(...[8, 9, 10, 11].map((nth) => family(nth))),
  });
  await sql`
    update entries set state = 'returned', because = 'wrong', version = version + 1
    where id = (select max(id) from entries)`;
  const [held] = await sql<{ id: number }[]>`select id from entries where state = 'held'`;
  return { posting, objection, row: held?.id ?? 0 };
}

interface Office extends InWork {
  page: Page;
  console: string;
  campaign: string;
  save(title: string): Promise<void>;
}

async function ofTheOffice({ page, console, campaign, posting, objection, row, save }: Office): Promise<void> {
  const go = async (path: string) => {
    await page.goto(`${console}/${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
  };
  for (const [title, path] of Object.entries({
    lists: `lists?campaign=${campaign}`,
    slots: `lists?campaign=${campaign}&tab=slots`,
    papers: `lists?campaign=${campaign}&tab=papers`,
    tables: `lists?campaign=${campaign}&tab=table`,
    samples: `lists?campaign=${campaign}&tab=samples`,
    row: `campaigns/${campaign}/lists/poor/rows/${row}`,
    postings: `postings?campaign=${campaign}`,
    posting: `postings/${posting}`,
    cases: `cases?campaign=${campaign}`,
    case: `cases/${objection}`,
  })) {
    await go(path);
    await save(title);
  }
  await go(`lists?campaign=${campaign}`);
  await page.locator('tbody').getByRole('checkbox').first().check();
  await page.getByRole('button', { name: /^(退\s?回|Return)$/ }).click();
  await page.getByRole('dialog').waitFor();
  await save('lists-return');
  await go(`postings/${posting}`);
  await page.getByRole('button', { name: /^(登记异议|Take an objection)$/ }).click();
  await page.getByRole('radio').last().check();
  await save('posting-hear');
  await go(`postings/new?campaign=${campaign}`);
  await page.locator('#posted-region').click();
  await page.locator('.ant-select-tree-title').first().click();
  await page.getByRole('button', { name: /^(预览公示单|Look at the sheet)$/ }).click();
  await page.locator('iframe').waitFor();
  await save('postings-new');
  // The sheet has no colours and no language of its own.
  await page.setContent(
    await (await page.request.get(`${console.replace('/console', '')}/api/postings/${posting}/sheet`)).text(),
  );
  await save('sheet');
  await go('campaigns/new?template=haimen-quota');
  await page.locator('#definition-id').waitFor();
  await page
    .getByRole('navigation', { name: /^(按需修改|If need be)$/ })
    .getByRole('button', { name: /^(名单|Lists)/ })
    .click();
  await save('wizard-lists');
}
