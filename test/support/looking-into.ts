import type { Sql } from '../../store/db/db';
import { recordReport } from '../../store/report/reports';

/**
 * Reads the state of a test's campaigns, and reports to them.
 * @param sql called each time, because the database opens when the tests begin
 */
export function lookingInto(sql: () => Sql) {
  const report = (campaign: string, unit: string) =>
    recordReport(sql(), {
      campaign,
      key: 'survey',
      unit,
      input: { nothing: false, figures: { households: 3 } },
      via: 'api',
    });

  /** @returns the recipients of written messages, by rung: `{ due: ['911', …] }`. */
  async function told(campaign: string): Promise<Record<string, string[]>> {
    const rows = await sql()<{ rung: string; regions: string[] }[]>`
      select rung, array_agg(region_code || case when channel = 'email' then '@' else '' end order by region_code, channel desc) as regions
      from messages where campaign_id = ${campaign} group by rung`;
    return Object.fromEntries(rows.map(({ rung, regions }) => [rung, regions]));
  }

  async function outcomes(campaign: string): Promise<Record<string, string>> {
    const rows = await sql()<{ rung: string; outcome: string }[]>`
      select g.rung, g.outcome from rungs g join rounds r on r.id = g.round_id where r.campaign_id = ${campaign}`;
    return Object.fromEntries(rows.map(({ rung, outcome }) => [rung, outcome]));
  }

  const roundState = async (campaign: string) =>
    (await sql()<{ state: string }[]>`select state from rounds where campaign_id = ${campaign}`)[0]?.state;
  const campaignState = async (campaign: string) =>
    (await sql()<{ state: string }[]>`select state from campaigns where id = ${campaign}`)[0]?.state;

  return { report, told, outcomes, roundState, campaignState };
}
