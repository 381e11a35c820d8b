import { connect } from '../../store/db/db';
import { type Listener, startListener } from '../../store/db/listen';
import { eventually } from '../support/eventually';
import { testDatabase } from '../support/servers/database';

/** Postgres's notifications to the processes, also after a lost connection. */
let database: Awaited<ReturnType<typeof testDatabase>>;
let listener: Listener;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(() => {
  listener = startListener(database.url, () => {});
});
afterEach(() => listener.close());

const listeners = () => database.sql<{ pid: number }[]>`
  select pid from pg_stat_activity where datname = current_database() and application_name = 'nuandong listener'`;
const tell = (news: string) => database.sql`select pg_notify('outbox', ${news})`;

test('all that a process hears comes over one connection', async () => {
  const heard: string[] = [];
  listener.hear('outbox', (news) => heard.push(`outbox ${news}`));
  listener.hear('replies', (news) => heard.push(`replies ${news}`));
  listener.hear('outbox', (news) => heard.push(`again ${news}`));
  // A new listener is called once, because of earlier notifications.
  await eventually(() => expect([...heard].sort()).toEqual(['again ', 'outbox ', 'replies ']));
  await tell('urgent');
  await eventually(() => expect(heard.slice(3)).toEqual(['outbox urgent', 'again urgent']));
  expect(await listeners()).toHaveLength(1);
});

test('a lost connection comes back, and the listener is called for missed notifications', async () => {
  const heard: string[] = [];
  listener.hear('outbox', (news) => heard.push(news));
  await eventually(() => expect(heard).toEqual(['']));
  for (let turn = 0; turn < 3; turn++) {
    const [old] = await listeners();
    heard.length = 0;
    await database.sql`select pg_terminate_backend(${old?.pid ?? 0})`;
    await eventually(() => expect(heard).toEqual(['']));
    await tell('urgent');
    await eventually(() => expect(heard).toEqual(['', 'urgent']));
  }
});

test('a database that takes no connections for a while is asked until it does', async () => {
  const heard: string[] = [];
  listener.hear('outbox', (news) => heard.push(news));
  await eventually(() => expect(heard).toEqual(['']));
  const [old] = await listeners();
  const name = new URL(database.url).pathname.slice(1);
  // From another database: a session cannot close its own.
  const outside = connect(Object.assign(new URL(database.ownerUrl), { pathname: '/postgres' }).href, { max: 1 });
  try {
    await outside.unsafe(`alter database ${name} with allow_connections false`);
    await database.sql`select pg_terminate_backend(${old?.pid ?? 0})`;
    await eventually(async () => expect(await listeners()).toHaveLength(0));
    await outside.unsafe(`alter database ${name} with allow_connections true`);
    await eventually(() => expect(heard).toEqual(['', '']));
  } finally {
    await outside.end({ timeout: 1 });
  }
});
