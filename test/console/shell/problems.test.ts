import { connect } from '../../../store/db/db';
import { type TestConsole, testConsole } from '../../support/servers/console';
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

const asked = async (path: string, headers: Record<string, string>) => {
  const answer = await web.get(path, headers);
  return {
    status: answer.status,
    ...((await answer.json()) as { code: string; message: string; problems?: object[] }),
  };
};

const API = { accept: 'application/json', authorization: 'Bearer the API token of the tests' };

test('S8: what is refused is told in the language of the reader', async () => {
  expect(await asked('/api/nothing', { ...API, 'accept-language': 'zh-CN' })).toEqual({
    status: 404,
    code: 'not-found',
    message: '这个地址没有内容，请检查网址。',
  });
  expect(await asked('/api/nothing', { ...API, 'accept-language': 'en' })).toMatchObject({
    code: 'not-found',
    message: 'There is nothing at this address; please check it.',
  });
});

test('S8: what is wrong with a request is told by field in the language of the reader', async () => {
  const zh = await asked('/api/audit?limit=none', { ...API, 'accept-language': 'zh-CN' });
  expect(zh).toMatchObject({ status: 400, code: 'invalid-request', message: expect.stringContaining('查询条件有误') });
  expect(zh.problems).toEqual([
    { field: 'limit', code: 'invalid-value', message: expect.stringMatching(/^填写有误：无效输入/) },
  ]);
  const en = await asked('/api/audit?limit=none', { ...API, 'accept-language': 'en' });
  expect(en.problems).toEqual([
    { field: 'limit', code: 'invalid-value', message: expect.stringMatching(/^Wrong: Invalid input/) },
  ]);
});

test('S8: a page says it too', async () => {
  const answer = await web.get('/nowhere?lang=zh-CN', { accept: 'text/html' });
  expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining('请检查网址')]);
});

test('S8: while the database is away, whoever asks is told to ask again', async () => {
  const gone = connect('postgres://127.0.0.1:1/none', { max: 1 });
  const alone = await testConsole(gone);
  const answer = await alone.get('/api/campaigns', { ...API, 'accept-language': 'en' });
  expect([answer.status, await answer.json()]).toMatchObject([503, { code: 'database-away' }]);
  await alone.close();
  await gone.end({ timeout: 1 });
});
