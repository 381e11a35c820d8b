import { type SignedIn, signIn } from '../../support/accounts';
import { expectSound } from '../../support/browser/axe';
import { needing } from '../../support/needing';
import { consoleApp } from './console-app';
import { rehearsedFromACard } from './from-a-card';
import { rehearsedInTheApp } from './rehearsed';
import { writtenInTheApp } from './written';

const { it } = needing('chromium', 'fonts-noto-cjk');

/** A rehearsal of three weeks in some seconds, and a walk over every page in two themes. */
jest.setTimeout(240_000);

const app = consoleApp();
rehearsedInTheApp(app);
rehearsedFromACard(app);
writtenInTheApp(app);

it('two roles see what they may', async () => {
  const links = async (who: SignedIn) => {
    const page = await app.opened(who);
    await page.goto(app.at('/console/'));
    const menu = page.getByRole('navigation', { name: '主菜单' });
    await menu.waitFor();
    const seen = await menu.getByRole('link').allTextContents();
    const canStart = await page.getByRole('link', { name: '新建活动' }).count();
    await page.context().close();
    return { seen: seen.map((text) => text.trim()), canStart };
  };
  const ops = await links(await signIn(app.stage.sql, 'ops'));
  expect(ops.seen).toEqual(expect.arrayContaining(['活动', '消息', '消息队列']));
  expect(ops.seen).not.toContain('名册');
  const officer = await links(await signIn(app.stage.sql, 'township-officer', '990012'));
  expect(officer.seen).toEqual(expect.arrayContaining(['活动', '督办与确认', '电话清单', '名册']));
  expect(officer.seen).not.toEqual(expect.arrayContaining(['账号']));
  expect([ops.canStart, officer.canStart]).toEqual([0, 0]);
});

describe('axe-core finds nothing serious', () => {
  const PAGES = [
    '',
    'campaigns/new',
    'rehearse',
    'messages',
    'chases',
    'calls',
    'register?place=990012',
    'register/import',
    'reports',
    'audit',
    'accounts',
  ];
  it.each([
    ['light and wide', { colorScheme: 'light' as const }],
    ['dark and narrow', { colorScheme: 'dark' as const, viewport: { width: 320, height: 844 }, locale: 'en' }],
  ])('%s', async (_, how) => {
    const page = await app.opened(app.administrator, how);
    const [rehearsed] = await app.stage.sql<
      { id: string }[]
    >`select id from campaigns where mode = 'rehearsal' limit 1`;
    const [message] = await app.stage.sql<{ id: number }[]>`select min(id) as id from messages`;
    const campaign = `campaigns/${rehearsed?.id}`;
    for (const path of [...PAGES, campaign, `messages/${message?.id}`, `chases?campaign=${rehearsed?.id}`]) {
      await page.goto(app.at(`/console/${path}`));
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
      await expectSound(page, path);
    }
    await page.context().close();
  });
});

it('the browser has nothing to complain about, least of all the policy', () => {
  expect(app.complaints).toEqual([]);
});
