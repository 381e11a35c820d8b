import { answerCase, openCase } from '../../../actions/case/cases';
import { withCaseForms } from '../../../domain/case/case-forms';
import { findCase, listCases } from '../../../store/case/case-list';
import { atomically, type Sql } from '../../../store/db/db';
import { askAgain } from '../../../store/list/ask-again';
import { giveQuotas, limitedList } from '../../../store/list/quotas';
import { recordReport } from '../../../store/report/reports';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { listDefinition } from '../../support/campaigns/list-definition';
import { family, sending, TEST_PEOPLE_KEY } from '../../support/campaigns/rows';
import { testDatabase } from '../../support/servers/database';
import { emptyTables } from '../../support/servers/empty-tables';

const office = { id: null, via: 'cli', by: 'zhang' } as const;
const client = { startCases: async () => {}, caseAnswered: async () => {}, reportArrived: async () => {} };

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
});
afterAll(() => database.drop());

const start = async (lists: object = {}, cases: object = {}) => {
  await emptyTables(sql, 'regions', 'campaigns', 'people');
  const { poor } = listDefinition().lists;
  const definition = withCaseForms(listDefinition({ lists: { poor: { ...poor, ...lists } }, cases }));
  campaign = await openCampaign(sql, { definition });
};
beforeEach(() => start());

const acting = () => ({ sql, by: office, client, key: TEST_PEOPLE_KEY });
const propose = (unit: string, person = 1) =>
  recordReport(sql, {
    campaign: campaign.id,
    key: 'apply.village',
    unit,
    input: { nothing: false, figures: {} },
    via: 'form',
    rows: sending(family(person)),
    people: TEST_PEOPLE_KEY,
  });
const rows = async () => {
  const all = await sql<{ said: string }[]>`
    select concat(unit_code, ' ', state, ' ', because, ' ', slot_unit) as said from entries order by id`;
  return all.map(({ said }) => said);
};
const answer = (id: number, outcome: string) =>
  answerCase(acting(), { case: id, outcome, hand: { via: 'cli', name: 'zhang' }, top: null });
const open = async () => listCases(sql, { view: 'area', top: null, campaign: campaign.id, closed: false, limit: 50 });
const object = async (kind = 'objection') => {
  const [entry] = await sql<{ id: number }[]>`select min(id) as id from entries`;
  return openCase(acting(), {
    campaign: campaign.id,
    kind,
    entry: entry?.id,
    raiser: { by: 'public' },
    said: { text: '不困难' },
    top: null,
  });
};

describe('D.2: two villages propose one person', () => {
  test('one case, for the lowest superior of both; whoever was first, the same answer gives the same end', async () => {
    await start();
    await propose('911');
    await propose('921');
    expect(await open()).toMatchObject([{ kind: 'duplicate', region: '921', assigneeCode: '9' }]);
    expect(await rows()).toEqual(['911 held duplicate 911', '921 twin duplicate 921']);
    await answer((await open())[0]?.id ?? 0, 'here');
    expect(await rows()).toEqual(['911 out duplicate 911', '921 in  921']);
    await start();
    await propose('921');
    await propose('911');
    await answer((await open())[0]?.id ?? 0, 'there');
    expect(await rows()).toEqual(['921 in  921', '911 out duplicate 911']);
  });

  test('within a township the township decides; the answer is a deed, and names the case', async () => {
    await propose('911');
    await propose('912');
    const [one] = await open();
    expect(one).toMatchObject({ assigneeCode: '91', entry: expect.any(Number) });
    await answer(one?.id ?? 0, 'here');
    const deeds = await sql`select kind, case_id as case from deeds where case_id is not null order by id`;
    expect([...deeds]).toEqual([
      { kind: 'remove', case: one?.id },
      { kind: 'release', case: one?.id },
    ]);
  });

  test('the winner takes a slot of its own village, else that of the loser', async () => {
    await start({ limit: 'quotas' });
    const quota = (unit: string, slots: number) =>
      atomically(sql, async (tx) => {
        const address = { campaign: campaign.id, list: 'poor' };
        const list = await limitedList(tx, address);
        await giveQuotas(tx, list, { ...address, wanted: [{ unit, category: 'special', slots }] });
        await askAgain(tx, list);
      });
    await quota('911', 1);
    await quota('912', 1);
    await propose('911', 1);
    await propose('912', 2);
    await propose('912', 1);
    await answer((await open())[0]?.id ?? 0, 'here');
    expect(await rows()).toEqual(['911 out duplicate 911', '912 in  912', '912 in  911']);
  });

  test('both rows with the same number cannot stay, whatever a definition says', async () => {
    const both = { different: { name: { 'zh-CN': '不是同一人' }, row: 'release' } };
    await start({}, { duplicate: { outcomes: both } });
    await propose('911');
    await propose('912');
    await expect(answer((await open())[0]?.id ?? 0, 'different')).rejects.toMatchObject({ code: 'case-same-number' });
    expect(await rows()).toEqual(['911 held duplicate 911', '912 twin duplicate 912']);
  });
});

describe('D.4: an objection', () => {
  test('stops its row alone; upheld, the row leaves, and its slot burns or is free as the list says', async () => {
    await propose('911', 1);
    await propose('912', 2);
    const { case: id } = await object();
    expect(await rows()).toEqual(['911 held objection 911', '912 in  912']);
    await answer(id, 'upheld');
    expect(await rows()).toEqual(['911 out objection 911', '912 in  912']);
    expect([...(await sql`select burns from entries order by id`)]).toEqual([{ burns: true }, { burns: false }]);
  });

  test('of a second neighbour joins the first; rejected, the row goes on', async () => {
    await propose('911');
    const first = await object();
    const second = await object();
    expect(second).toMatchObject({ case: first.case });
    expect(second.receipt).not.toBe(first.receipt);
    expect(await findCase(sql, { id: first.case, top: null })).toMatchObject({ statements: 2, region: '911' });
    await answer(first.case, 'rejected');
    expect(await rows()).toEqual(['911 in  911']);
  });

  test('leaves held what another case or an officer holds', async () => {
    await propose('911');
    await propose('921');
    const { case: id } = await object();
    await answer(id, 'rejected');
    expect(await rows()).toEqual(['911 held duplicate 911', '921 twin duplicate 921']);
  });
});

test('D.8: a complaint holds nothing by itself; the office may hold the row, and then it is an objection', async () => {
  await propose('911');
  const { case: id } = await object('complaint');
  expect(await rows()).toEqual(['911 in  911']);
  await answer(id, 'hold');
  expect(await rows()).toEqual(['911 held complaint 911']);
  const [next] = await open();
  expect(next).toMatchObject({ kind: 'objection', region: '911' });
  await answer(next?.id ?? 0, 'rejected');
  expect(await rows()).toEqual(['911 in  911']);
});
