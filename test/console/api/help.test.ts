import { importTinyRegister } from '../../support/campaigns/tiny';
import { BEARER, type TestConsole, testConsole } from '../../support/servers/console';
import { testDatabase } from '../../support/servers/database';

let database: Awaited<ReturnType<typeof testDatabase>>;
let web: TestConsole;

beforeAll(async () => {
  database = await testDatabase();
  web = await testConsole(database.sql);
});
afterAll(async () => {
  await web.close();
  await database.drop();
});

const read = async (path: string) => {
  const answer = await web.get(path, BEARER);
  return [answer.status, await answer.text()] as const;
};

test('M27: the documents are pages in the language of the reader, and lead to each other', async () => {
  const [status, html] = await read('/help/register?lang=zh-CN');
  expect(status).toBe(200);
  expect(html).toContain('<a href="/help/register?lang=zh-CN" aria-current="page">名册</a>');
  expect(html).toMatch(/<h1 id="[^"]+">/);
  expect(html).toMatch(/<a href="\/help\/definitions\?lang=zh-CN#/);
  const [, english] = await read('/help/register?lang=en');
  expect(english).toContain('aria-current="page">The register</a>');
  expect((await read('/help?lang=zh-CN'))[1]).toContain('/help/glossary?lang=zh-CN');
  expect((await read('/help/develop?lang=en'))[0]).toBe(404);
});

test('M27: the first steps are done one after the other', async () => {
  const steps = async (): Promise<unknown> => (await web.get('/api/first-steps', BEARER)).json();
  const { sql } = database;
  expect(await steps()).toEqual({ register: false, accounts: false, rehearsed: false, started: false });
  await importTinyRegister(sql);
  await sql`insert into campaigns (id, definition, plan, mode, started_at) values ('r', '{}', '{}', 'rehearsal', now())`;
  expect(await steps()).toEqual({ register: true, accounts: false, rehearsed: true, started: false });
  await sql`insert into campaigns (id, definition, plan, mode, started_at) values ('l', '{}', '{}', 'live', now())`;
  expect(await steps()).toMatchObject({ started: true });
});
