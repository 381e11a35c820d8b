import { randomUUID } from 'node:crypto';
import { FINDING_NAMES, type Finding } from '../../../domain/ledger/findings';
import { atomically, type Sql } from '../../../store/db/db';
import { digestAccounts } from '../../../store/ledger/bank/account-digests';
import { countFindings, findingsOf } from '../../../store/ledger/findings';
import { type Line, noteAct, postTransfers } from '../../../store/ledger/post';
import { openKeyring } from '../../../store/people/sealed/keyring';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { deliveryDefinition } from '../../support/campaigns/ledger-definition';
import { TEST_PEOPLE_KEY } from '../../support/campaigns/rows';
import { shanghai } from '../../support/campaigns/tiny';
import { testDatabase } from '../../support/servers/database';

/** Each finding is planted once; the honest row beside it is never found. */

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;
/** Numbers of rows, by what was planted. */
const rows: Record<string, number> = {};

const id = (of: string): number => rows[of] ?? 0;

/** A row of 一村 with its own person, entitled to 600 yuan. */
async function row(of: string, what: { unit?: string; subject?: number; cash?: number; done?: number } = {}) {
  const { unit = '911', cash = 60_000, done = 5 } = what;
  const [person] = await sql<{ id: number }[]>`
    insert into people (kind, region_code, no_id, shown) values ('person', ${unit}, 'unknown', '王*') returning id`;
  const entitled = [{ category: 'difficult', cash, purse: 'charity', goods: [] }];
  const [made] = await sql<{ id: number; subject: number }[]>`
    insert into entries (campaign_id, list, row, subject_id, category, unit_code, slot_unit, done, shown, proposed_at, changed_at, entitled)
    values (${campaign.id}, 'poor', ${randomUUID()}, ${what.subject ?? person?.id ?? 0}, 'difficult', ${unit}, ${unit}, ${done}, '王*', now(), now(),
            ${sql.json(entitled)})
    returning id, subject_id as subject`;
  rows[of] = made?.id ?? 0;
  return made?.subject ?? 0;
}
async function post(kind: 'receive' | 'deliver', at: string, ...lines: Line[]): Promise<number> {
  return atomically(sql, async (tx) => {
    const act = { campaign: campaign.id, key: randomUUID(), kind, at, hand: { name: 'zhang', via: 'cli' as const } };
    const noted = await noteAct(tx, act, lines);
    await postTransfers(tx, { campaign: campaign.id, act: noted.act, kind }, lines);
    return noted.act;
  });
}
const deed = async (of: string, kind: string, by: string, at: string, because: string | null = null) => {
  const [made] = await sql<{ id: number }[]>`
    insert into deeds (campaign_id, entry_id, unit_code, kind, at, by_name, via, because)
    values (${campaign.id}, ${id(of)}, '911', ${kind}, ${at}, ${by}, 'cli', ${because}) returning id`;
  return made?.id ?? 0;
};
/** 600 yuan into the hands of a row. */
async function give(
  of: string,
  at: string,
  more: { signature?: string; signed?: boolean; proxy?: string; store?: string } = {},
) {
  const { signature = null, signed = true, proxy = null, store = 'store:9' } = more;
  const act = await post('deliver', shanghai('12-20 10:00'), {
    ...{ item: 'cny', purse: 'charity', quantity: 60_000, from: store, to: `with:${id(of)}` },
  });
  const on = await deed(of, 'deliver', 'village', at);
  await sql`
    insert into deliveries (deed_id, campaign_id, entry_id, outcome, how, handed_at, act_id, mark, signature, signed_at, proxy_digest)
    values (${on}, ${campaign.id}, ${id(of)}, 'given', 'door', ${at}, ${act}, ${signature && 'signature'}, ${signature},
            ${signature !== null && signed ? at : null}, ${proxy === null ? null : Buffer.from(proxy)})`;
}
const found = async (finding: Finding, top: string | null = null) =>
  (await findingsOf(sql, { campaign: campaign.id, finding, top, limit: 50 })).map(
    (one) => Object.keys(rows).find((of) => id(of) === one.row) ?? String(one.row),
  );

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  campaign = await openCampaign(sql, { definition: deliveryDefinition(), now: shanghai('12-21 10:00') });
  const money = { item: 'cny', purse: 'charity' };
  await post('receive', shanghai('12-03 10:00'), {
    ...money,
    quantity: 10_000_000,
    from: 'from:unnamed',
    to: 'store:9',
  });
  await post('receive', shanghai('12-15 10:00'), { ...money, quantity: 60_000, from: 'from:unnamed', to: 'store:91' });
  await row('honest');
  await deed('honest', 'approve', 'wang', shanghai('12-04 10:00'));
  await give('honest', shanghai('12-12 10:00'), { signature: 'a'.repeat(64) });
});
afterAll(() => database.drop());

test('an honest row is nowhere', async () => {
  expect(await countFindings(sql, { campaign: campaign.id, top: null })).toEqual(
    FINDING_NAMES.map((finding) => ({ finding, rows: 0, more: false })),
  );
});

test('money for the dead, and the same thing twice', async () => {
  const subject = await row('twice');
  await give('twice', shanghai('12-12 10:00'));
  const [other] = await sql<{ id: number }[]>`
    with c as (insert into campaigns (id, definition, plan, mode, state, started_at)
               select 'earlier', definition, plan, mode, state, started_at from campaigns where id = ${campaign.id} returning id),
    l as (insert into lists (campaign_id, id, of, track, categories) select c.id, 'poor', 'household', '{propose,deliver}', '{difficult}' from c)
    select nextval(pg_get_serial_sequence('entries', 'id')) as id`;
  await sql`
    insert into entries (id, campaign_id, list, row, subject_id, category, unit_code, slot_unit, shown, proposed_at, changed_at)
    overriding system value
    values (${other?.id ?? 0}, 'earlier', 'poor', ${randomUUID()}, ${subject}, 'difficult', '911', '911', '王*', now(), now())`;
  await sql`insert into items values ('earlier', 'cny', 1)`;
  await sql`insert into purses values ('earlier', 'charity')`;
  const [act] = await sql<{ id: number }[]>`
    insert into ledger_acts (campaign_id, key, digest, kind, at, by_name, via)
    values ('earlier', ${randomUUID()}, sha256('x'), 'receive', now(), 'x', 'cli') returning id`;
  await sql`
    insert into transfers (act_id, campaign_id, kind, item, purse, quantity, from_account, to_account)
    values (${act?.id ?? 0}, 'earlier', 'receive', 'cny', 'charity', 500, 'from:unnamed', 'store:9'),
           (${act?.id ?? 0}, 'earlier', 'deliver', 'cny', 'charity', 500, 'store:9', ${`with:${other?.id}`})`;
  expect(await found('given-twice')).toEqual(['twice']);
  await row('dead');
  await deed('dead', 'remove', 'li', shanghai('12-08 10:00'), 'deceased');
  await give('dead', shanghai('12-12 10:00'));
  expect(await found('deceased')).toEqual(['dead']);
  expect(await found('deceased', '92')).toEqual([]);
});

test('an amount that is not the standard, and steps in one hand', async () => {
  await row('dear', { cash: 61_000 });
  expect(
    await findingsOf(sql, { campaign: campaign.id, finding: 'not-the-standard', top: null, limit: 9 }),
  ).toMatchObject([{ row: id('dear'), expected: 60_000, found: 61_000 }]);
  await row('handy');
  await deed('handy', 'approve', 'village', shanghai('12-04 10:00'));
  await give('handy', shanghai('12-12 10:00'));
  expect(await found('same-hand')).toEqual(['handy']);
});

test('signed before the goods came, by a picture that never came, by the same proxy or picture for many', async () => {
  await row('early');
  await give('early', shanghai('12-10 10:00'), { store: 'store:91' });
  expect(await findingsOf(sql, { campaign: campaign.id, finding: 'before-goods', top: '91', limit: 9 })).toMatchObject([
    { row: id('early'), at: shanghai('12-10 10:00'), against: shanghai('12-15 10:00') },
  ]);
  await row('blank');
  await give('blank', shanghai('12-12 10:00'), { signature: 'b'.repeat(64), signed: false });
  expect(await found('unsigned')).toEqual(['blank']);
  for (const who of ['p1', 'p2', 'p3', 'p4', 'p5']) {
    await row(who, { unit: '912' });
    await give(who, shanghai('12-12 10:00'), { proxy: 'neighbour' });
  }
  expect(await found('proxy-for-many')).toEqual([]);
  await row('p6', { unit: '912' });
  await give('p6', shanghai('12-12 10:00'), { proxy: 'neighbour', signature: 'a'.repeat(64) });
  expect(await found('proxy-for-many')).toHaveLength(6);
  expect(await found('same-signature')).toEqual(['honest', 'p6']);
});

test('given while the posting hangs, and a village of which nothing was ever said', async () => {
  await row('hasty');
  await give('hasty', shanghai('12-12 10:00'));
  const [lot] = await sql<{ id: number }[]>`
    insert into posting_lots (campaign_id, list, region_code, medium, opens_at, closes_at, workflow_id)
    values (${campaign.id}, 'poor', '911', 'board', ${shanghai('12-10 10:00')}, ${shanghai('12-13 10:00')}, 'w') returning id`;
  const [posting] = await sql<{ id: number }[]>`
    insert into postings (lot_id, campaign_id, list, region_code, version, state, content, digest, ended_at)
    values (${lot?.id ?? 0}, ${campaign.id}, 'poor', '911', 1, 'closed', '{}', sha256('x'), now()) returning id`;
  await sql`insert into posted_rows (posting_id, entry_id, number) values (${posting?.id ?? 0}, ${id('hasty')}, 1)`;
  expect(await found('before-posting-ended')).toEqual(['hasty']);
  for (const nth of Array.from({ length: 9 }, (_, at) => at)) await row(`quiet ${nth}`, { unit: '922' });
  expect(await found('quiet')).toEqual([]);
  await row('quiet 9', { unit: '922' });
  expect(await findingsOf(sql, { campaign: campaign.id, finding: 'quiet', top: '92', limit: 9 })).toMatchObject([
    { row: id('quiet 0'), unit: '922', times: 10 },
  ]);
});

test('pages go by the numbers of rows', async () => {
  const page = (after: number) =>
    findingsOf(sql, { campaign: campaign.id, finding: 'proxy-for-many', top: null, after, limit: 4 });
  const first = await page(0);
  expect([first.length, (await page(first.at(-1)?.row ?? 0)).length]).toEqual([4, 2]);
});

test('one account for many, by digests that follow what is sealed', async () => {
  const keyring = await openKeyring(sql, TEST_PEOPLE_KEY);
  const put = async (of: string, account: string) => {
    const { sealed, keyNo } = keyring.seal({ name: '王某', account }, 'entries.sealed');
    await sql`update entries set sealed = ${sealed}, key_no = ${keyNo} where id = ${id(of)}`;
  };
  const shared = { first: '6222 0000 1111', second: '６２２２００００１１１１', own: '622200002222', none: '' };
  for (const [of, account] of Object.entries(shared)) {
    await row(of);
    await put(of, account);
  }
  await digestAccounts(sql, TEST_PEOPLE_KEY, campaign.id);
  expect(await found('one-account')).toEqual(['first', 'second']);
  expect(await sql`select count(*)::int as n from account_digests where digest is null`).toEqual([{ n: 1 }]);
  await put('second', '622200003333');
  expect(await found('one-account')).toEqual([]);
  await digestAccounts(sql, TEST_PEOPLE_KEY, campaign.id);
  expect(await found('one-account')).toEqual([]);
  await put('own', '622200003333');
  await digestAccounts(sql, TEST_PEOPLE_KEY, campaign.id);
  expect(await found('one-account')).toEqual(['second', 'own']);
});
