import { progress } from '../../../cli/output';
import { compile } from '../../../domain/campaign/compile/compile';
import { type Definition, definitionSchema } from '../../../domain/campaign/definition/definition';
import { withListForms } from '../../../domain/list/list-forms';
import { roundsInAreas } from '../../../domain/round/round';
import { inventPerson } from '../../../rehearsal/lists/invented-people';
import { insertCampaign } from '../../../store/campaign/campaigns';
import type { Sql } from '../../../store/db/db';
import { regionsUnder } from '../../../store/people/regions';
import { importRegister } from '../../../store/people/tables/import';
import { generateRegister } from '../../../store/people/tables/samples/generate';
import { openRound } from '../../../store/round/rounds';
import { giveLinks } from '../links';

const OPENS = '2026-12-01T01:00:00.000Z';
const NOW = '2026-12-08T02:00:00.000Z';

/** Rows that a village hands in. */
export const ROWS_A_VILLAGE = 30;
/** Rows of a village on the imported list: a province's 536,000 are of 20,000 villages. */
const IMPORTED_A_VILLAGE = 26.8;
/** Of the county whose rows are approved by themselves. */
export const COUNTY_ROWS = 8000;
/** Villages of the smallest register: as many as hand in rows in half a minute. */
const FEWEST_VILLAGES = 1300;

/** @returns a field of a row's form */
export const field = (id: string, label: string, more: object = {}) => ({
  id,
  label: { 'zh-CN': label },
  type: 'text',
  ...more,
});
/** @returns a list of households that has every step */
export const list = (name: string) => ({
  name: { 'zh-CN': name },
  of: 'household',
  categories: ['special'],
  row: 'family',
  heads: 'heads',
  track: ['propose', 'approve', 'announce', 'deliver'],
  publish: 'names',
  posting: { days: 3 },
});

/** The form of a household's row, and the standard of its category. */
export const FAMILY = {
  name: { 'zh-CN': '申请表' },
  fields: [
    field('name', '户主姓名', { personal: 'name' }),
    field('idNumber', '身份证号', { personal: 'id-number' }),
    field('phone', '联系电话', { personal: 'phone', required: false }),
    field('address', '住址', { personal: 'address', required: false }),
    field('heads', '家庭人口', { type: 'integer', min: 1, max: 30 }),
  ],
};
export const STANDARDS = [{ category: 'special', name: { 'zh-CN': '特困户' }, per: 'household', cash: 2000 }];

const definitionOf = (scope: string): Definition =>
  withListForms(
    definitionSchema.parse({
      id: 'bench-people',
      name: { 'zh-CN': '测量' },
      season: 2026,
      scope,
      holidays: 'none',
      organisation: { 'zh-CN': '测量' },
      forms: { family: FAMILY },
      standards: STANDARDS,
      lists: { imported: list('导入名单'), handed: list('申报名单') },
      stages: ['imported', 'handed'].map((id) => ({
        id,
        kind: 'survey',
        name: { 'zh-CN': '申报' },
        opens: '12-01',
        due: '12-20',
        lock: '12-24',
        asks: [{ id: 'village', of: 'village', list: id, does: 'propose' }],
      })),
    }),
  );

/** Where the benchmark's rows go. */
export interface Ground {
  campaign: string;
  definition: Definition;
  /** Code of the county that has {@link COUNTY_ROWS} rows. */
  county: string;
  /** Code of the village of each row. */
  unitOf(nth: number): string;
}

/**
 * Fills a database with a register, a campaign that asks every village for two lists, and a link for each.
 * @param rows how many rows there will be: one county has 8,000 of them, where there are so many
 * @param define the campaign of a scope
 */
export async function prepare(sql: Sql, rows: number, define = definitionOf): Promise<Ground> {
  const villages = Math.max(FEWEST_VILLAGES, Math.ceil(rows / IMPORTED_A_VILLAGE));
  progress(`register of ${villages} villages, rounds and links …`);
  const register = generateRegister({ villages });
  await importRegister(sql, register);
  const scope = register.regions[0]?.code ?? '';
  const definition = define(scope);
  const plan = compile({ definition, regions: await regionsUnder(sql, scope) });
  const { campaign } = plan;
  await insertCampaign(sql, { id: campaign, definition, plan, mode: 'rehearsal', clockAt: OPENS });
  for (const { id, round, area } of roundsInAreas(plan)) await openRound(sql, { id, campaign, round, area });
  await sql`update campaigns set clock_at = ${NOW} where id = ${campaign}`;
  await giveLinks(sql);
  await sql`vacuum analyze`;
  const county = register.regions.find(({ kind }) => kind === 'county')?.code ?? '';
  const codes = register.regions.filter(({ kind }) => kind === 'village').map(({ code }) => code);
  const [inside, outside] = [
    codes.filter((code) => code.startsWith(county)),
    codes.filter((code) => !code.startsWith(county)),
  ];
  const own = Math.min(COUNTY_ROWS, rows);
  const unitOf = (nth: number) =>
    (nth < own ? inside[nth % inside.length] : outside[(nth - own) % outside.length]) ?? '';
  return { campaign, definition, county, unitOf };
}

/** The answers of a row; nobody can exist. */
export function rowOf(nth: number): { name: string; idNumber: string; phone: string; address: string; heads: string } {
  const { name, idNumber, phone, address } = inventPerson(1, nth);
  return { name, idNumber, phone, address, heads: String(1 + (nth % 5)) };
}
