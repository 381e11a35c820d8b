import { openCase } from '../../../../actions/case/cases';
import { instant } from '../../../../domain/instant';
import { noteWaiting } from '../../../../store/case/case-lots';
import { countIntoCases } from '../../../../store/case/cases-of-reports';
import type { Sql } from '../../../../store/db/db';
import { peopleKey } from '../../../../store/people/sealed/people-key';
import { recordReport } from '../../../../store/report/reports';
import { openRound } from '../../../../store/round/rounds';
import { needing } from '../../../support/needing';
import type { WarnedConsole } from './warned-console';

const { it } = needing('chromium', 'fonts-noto-cjk');

async function lotOf(sql: Sql, unit: string): Promise<number> {
  const [first] = await sql<{ lot: number }[]>`
    select lot_id as lot from cases where region_code = ${unit} and number = 1`;
  return first?.lot ?? 0;
}

/** Cases that come of a warning, and one that was opened by hand. */
export function warnedCases(warned: WarnedConsole): void {
  it('who refuses help on a patrol appears as a case, with its clock and without a name', async () => {
    const { stage, page, campaign } = warned;
    const [alert] = await stage.sql<{ id: number; area: string }[]>`
      select id, area from alerts where campaign_id = ${campaign} and not drill`;
    const [unit] = await stage.sql<{ code: string; name: string }[]>`
      select code, name from regions where kind = 'village' order by path limit 1`;
    if (!alert || !unit) throw new Error('There is no alert, or no village.');
    const hours = (many: number) => instant(Date.now() + many * 3_600_000);
    const now = hours(0);
    await openRound(stage.sql, {
      id: `${campaign}/patrol`,
      campaign,
      area: alert.area,
      cause: { origin: 'warning', alert: alert.id, title: { 'zh-CN': '巡查' }, drill: false },
      round: {
        key: 'patrol',
        stage: 'warning',
        ask: 'patrol',
        of: 'village',
        form: 'warning-patrol',
        opensAt: hours(-1),
        dueAt: hours(1),
        locksAt: hours(2),
        rungs: [],
        milestones: [],
      },
    });
    await recordReport(stage.sql, {
      campaign,
      key: 'patrol',
      unit: unit.code,
      via: 'api',
      input: { nothing: false, figures: { found: '2', helped: '0', sheltered: '0', refused: '2' } },
    });
    await stage.sql.begin((tx) =>
      countIntoCases(tx, { round: `${campaign}/patrol`, kind: 'refusal', figure: 'refused', alert: alert.id, now }),
    );
    await noteWaiting(stage.sql, { lot: await lotOf(stage.sql, unit.code), until: hours(12) });
    await page.goto(warned.at(`warnings/${alert.id}`));
    await page.getByText('拒绝救助 第2人').waitFor();
    const row = page.getByRole('row', { name: '拒绝救助 第1人' });
    await row.getByText('再问').waitFor();
    expect(await row.textContent()).toContain(unit.name);
    await warned.isFit();
  });

  it('a case that was opened by hand is found, read and answered', async () => {
    const { stage, page, campaign } = warned;
    const [unit] = await stage.sql<{ code: string; name: string }[]>`
      select code, name from regions where kind = 'village' order by path limit 1`;
    const { case: id } = await openCase(
      {
        sql: stage.sql,
        by: { id: null, via: 'cli', by: 'zhang' },
        client: stage.client,
        key: peopleKey(stage.env.PEOPLE_KEY),
      },
      {
        campaign,
        kind: 'complaint',
        region: unit?.code,
        raiser: { by: 'public' },
        said: { text: '少发一袋米' },
        top: null,
      },
    );
    await page.goto(`${stage.env.PUBLIC_URL}/console/cases?view=mine`);
    await page.getByRole('link', { name: '投诉反映' }).click();
    await page.getByRole('heading', { name: `投诉反映 ${id}` }).waitFor();
    await page.getByRole('button', { name: '查看' }).click();
    await page.getByText('少发一袋米').waitFor();
    await page.getByRole('button', { name: '登记办理结果' }).click();
    await page.getByRole('radio', { name: '不属实，已说明' }).check();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /登\s?记/ })
      .click();
    await page.getByRole('button', { name: '重新打开' }).waitFor();
    await warned.isFit();
    const [kept] = await stage.sql`select state, outcome from cases where id = ${id}`;
    expect(kept).toMatchObject({ state: 'closed', outcome: 'unfounded' });
    await page.goto(`${stage.env.PUBLIC_URL}/console/cases?state=closed`);
    await page.getByRole('link', { name: '投诉反映' }).waitFor();
    await warned.isFit();
  });
}
