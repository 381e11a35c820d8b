import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { ROOT } from '../../config/root';
import type { Sql } from '../../store/db/db';
import { identify } from '../../store/people/helped/identify';
import { openKeyring } from '../../store/people/sealed/keyring';
import { peopleKey } from '../../store/people/sealed/people-key';
import { importTinyRegister } from '../support/campaigns/tiny';
import { givenPerson } from '../support/people/given';
import { testDatabase } from '../support/servers/database';

const SECRET = 'a secret of the tests, of at least 32 characters';
const PERSON = givenPerson({ idNumber: '11010519491231002X', born: '1949-12-31' });

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let person: number;
beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  await importTinyRegister(sql);
  const [known] = await identify(sql, await openKeyring(sql, peopleKey(SECRET)), [PERSON]);
  person = known?.id ?? 0;
});
afterAll(() => database.drop());

const people = (args: string[], { typed = '', key = SECRET } = {}) =>
  run(['cli/main.ts', 'people', ...args, '--by=tests'], { typed, key });

async function run(command: string[], { typed = '', key }: { typed?: string; key: string }) {
  const env = {
    ...process.env,
    ...{ DATABASE_URL: database.url, PEOPLE_KEY: key, LINK_SECRET: SECRET, API_TOKEN: SECRET, HOOK_SECRET: SECRET },
    ...{ SMTP_URL: 'smtp://127.0.0.1:9', SMS_URL: 'http://127.0.0.1:9', PUBLIC_URL: 'http://127.0.0.1:9' },
  };
  const child = spawn(process.execPath, ['--import', 'tsx', ...command], { cwd: ROOT, env });
  child.stdin.end(typed);
  const code = new Promise((done) => child.on('close', done));
  return { out: await text(child.stdout), said: await text(child.stderr), code: await code };
}

test('somebody who is helped is found by what is typed, shown with a reason, and forgotten', async () => {
  const found = [{ id: person, kind: 'person', region: '911', regionName: '一村', shown: '甘**' }];
  const typed = '１１０１０５１９４９１２３１００２ｘ\n';
  expect(JSON.parse((await people(['find', '--json'], { typed })).out)).toEqual(found);
  const wrong = await people(['find'], { typed: PERSON.name, key: `${SECRET} of another place` });
  expect(wrong).toMatchObject({ code: 1, out: '', said: expect.stringContaining('Put the former PEOPLE_KEY back') });
  const shown = await people(['show', String(person), '--reason', '上门走访', '--json']);
  expect(JSON.parse(shown.out)).toMatchObject([{ id: person, name: PERSON.name, idNumber: PERSON.idNumber }]);
  const erased = await people(['erase', '--person', String(person), '--reason', '本人要求', '--json']);
  expect(JSON.parse(erased.out)).toMatchObject({ rows: { 'people.sealed': 1 }, alsoAt: [] });
});

test('a person is erased by one of region and number', async () => {
  const both = await people(['erase', '911', '--person', '1', '--reason', '本人要求']);
  expect(both).toMatchObject({ code: 1, said: expect.stringContaining('--person') });
});

test('a console with another PEOPLE_KEY does not start, and says in both languages what to do', async () => {
  const { code, said } = await run(['workers/console.ts'], { key: `${SECRET} of another place` });
  expect([code, said]).toEqual([
    1,
    expect.stringMatching(/请换回原来的 PEOPLE_KEY[\s\S]*Put the former PEOPLE_KEY back/),
  ]);
});
