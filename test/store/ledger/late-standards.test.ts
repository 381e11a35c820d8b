import { randomUUID } from 'node:crypto';
import * as act from '../../../actions/ledger/standards';
import type { Refused } from '../../../domain/text/refusal';
import { addAccount } from '../../../store/account/accounts';
import { getCampaign } from '../../../store/campaign/campaigns';
import { atomically, type Sql } from '../../../store/db/db';
import { findingsOf } from '../../../store/ledger/findings';
import { lateStandardsOf } from '../../../store/ledger/late-standards';
import { noteAct, postTransfers } from '../../../store/ledger/post';
import { decideRows } from '../../../store/list/acts/decide';
import { recordReport } from '../../../store/report/reports';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { ledgerDefinition } from '../../support/campaigns/ledger-definition';
import { family, sending, TEST_PEOPLE_KEY } from '../../support/campaigns/rows';
import { shanghai } from '../../support/campaigns/tiny';
import { testDatabase } from '../../support/servers/database';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
const officers: Record<string, number> = {};

// A register for each: a campaign brings its own.
beforeEach(async () => {
  database = await testDatabase();
  sql = database.sql;
});
afterEach(() => database.drop());

const standard = (category: string, changes: object = {}) => ({
  ...{ category, name: { 'zh-CN': category }, per: 'household', purse: 'charity', late: {} },
  ...changes,
});
/** @returns a campaign whose two categories get what was raised; with rows that stand before their approval */
async function opened(late: object, ...nths: number[]): Promise<OpenCampaign> {
  const standards = [standard('special', { late }), standard('difficult', { late })];
  const campaign = await openCampaign(sql, { definition: ledgerDefinition({ standards }) });
  for (const login of ['wang', 'li', 'zhao'])
    officers[login] = (await addAccount(sql, { login, name: `${login}某`, role: 'county-officer', region: '9' })).id;
  const place = { campaign: campaign.id, unit: '911', via: 'form' as const, input: { nothing: false, figures: {} } };
  const rows = sending(...nths.map((nth) => family(nth, nth % 2 ? {} : { category: 'difficult' })));
  await recordReport(sql, { ...place, key: 'apply.village', rows, people: TEST_PEOPLE_KEY });
  await decide(campaign, 'zhao', 'check');
  return campaign;
}
async function decide({ id }: OpenCampaign, login: string, step: 'check' | 'approve', most = 100) {
  const hand = { account: officers[login] ?? 0, via: 'api' as const };
  const rows = await sql<{ id: number; version: number }[]>`
    select id, version from entries where campaign_id = ${id} and done = ${step === 'check' ? 1 : 2} order by id limit ${most}`;
  const decision = { act: 'do', step } as const;
  return decideRows(sql, {
    ...{ campaign: id, list: 'poor', decision, hand, submission: randomUUID(), top: '9' },
    meant: { rows: [...rows] },
  });
}
const raise = ({ id: campaign }: OpenCampaign, quantity: number, to = 'store:9') =>
  atomically(sql, async (tx) => {
    const hand = { name: 'zhang', via: 'cli' as const };
    const booking = { campaign, key: randomUUID(), kind: 'receive' as const, at: shanghai('12-02 10:00'), hand };
    const { act: number } = await noteAct(tx, booking, {});
    const line = { item: 'cny', purse: 'charity', quantity, from: 'from:unnamed', to };
    await postTransfers(tx, { campaign, act: number, kind: 'receive' }, [line]);
  });

const by = (login: string) => ({ sql, by: { id: officers[login] ?? 0, by: login, via: 'console' as const } });
const of = ({ id: campaign }: OpenCampaign, top: string | null = '9') => ({ campaign, top, via: 'api' as const });
const propose = (campaign: OpenCampaign, login: string, more: object = {}) =>
  act.proposeStandard(by(login), { ...of(campaign), purse: 'charity', ...more });
const confirm = (campaign: OpenCampaign, login: string, standard: number) =>
  act.confirmStandard(by(login), { ...of(campaign), standard });
const refused = (promise: Promise<unknown>): Promise<Refused> =>
  promise.then(
    () => Promise.reject(new Error('It was done.')),
    (error: Refused) => error,
  );
const approved = async () =>
  (
    await sql<{ cash: number }[]>`
    select (entitled -> 0 ->> 'cash')::bigint as cash from entries where entitled is not null order by id`
  ).map(({ cash }) => cash);

describe('standards that are computed late', () => {
  it('are set by a second hand from what was raised, and then rows are approved by them to the fen', async () => {
    const campaign = await opened({}, 1, 2, 3);
    await raise(campaign, 1_000_000);
    const early = await refused(decide(campaign, 'wang', 'approve'));
    expect(early.problems.map(({ code }) => code)).toEqual(Array(3).fill('row-standard-not-set'));
    const proposed = await propose(campaign, 'wang');
    expect(proposed).toMatchObject({ total: 1_000_000, heads: 3, each: 333_333, more: 1, set: false });
    expect((await refused(decide(campaign, 'wang', 'approve'))).code).toBe('rows-forbid');
    expect((await refused(confirm(campaign, 'wang', proposed.standard))).code).toBe('ledger-same-hand');
    expect(await confirm(campaign, 'li', proposed.standard)).toMatchObject({ each: 333_333, set: true });
    const { definition } = await getCampaign(sql, campaign.id);
    expect(definition.standards.map(({ cash }) => cash)).toEqual([3333.33, 3333.33]);
    // In two acts: whoever is approved first gets the fen more.
    await decide(campaign, 'li', 'approve', 1);
    await decide(campaign, 'li', 'approve');
    expect(await approved()).toEqual([333_334, 333_333, 333_333]);
    const wrong = { campaign: campaign.id, finding: 'not-the-standard' as const, top: null, limit: 9 };
    expect(await findingsOf(sql, wrong)).toEqual([]);
    expect(
      await sql`select verb, target ->> 'what' as what from audit_log where target ? 'standard' order by id`,
    ).toEqual([
      { verb: 'keep-ledger', what: 'propose-standard' },
      { verb: 'keep-ledger', what: 'set-standard' },
    ]);
  });

  it('stay as they are from the first approval on, and may be set anew before', async () => {
    const campaign = await opened({ apart: false }, 1, 3);
    await raise(campaign, 100_001);
    expect(await propose(campaign, 'wang', { each: 40_000 })).toMatchObject({ total: 80_000, more: 0, set: true });
    expect(await propose(campaign, 'wang', { total: 90_001 })).toMatchObject({ each: 45_000, more: 1, set: true });
    const [seen] = await lateStandardsOf(sql, campaign.id);
    expect(seen).toMatchObject({ purse: 'charity', there: 100_001, heads: 2, frozen: false, waits: null });
    expect(seen?.set?.each).toBe(45_000);
    await decide(campaign, 'wang', 'approve', 1);
    expect(await approved()).toEqual([45_001]);
    expect((await refused(propose(campaign, 'wang'))).code).toBe('standard-frozen');
  });

  it('may be each unit’s own: what came into its store is divided among its rows', async () => {
    const campaign = await opened({ among: 'unit' }, 1, 2, 3);
    await sql`update entries set unit_code = '912', version = version + 1 where id = (select max(id) from entries)`;
    await raise(campaign, 5000, 'store:911');
    await raise(campaign, 900, 'store:912');
    const [here, there] = await lateStandardsOf(sql, campaign.id);
    expect([here, there]).toMatchObject([
      { unit: { code: '911' }, there: 5000, heads: 2, would: { each: 2500 } },
      { unit: { code: '912' }, there: 900, heads: 1, would: { each: 900 } },
    ]);
    expect((await refused(propose(campaign, 'wang'))).code).toBe('standard-which-unit');
    expect((await refused(propose(campaign, 'wang', { unit: '911', total: 5001 }))).code).toBe('standard-too-much');
    const { standard } = await propose(campaign, 'wang', { unit: '911', total: 4999 });
    await confirm(campaign, 'li', standard);
    expect((await refused(decide(campaign, 'li', 'approve'))).code).toBe('rows-forbid');
    await confirm(campaign, 'li', (await propose(campaign, 'wang', { unit: '912' })).standard);
    const { definition } = await getCampaign(sql, campaign.id);
    expect(definition.standards.map(({ cash }) => cash)).toEqual([0, 0]);
    await decide(campaign, 'li', 'approve');
    expect(await approved()).toEqual([2500, 2499, 900]);
    const wrong = { campaign: campaign.id, finding: 'not-the-standard' as const, top: null, limit: 9 };
    expect(await findingsOf(sql, wrong)).toEqual([]);
    expect((await refused(propose(campaign, 'wang', { unit: '912' }))).code).toBe('standard-frozen');
  });

  it('are not set beyond what has come in, for nobody, or by an office of a part', async () => {
    const campaign = await opened({}, 1);
    await raise(campaign, 100);
    expect((await refused(propose(campaign, 'wang', { total: 101 }))).sayAll('en')).toContain('1.00 yuan have come in');
    expect((await refused(propose(campaign, 'wang', { purse: 'city' }))).code).toBe('no-late-standard');
    expect((await refused(propose(campaign, 'wang', { total: 1, each: 1 }))).code).toBe('standard-one-amount');
    const part = act.proposeStandard(by('wang'), { ...of(campaign, '91'), purse: 'charity' });
    expect((await refused(part)).code).toBe('ledger-not-yours');
    const { standard } = await propose(campaign, 'wang');
    await sql`update entries set state = 'out', because = 'withdrawn', version = version + 1 where campaign_id = ${campaign.id}`;
    expect((await refused(confirm(campaign, 'li', standard))).code).toBe('standard-outdated');
    expect((await refused(propose(campaign, 'wang'))).code).toBe('standard-of-nobody');
    expect((await refused(confirm(campaign, 'li', 999))).code).toBe('unknown-standard');
  });
});
