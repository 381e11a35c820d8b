import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { makeBatch, openBankFile } from '../../actions/ledger/bank';
import { dispatch } from '../../actions/ledger/dispatches';
import { ROOT } from '../../config/root';
import type { Sql } from '../../store/db/db';
import { reconcile } from '../../store/ledger/reconcile';
import { accountOf, answerOf, bankDefinition, CSV, readAtBank } from '../support/campaigns/bank-definition';
import { rowsToPay } from '../support/campaigns/bank-rows';
import { openCampaign } from '../support/campaigns/campaign';
import { type Deliveries, openDeliveries } from '../support/campaigns/deliveries';
import { quietClient } from '../support/campaigns/quiet-client';
import { TEST_PEOPLE_KEY } from '../support/campaigns/rows';
import { shanghai } from '../support/campaigns/tiny';
import { emptyDatabase, testDatabase } from '../support/servers/database';
import { emptyTables } from '../support/servers/empty-tables';
import { ACTS, type ActName, type Sent } from './ledger-acts';

/** A process for each statement, of which there are up to forty. */
jest.setTimeout(400_000);

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
/** In the checkout, where it finds its packages. */
let home: string;
let program: string;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  home = mkdtempSync(join(ROOT, 'node_modules', '.ledger-process-'));
  program = join(home, 'process.cjs');
  // As one file it starts in a third of the time, a hundred times.
  buildSync({
    ...{ entryPoints: [join(ROOT, 'test/chaos/ledger-process.ts')], outfile: program },
    ...{ bundle: true, platform: 'node', packages: 'external', logLevel: 'error' },
  });
});
afterAll(async () => {
  rmSync(home, { recursive: true, force: true });
  await database.drop();
});

/**
 * Has a process do the act, and kills it before its nth statement, or after all of them.
 * @returns the receipt, when it has come to its end
 */
async function killedBefore(statement: number, act: ActName, sent: Sent): Promise<string | null> {
  const child = spawn(process.execPath, [program, act, String(statement), JSON.stringify(sent)], {
    ...{
      cwd: ROOT,
      env: { ...process.env, DATABASE_URL: database.url },
      stdio: ['ignore', 'pipe', 'inherit'] as const,
    },
  });
  const [said] = await Promise.race([once(child.stdout, 'data'), endedBefore(child)]);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const line = String(said).trim();
  return line === 'stopped' ? null : line;
}

const endedBefore = async (child: ChildProcess): Promise<never> => {
  const [code] = await once(child, 'exit');
  throw new Error(`The process ended by itself, with ${code}`);
};

/**
 * Breaks an act off before its first statement, the next time before its second, and so on; sent again, it is done
 * once.
 * @param ground makes what one act is about
 * @param exact looks whether so many have been done, and nothing else
 */
async function breakOffEverywhere(act: ActName, ground: () => Promise<Sent>, exact: (times: number) => Promise<void>) {
  for (let statement = 1; ; statement += 1) {
    const sent = await ground();
    const receipt = await killedBefore(statement, act, sent);
    const first = await ACTS[act](sql, sent);
    const again = await ACTS[act](sql, sent);
    expect({ statement, receipt: again.receipt, repeated: again.repeated }).toEqual({
      ...{ statement, receipt: act === 'a phone hands over' ? expect.any(String) : first.receipt, repeated: true },
    });
    if (receipt !== null) expect(first.repeated).toBe(true);
    if (receipt !== null && act !== 'a phone hands over') expect(first.receipt).toBe(receipt);
    await exact(statement);
    expect((await reconcile(sql, { campaign: sent.campaign, top: null })).differences).toEqual([]);
    if (receipt !== null) return statement - 1;
  }
}

const balances = async (...accounts: string[]) =>
  (
    await sql<{ account: string; item: string; quantity: number }[]>`
      select split_part(account, ':', 1) || case when account like 'store:%' then ':' || split_part(account, ':', 2) else '' end as account,
             item, sum(quantity)::int as quantity
      from balances where split_part(account, ':', 1) = any(${accounts}) group by 1, 2 having sum(quantity) <> 0 order by 1, 2`
  ).map(({ account, item, quantity }) => `${account} ${item} ${quantity}`);

/** More than any act has statements. */
const MANY = 90;

describe('killed before any of its statements, and sent again, it has happened once:', () => {
  let winter: Deliveries;
  beforeEach(async () => {
    await emptyDatabase(sql);
    await emptyTables(sql, 'people');
    winter = await openDeliveries(sql);
  });

  test.each(['an officer hands over', 'a phone hands over'] as const)('%s', async (act) => {
    await winter.stocked(2000 * MANY, 2 * MANY);
    const rows = await winter.announced('911', ...Array.from({ length: MANY }, (_, nth) => nth + 1));
    const ground = async () => {
      const row = rows.shift();
      return { campaign: winter.campaign.id, key: randomUUID(), about: row?.id ?? 0, row: row?.row ?? '' };
    };
    const statements = await breakOffEverywhere(act, ground, async (times) => {
      expect(await balances('with')).toEqual([`with cny ${200_000 * times}`, `with coat ${2 * times}`]);
      expect(await sql`select count(*)::int as deliveries, count(sealed)::int as proxies from deliveries`).toEqual([
        { deliveries: times, proxies: times },
      ]);
    });
    expect(statements).toBeGreaterThan(15);
  });

  test('a store sends', async () => {
    await winter.stocked(0, MANY);
    const ground = async () => ({ campaign: winter.campaign.id, key: randomUUID(), about: 0 });
    const statements = await breakOffEverywhere('a store sends', ground, async (times) => {
      expect(await balances('store', 'way')).toEqual([`store:911 coat ${MANY - times}`, `way coat ${times}`]);
      expect(await sql`select count(*)::int as notes from dispatches`).toEqual([{ notes: times }]);
    });
    expect(statements).toBeGreaterThan(8);
  });

  test('a store takes in what has come', async () => {
    await winter.stocked(0, MANY);
    const by = { id: null, via: 'cli' as const, by: 'li' };
    const ground = async () => {
      const note = { campaign: winter.campaign.id, key: randomUUID(), top: null, via: 'cli' as const, purse: 'city' };
      const things = [{ item: 'coat', quantity: 1 }];
      const { dispatch: about } = await dispatch(
        { sql, by, client: quietClient },
        { ...note, from: '911', to: '912', things, dueAt: shanghai('12-05 10:00') },
      );
      return { campaign: winter.campaign.id, key: randomUUID(), about };
    };
    const statements = await breakOffEverywhere('a store takes in what has come', ground, async (times) => {
      expect(await balances('store', 'way')).toEqual([`store:911 coat ${MANY - times}`, `store:912 coat ${times}`]);
    });
    expect(statements).toBeGreaterThan(8);
  });
});

test('a bank answers: killed before any of its statements, and read again, it is booked once', async () => {
  await emptyDatabase(sql);
  await emptyTables(sql, 'people');
  const { id: campaign } = await openCampaign(sql, { definition: bankDefinition() });
  const paying = { campaign, top: null, via: 'cli' as const, people: TEST_PEOPLE_KEY, reason: '发放' };
  const by = { sql, by: { id: null, via: 'cli' as const, by: 'li' } };
  let nth = 0;
  const ground = async () => {
    nth += 2;
    const people = [nth, nth + 1].map((one) => ({ name: `李某${one}`, account: accountOf(one) }));
    await rowsToPay(sql, { campaign, unit: '911', people });
    const asked = { ...paying, key: randomUUID(), list: 'poor', purse: 'charity', store: '9', region: null };
    const { id: about } = await makeBatch(by, { ...asked, bank: 'csv', leave: false });
    const pieces: Buffer[] = [];
    for await (const piece of await openBankFile(by, { ...paying, batch: about })) pieces.push(piece);
    const lines = readAtBank(Buffer.concat(pieces), CSV);
    const answers = lines.map((one) => ({ ...one, failure: one.line === 1 ? null : ('closed' as const) }));
    return { campaign, key: '', about, file: answerOf(answers, CSV).toString('base64') };
  };
  const statements = await breakOffEverywhere('a bank answers', ground, async (times) => {
    expect(await balances('with')).toEqual([`with cny ${60_000 * times}`]);
    expect(await sql`select state, count(*)::int as lines from bank_lines group by 1 order by 1`).toEqual([
      { state: 'failed', lines: times },
      { state: 'paid', lines: times },
    ]);
  });
  expect(statements).toBeGreaterThan(15);
});
