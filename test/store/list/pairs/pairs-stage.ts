import { randomUUID } from 'node:crypto';
import { Refused } from '../../../../domain/text/refusal';
import { addAccount } from '../../../../store/account/accounts';
import type { Sql } from '../../../../store/db/db';
import { type PairWanted, pairRows } from '../../../../store/list/pairs/pair-rows';
import type { DeedsSent } from '../../../../store/list/pairs/take-deeds';
import { type HandedIn, recordReport } from '../../../../store/report/reports';
import { type OpenCampaign, openCampaign } from '../../../support/campaigns/campaign';
import { enterHelpers, pairDefinition } from '../../../support/campaigns/pair-definition';
import { sending, specimen, TEST_PEOPLE_KEY } from '../../../support/campaigns/rows';
import { shanghai } from '../../../support/campaigns/tiny';
import { testDatabase } from '../../../support/servers/database';
import { emptyTables } from '../../../support/servers/empty-tables';

/** Of the entry on 15 December. */
export const KEY = 'entry@2026-12-15';
export const [EAST_1, EAST_2, WEST] = [
  { unit: '91', post: '帮扶1' },
  { unit: '91', post: '帮扶2' },
  { unit: '92', post: '帮扶1' },
];

let database: Awaited<ReturnType<typeof testDatabase>>;
export let sql: Sql;
export let campaign: OpenCampaign;
let officer: number;
/** The rows of 一村, 二村 and 四村. */
export let rows: { id: number; row: string }[];

/** A campaign with helpers of two townships. */
export async function openPairs(): Promise<void> {
  database = await testDatabase();
  sql = database.sql;
  campaign = await openCampaign(sql, { definition: pairDefinition(), now: shanghai('12-15 10:00') });
  await enterHelpers(sql);
  officer = (await addAccount(sql, { login: 'wang', name: '王某', role: 'county-officer', region: '9' })).id;
}

export const closePairs = () => database.drop();

/** A row of each of three villages, and nothing else. */
export async function threeRows(): Promise<void> {
  await emptyTables(sql, 'entries', 'people', 'row_acts', 'reports', 'submissions');
  for (const [unit, nth] of [
    ['911', 1],
    ['912', 2],
    ['921', 4],
  ] as const)
    await recordReport(sql, {
      ...{ campaign: campaign.id, key: 'find', unit, via: 'form', input: { nothing: false, figures: {} } },
      rows: sending({ row: randomUUID(), figures: { name: `甘小${nth}`, idNumber: specimen(nth) } }),
      people: TEST_PEOPLE_KEY,
    });
  rows = await sql<{ id: number; row: string }[]>`select id, row from entries order by unit_code`;
}

export const row = (nth: number) => rows[nth]?.id ?? 0;
export const pair = (
  pairs: readonly PairWanted[],
  {
    reason,
    top = '9',
    submission = randomUUID() as string,
  }: { reason?: string; top?: string; submission?: string } = {},
) =>
  pairRows(sql, {
    campaign: campaign.id,
    list: 'objects',
    hand: { account: officer, via: 'api' },
    top,
    submission,
    pairs,
    reason,
  });
/** 一村 and 二村 are helped by 东乡, 四村 by 西乡. */
export const pairAll = () =>
  pair([
    { row: row(0), helper: EAST_1 },
    { row: row(1), helper: EAST_2 },
    { row: row(2), helper: WEST },
  ]);
export const refusal = async (deciding: Promise<unknown>): Promise<string[]> => {
  const error = await deciding.then(
    () => null,
    (refused: unknown) => refused,
  );
  if (!(error instanceof Refused)) throw error ?? new Error('It was not refused.');
  return [error.code, ...error.problems.map(({ code }) => code)];
};
export const helpers = async () =>
  (
    await sql<{ helper: string | null }[]>`
      select d.region_code || ' ' || d.role as helper from entries e left join duties d on d.id = e.helper_id order by e.unit_code`
  ).map(({ helper }) => helper);
export const asked = async () =>
  (
    await sql<
      { unit: string }[]
    >`select unit_code as unit from asks where key = ${KEY} and round_id is not null order by 1`
  ).map(({ unit }) => unit);
export const holder = async ({ unit, post }: { unit: string; post: string }) => {
  const [found] = await sql<{ id: number }[]>`
    select contact_id as id from duties where region_code = ${unit} and role = ${post} and not deputy`;
  return found?.id ?? 0;
};
export const enter = (unit: string, deeds: Partial<DeedsSent>, more: Partial<HandedIn> = {}) =>
  recordReport(sql, {
    ...{ campaign: campaign.id, key: KEY, unit, via: 'form', begun: true, input: { nothing: false, figures: {} } },
    deeds: { done: [], undone: [], ...deeds },
    ...more,
  });
