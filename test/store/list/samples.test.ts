import { drawSample } from '../../../actions/list/samples';
import type { Sql } from '../../../store/db/db';
import { drawnAgain, frameLines, readSample } from '../../../store/list/samples';
import { recordReport } from '../../../store/report/reports';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { listDefinition } from '../../support/campaigns/list-definition';
import { family, sending, TEST_PEOPLE_KEY } from '../../support/campaigns/rows';
import { testDatabase } from '../../support/servers/database';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;
const started: string[] = [];

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  campaign = await openCampaign(sql, { definition: listDefinition() });
  const rows = { '911': [1, 2, 3, 4], '912': [5, 6, 7], '921': [8, 9] };
  for (const [unit, people] of Object.entries(rows))
    await recordReport(sql, {
      campaign: campaign.id,
      key: 'apply.village',
      unit,
      input: { nothing: false, figures: {} },
      via: 'form',
      rows: sending(...people.map((nth) => family(nth))),
      people: TEST_PEOPLE_KEY,
    });
});
afterAll(() => database.drop());

const client = {
  startCases: async (starts: readonly { workflowId: string }[]) =>
    void started.push(...starts.map((one) => one.workflowId)),
  caseAnswered: async () => {},
  reportArrived: async () => {},
};
const draw = (changes: object = {}) =>
  drawSample(
    { sql, by: { id: null, via: 'cli', by: 'zhang' }, client },
    { campaign: campaign.id, list: 'poor', step: 'propose', seed: 7, size: 4, ...changes },
  );
const rowsOf = (sample: { rows: readonly { row: string }[] }) => sample.rows.map(({ row }) => row);

describe('a sample for spot checks', () => {
  it('is drawn once, with a case for each row, and is the same when it is asked for again', async () => {
    const first = await draw();
    expect(first).toMatchObject({ repeated: false, sample: { frame: 9, seed: 7 } });
    expect(first.sample.rows).toHaveLength(4);
    expect(first.sample.rows.every((row) => row.case !== null)).toBe(true);
    expect(new Set(first.sample.rows.map(({ unit }) => unit.slice(0, 2)))).toEqual(new Set(['91', '92']));
    const again = await draw();
    expect(again).toMatchObject({ repeated: true, sample: { id: first.sample.id } });
    expect(rowsOf(again.sample)).toEqual(rowsOf(first.sample));
    expect(await sql`select from cases where kind = 'sample'`).toHaveLength(4);
    expect(started.length).toBeGreaterThan(0);
  });

  it('is drawn again from its frame by anybody, even when rows have moved on', async () => {
    const { sample } = await draw({ seed: 8 });
    await sql`update entries set state = 'held', because = 'objection', version = version + 1 where unit_code = '911'`;
    expect(await drawnAgain(sql, sample.id)).toBe(true);
    expect((await frameLines(sql, sample.id)).trim().split('\n')).toHaveLength(9);
    await sql`update samples set strata[1] = '9x' where id = ${sample.id}`;
    expect(await drawnAgain(sql, sample.id)).toBe(false);
  });

  it('says what was found, and what that says of all rows', async () => {
    const { sample } = await draw({ seed: 9 });
    const [one, two] = sample.rows;
    await sql`
      update cases set state = 'closed', outcome = case id when ${one?.case ?? 0} then 'confirmed' else 'wrong' end, due_at = null,
        closed_at = now() where id in (${one?.case ?? 0}, ${two?.case ?? 0})`;
    const told = await readSample(sql, { id: sample.id, top: null });
    expect(told?.estimate).toMatchObject({ checked: 2, wrong: 1, share: 0.5 });
    expect(await readSample(sql, { id: sample.id, top: '92' })).toBeNull();
  });

  it('is refused without rows, and for a step that the list does not have', async () => {
    await expect(draw({ step: 'deliver' })).rejects.toMatchObject({ code: 'nothing-to-draw' });
    await expect(draw({ step: 'appraise' })).rejects.toMatchObject({ code: 'row-no-step' });
  });
});
