import fc from 'fast-check';
import { INSIDE } from '../../../domain/ledger/accounts';
import { Refused } from '../../../domain/text/refusal';
import { connect, type Sql } from '../../../store/db/db';
import { reconcile } from '../../../store/ledger/reconcile';
import { ListImportError } from '../../../store/list/tables/import/import';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { deliveryDefinition } from '../../support/campaigns/deliveries';
import { type Act, anyAct, openRelief } from '../../support/ledger/relief';
import { testDatabase } from '../../support/servers/database';
import { emptyTables } from '../../support/servers/empty-tables';

const WRITERS = 8;

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;

beforeAll(async () => {
  database = await testDatabase();
  sql = connect(database.ownerUrl, { max: WRITERS + 2 });
  const definition = deliveryDefinition();
  const { poor } = definition.lists;
  if (!poor) throw new Error('The fixture has a list');
  const track = poor.track.filter((step) => step !== 'announce');
  campaign = await openCampaign(sql, {
    definition: { ...definition, lists: { poor: { ...poor, track, posting: undefined } } },
  });
});
afterAll(async () => {
  await sql.end({ timeout: 1 });
  await database.drop();
});

/** What a writer does, each act perhaps sent twice at once. */
const history = fc.array(fc.record({ act: anyAct, twice: fc.boolean() }, { noNullPrototype: true }), {
  minLength: 10,
  maxLength: 20,
});
type History = readonly { act: Act; twice: boolean }[];

/** What a history begins with: rows that wait for their delivery, and less in the stores than all of them may have. */
const GROUND: readonly Act[] = [
  { does: 'receive', item: 'cny', quantity: 300, store: '9' },
  { does: 'receive', item: 'coat', quantity: 18, store: '91' },
  ...(['911', '921'] as const).flatMap((village, nr): Act[] => [
    { does: 'import', village, families: [1, 2, 3, 4].map((nth) => 100 + 10 * nr + nth) },
    { does: 'check', village },
    { does: 'approve', village },
  ]),
];

/** What must hold at every moment, in one statement and so in one look. @returns what does not */
const wrongNow = async (): Promise<string[]> => {
  const rows = await sql<{ wrong: string }[]>`
    select 'sum of ' || item || ' ' || purse || ': ' || sum(quantity) as wrong from balances group by item, purse having sum(quantity) <> 0
    union all
    select account || ' ' || item || ': ' || quantity from balances where quantity < 0 and split_part(account, ':', 1) = any(${[...INSIDE]})
    union all
    select coalesce(b.account, t.account) || ' ' || item || ' is not what has moved' from balances b
    full join (
      select account, item, purse, sum(change)::bigint as quantity from (
        select to_account as account, item, purse, quantity as change from transfers
        union all select from_account, item, purse, -quantity from transfers) x group by 1, 2, 3) t using (account, item, purse)
    where coalesce(b.quantity, 0) <> coalesce(t.quantity, 0)
    union all
    select b.account || ' has ' || b.quantity || ' of ' || b.item || ', and may have ' || coalesce(e.quantity, 0)
    from balances b left join (
      select entry_id, item, purse, sum(quantity) as quantity from entitlements group by 1, 2, 3) e
      on b.account = 'with:' || e.entry_id and b.item = e.item and b.purse = e.purse
    where b.account like 'with:%' and b.quantity > coalesce(e.quantity, 0)
    union all
    select 'person ' || subject_id || ' is on ' || count(*) || ' rows that are served' from entries where state in ('in', 'held') and done = 4
    group by subject_id having count(*) > 1`;
  return rows.map(({ wrong }) => wrong);
};

/** How often each act was done, of all histories. */
const done = new Map<Act['does'], number>();

async function write(who: string, acts: History): Promise<void> {
  const relief = openRelief(sql, campaign.id);
  for (const { act, twice } of acts) {
    const ready = await relief.ready(who, act);
    if (!ready) continue;
    const sent = await Promise.allSettled(twice ? [ready(), ready()] : [ready()]);
    const receipts = new Set<string>();
    for (const one of sent) {
      if (one.status === 'fulfilled') receipts.add(one.value);
      else if (!(one.reason instanceof Refused || one.reason instanceof ListImportError))
        throw new Error(`${who}, ${JSON.stringify(act)}`, { cause: one.reason });
    }
    if (receipts.size > 1) throw new Error(`${who} has two receipts for one act: ${JSON.stringify(act)}`);
    if (receipts.size > 0) done.set(act.does, (done.get(act.does) ?? 0) + 1);
  }
}

/** Looks again and again while others write. */
async function watch(until: Promise<unknown>): Promise<string[]> {
  let over = false;
  void until.finally(() => {
    over = true;
  });
  for (;;) {
    const wrong = await wrongNow();
    if (over || wrong.length > 0) return wrong;
  }
}

test('whatever eight writers do at once: sums are nothing, no account is below it, nobody gets anything twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(history, { minLength: WRITERS, maxLength: WRITERS }), async (histories) => {
      await emptyTables(
        sql,
        'entries',
        'people',
        'row_acts',
        'list_imports',
        'reports',
        'cases',
        'ledger_acts',
        'balances',
        'entitled_sums',
        'dispatches',
      );
      await write(
        'somebody before',
        GROUND.map((act) => ({ act, twice: false })),
      );
      const writing = Promise.allSettled(histories.map((acts, nr) => write(`writer ${nr}`, acts)));
      const seen = await watch(writing);
      const failed = (await writing).flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
      if (failed.length > 0) throw failed[0];
      expect([...seen, ...(await wrongNow())]).toEqual([]);
      const { differences } = await reconcile(sql, { campaign: campaign.id, top: null });
      const unexplained = differences.filter(({ code }) => ['balance-off', 'sum-off', 'given-too-much'].includes(code));
      expect(unexplained).toEqual([]);
    }),
    { numRuns: 3, interruptAfterTimeLimit: 40_000 },
  );
  const asked: Act['does'][] = ['import', 'approve', 'dispatch', 'lose', 'deliver', 'return', 'correct'];
  expect(asked.filter((does) => !done.has(does))).toEqual([]);
}, 90_000);
