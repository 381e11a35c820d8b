import { progress } from '../../../cli/output';
import { insertCampaign } from '../../../store/campaign/campaigns';
import type { Sql } from '../../../store/db/db';
import { keepPlans } from '../../../store/db/plans';
import { duplicates } from '../../../store/people/helped/duplicates';
import type { Ground } from './ground';

/** Of a hundred people of a winter, so many had a row in each of the two winters before. */
const AGAIN_OF_HUNDRED = 70;
/** People who are read at once, as by `people duplicates`. */
const AT_ONCE = 5000;

/**
 * Adds two earlier winters with as many rows: the same people for the most part, and others of the same villages.
 * @returns the campaigns, the present one last
 */
export async function addEarlierWinters(sql: Sql, { campaign, definition }: Ground): Promise<string[]> {
  progress('two earlier winters …');
  const [present] = await sql<{ plan: Parameters<typeof insertCampaign>[1]['plan'] }[]>`
    select plan from campaigns where id = ${campaign}`;
  if (!present) throw new Error('The campaign is gone.');
  const winters: string[] = [];
  for (const back of [2, 1]) {
    const season = definition.season - back;
    const id = `${season}-bench-people`;
    await insertCampaign(sql, {
      ...{ id, definition: { ...definition, season }, plan: { ...present.plan, campaign: id, season } },
      ...{ mode: 'rehearsal', clockAt: `${season}-12-08T02:00:00.000Z` },
    });
    await sql.begin(async (tx) => {
      await keepPlans(tx);
      await tx`set local statement_timeout = '20min'`;
      await copyWinter(tx, { from: campaign, to: id, back });
    });
    winters.push(id);
  }
  return [...winters, campaign];
}

/** Who was not on the list again is another person of the same village, without an ID number. */
async function copyWinter(
  tx: Parameters<typeof keepPlans>[0],
  { from, to, back }: { from: string; to: string; back: number },
): Promise<void> {
  await tx`
    with rows as materialized (
      select e.*, (e.id + ${back}) % 100 < ${AGAIN_OF_HUNDRED} as again, nextval(s.seq) as other
      from entries e, (select pg_get_serial_sequence('people', 'id') as seq) s
      where e.campaign_id = ${from} and e.list = 'imported'),
    others as (
      insert into people (id, kind, region_code, no_id, shown) overriding system value
      select other, 'person', unit_code, 'unknown', shown from rows where not again returning id)
    insert into entries (campaign_id, list, row, subject_id, category, heads, unit_code, slot_unit, done, figures, sealed, key_no, shown,
                         proposed_at, changed_at)
    select ${to}, list, gen_random_uuid(), case when again then subject_id else other end, category, heads, unit_code, slot_unit, 4,
           figures, sealed, key_no, shown, proposed_at - ${back} * interval '1 year', changed_at - ${back} * interval '1 year'
    from rows order by id`;
}

/**
 * Finds everybody with rows in several of three winters, as `people duplicates` does.
 * @returns seconds, and how many people
 */
export async function measureDuplicates(
  sql: Sql,
  winters: readonly string[],
): Promise<{ duplicatesSeconds: number; people: number }> {
  progress('duplicates across three winters …');
  const start = performance.now();
  let people = 0;
  for await (const some of duplicates(sql, { campaigns: winters, top: null }).cursor(AT_ONCE)) people += some.length;
  if (people === 0) throw new Error('Nobody was found twice; the figure would be worthless.');
  return { duplicatesSeconds: Math.round((performance.now() - start) / 10) / 100, people };
}
