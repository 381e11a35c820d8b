import { readReceipt } from '../../domain/report/receipt';
import { sentence } from '../../domain/text/refusal';
import type { Sql } from '../../store/db/db';
import { type RefusalCode, ReportRefused } from '../../store/report/report-refusals';
import { type HandedIn, recordReport, returnReport } from '../../store/report/reports';
import { type OpenCampaign, openCampaign } from '../support/campaigns/campaign';
import { shanghai } from '../support/campaigns/tiny';
import { emptyDatabase, testDatabase } from '../support/servers/database';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
});
beforeEach(async () => {
  await emptyDatabase(sql);
  campaign = await openCampaign(sql);
});
afterAll(() => database.drop());

const handIn = (figures: Record<string, unknown>, over: Partial<HandedIn> = {}) =>
  recordReport(sql, {
    campaign: campaign.id,
    key: 'survey',
    unit: '911',
    via: 'api',
    input: { nothing: false, figures },
    ...over,
  });
const place = async (unit = '911') => {
  const [row] = await sql`select reported_at, report_id from asks where unit_code = ${unit}`;
  return row;
};
const versions = () =>
  sql`select version, nothing, figures, on_time, receipt, returned_because from reports order by id`;
const refused = async (attempt: Promise<unknown>): Promise<RefusalCode> => {
  const error = await attempt.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof ReportRefused) return error.code;
  throw new Error(`Not refused, but: ${String(error)}`);
};

describe('a report', () => {
  it('is stored with money in fen, makes the unit no longer silent and gets a receipt', async () => {
    const recorded = await handIn({ households: '3', cash: '600.5' });
    expect(recorded).toMatchObject({ version: 1, onTime: true, repeated: false, round: campaign.rounds[0] });
    expect(readReceipt(recorded.receipt)).toBe(recorded.receipt);
    expect(await versions()).toMatchObject([{ version: 1, figures: { households: 3, cash: 60050 }, on_time: true }]);
    expect(await place()).toMatchObject({ reported_at: shanghai('12-02 10:00') });
    expect(await place('912')).toMatchObject({ reported_at: null });
  });

  it('handed in twice is one, with one receipt', async () => {
    const first = await handIn({ households: '3', cash: '600' });
    await campaign.at(shanghai('12-04 10:00'));
    const again = await handIn({ cash: 600, households: 3, remarks: '' });
    expect(again).toEqual({ ...first, repeated: true });
    expect(await versions()).toHaveLength(1);
  });

  it('handed in at the same moment by ten is one', async () => {
    const all = await Promise.all(Array.from({ length: 10 }, () => handIn({ households: 3, cash: 600 })));
    expect(new Set(all.map((one) => one.receipt)).size).toBe(1);
    expect(all.filter((one) => !one.repeated)).toHaveLength(1);
  });

  it('corrected at the same moment by ten keeps every version', async () => {
    const all = await Promise.all(Array.from({ length: 10 }, (_, n) => handIn({ households: n, cash: 600 })));
    expect(all.map((one) => one.version).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    const [present] = await sql`select p.version from asks u join reports p on p.id = u.report_id`;
    expect(present).toEqual({ version: 10 });
  });

  it('that is corrected after the due day stays on time, because the first came in time', async () => {
    await handIn({ households: 3, cash: 600 });
    await campaign.at(shanghai('12-04 10:00'));
    const corrected = await handIn({ households: 4, cash: 600 });
    expect(corrected).toMatchObject({ version: 2, onTime: true, repeated: false, reportedAt: shanghai('12-04 10:00') });
    expect(await place()).toMatchObject({ reported_at: shanghai('12-02 10:00') });
  });

  it('is late from the due instant on, and taken until the lock', async () => {
    await campaign.at(shanghai('12-04 00:00'));
    expect(await handIn({ households: 3, cash: 600 })).toMatchObject({ onTime: false });
    await campaign.at(new Date(Date.parse(shanghai('12-05 18:00')) - 1).toISOString());
    expect(await handIn({ households: 4, cash: 600 })).toMatchObject({ version: 2, onTime: false });
  });

  it('of nothing holds no figures and ends the silence too', async () => {
    await handIn({}, { input: { nothing: true, figures: {} } });
    expect(await versions()).toMatchObject([{ nothing: true, figures: {} }]);
    expect(await place()).toMatchObject({ reported_at: shanghai('12-02 10:00') });
  });
});

describe('a report is refused', () => {
  it('with the problems by field when it does not fit the form, and nothing is written', async () => {
    const error = await handIn({ households: '-1' }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: 'invalid',
      problems: [
        { field: 'households', code: 'too-small' },
        { field: 'cash', code: 'required' },
      ],
    });
    expect(String(error)).toContain('cash: Please fill in “Cash given”.');
    expect(await versions()).toEqual([]);
  });

  it('from the lock on', async () => {
    await campaign.at(shanghai('12-05 18:00'));
    expect(await refused(handIn({ households: 3, cash: 600 }))).toBe('locked');
  });

  it('when it is the same as before but the lock has passed', async () => {
    await handIn({ households: 3, cash: 600 });
    await campaign.at(shanghai('12-05 18:00'));
    expect(await refused(handIn({ households: 3, cash: 600 }))).toBe('locked');
  });

  it('before the opening', async () => {
    await sql`update rounds set opens_at = ${shanghai('12-02 10:01')}`;
    expect(await refused(handIn({ households: 3, cash: 600 }))).toBe('not-open');
  });

  it('when the round is planned but has not been opened at all', async () => {
    await sql`delete from rounds`;
    expect(await refused(handIn({ households: 3, cash: 600 }))).toBe('not-open');
  });

  it.each(['closed', 'cancelled', 'locked'] as const)('when the round is %s', async (state) => {
    await sql`update rounds set state = ${state}`;
    expect(await refused(handIn({ households: 3, cash: 600 }))).toBe(state);
  });

  it('when the campaign is cancelled, but not while it is paused', async () => {
    await sql`update campaigns set state = 'paused'`;
    await handIn({ households: 3, cash: 600 });
    await sql`update campaigns set state = 'cancelled'`;
    expect(await refused(handIn({ households: 4, cash: 600 }))).toBe('cancelled');
  });

  it.each<[Partial<HandedIn>, RefusalCode]>([
    [{ unit: '91' }, 'not-asked'],
    [{ unit: 'nowhere' }, 'not-asked'],
    [{ key: 'summary' }, 'unknown-round'],
    [{ campaign: '1999-none' }, 'unknown-campaign'],
  ])('for %p: %s', async (over, code) => {
    expect(await refused(handIn({ households: 3, cash: 600 }, over))).toBe(code);
  });

  it('with a sentence that says what to do, in both languages', async () => {
    const refusal = new ReportRefused(sentence('locked'));
    expect(refusal.say('zh-CN')).toMatch(/上级.*延长/);
    expect(refusal.say('en')).toMatch(/superior.*extend/);
  });
});

describe('a returned report', () => {
  const back = { reason: '户数与台账不符', unit: '911', key: 'survey' };

  it('makes the unit silent again and says why; the next is a new version even when it is the same', async () => {
    await handIn({ households: 3, cash: 600 });
    expect(await returnReport(sql, { campaign: campaign.id, ...back })).toEqual({
      round: campaign.rounds[0],
      version: 1,
    });
    expect(await place()).toEqual({ reported_at: null, report_id: null });
    expect(await versions()).toMatchObject([{ returned_because: back.reason }]);
    await campaign.at(shanghai('12-04 10:00'));
    expect(await handIn({ households: 3, cash: 600 })).toMatchObject({ version: 2, repeated: false, onTime: false });
  });

  it('is returned once when the activity is run again', async () => {
    await handIn({ households: 3, cash: 600 });
    const once = await returnReport(sql, { campaign: campaign.id, ...back });
    expect(await returnReport(sql, { campaign: campaign.id, ...back })).toEqual(once);
  });

  it('is refused when there is none, and after the lock, when the unit could not answer', async () => {
    expect(await refused(returnReport(sql, { campaign: campaign.id, ...back }))).toBe('nothing-to-return');
    await handIn({ households: 3, cash: 600 });
    await campaign.at(shanghai('12-05 18:00'));
    expect(await refused(returnReport(sql, { campaign: campaign.id, ...back }))).toBe('locked');
  });
});
