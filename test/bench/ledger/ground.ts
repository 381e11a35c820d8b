import { receive } from '../../../actions/ledger/gifts';
import { progress } from '../../../cli/output';
import { type Definition, definitionSchema } from '../../../domain/campaign/definition/definition';
import { withItems } from '../../../domain/ledger/items';
import { withListForms } from '../../../domain/list/list-forms';
import { shellUser } from '../../../store/account/actor';
import type { Sql } from '../../../store/db/db';
import type { PeopleKey } from '../../../store/people/sealed/people-key';
import { field, type Ground, prepare } from '../people/ground';
import { phonesAmong, type Split, villageOf } from './split';

/** What a household gets: money of one purse, in fen, and one thing of the same. */
export const CASH = 60_000;
export const PURSE = 'charity';
export const THING = 'quilt';
export const LIST = 'imported';

const window = (opens: string) => ({ opens, due: '12-20', lock: '12-24' });

/** Where goods and money are measured: the list, who gives its rows out, and the villages that send by phone. */
export interface LedgerGround extends Ground {
  split: Split;
  /** Their codes, in order. */
  phones: readonly string[];
}

/** Fills a database with a register, the campaign, its rounds and links; the list is still empty. */
export async function prepareLedger(sql: Sql, split: Split): Promise<LedgerGround> {
  const ground = await prepare(sql, split.all, ledgerOfScope);
  const villages = await sql<{ code: string }[]>`select code from regions where kind = 'village' order by code`;
  const codes = villages.map(({ code }) => code);
  const phones = phonesAmong(split, codes);
  return { ...ground, split, unitOf: villageOf(phones, codes), phones };
}

/** A list of households that are approved, and served by their villages. */
const ledgerOfScope = (scope: string): Definition =>
  withItems(
    withListForms(
      definitionSchema.parse({
        id: 'bench-ledger',
        name: { 'zh-CN': '测量' },
        season: 2026,
        scope,
        holidays: 'none',
        organisation: { 'zh-CN': '测量' },
        purses: { [PURSE]: { name: { 'zh-CN': '慈善会' } } },
        items: { [THING]: { name: { 'zh-CN': '棉被' }, unit: { 'zh-CN': '床' }, price: 12_000 } },
        forms: {
          family: {
            name: { 'zh-CN': '申请表' },
            fields: [
              field('name', '户主姓名', { personal: 'name' }),
              field('idNumber', '身份证号', { personal: 'id-number' }),
              field('phone', '联系电话', { personal: 'phone', required: false }),
              field('address', '住址', { personal: 'address', required: false }),
              field('account', '银行账号', { personal: 'account', required: false }),
              field('heads', '家庭人口', { type: 'integer', min: 1, max: 30 }),
            ],
          },
        },
        standards: [
          {
            ...{ category: 'special', name: { 'zh-CN': '特困户' }, per: 'household', cash: CASH / 100, purse: PURSE },
            goods: [{ item: THING, quantity: 1, purse: PURSE }],
          },
        ],
        lists: {
          [LIST]: {
            ...{
              name: { 'zh-CN': '导入名单' },
              of: 'household',
              categories: ['special'],
              row: 'family',
              heads: 'heads',
            },
            track: ['propose', 'approve', 'deliver'],
          },
        },
        stages: [
          {
            ...{ id: 'apply', kind: 'survey', name: { 'zh-CN': '申报' }, ...window('12-01') },
            asks: [{ id: 'village', of: 'village', list: LIST, does: 'propose' }],
          },
          {
            ...{ id: 'give', kind: 'visits', name: { 'zh-CN': '发放' }, ...window('12-05') },
            asks: [{ id: 'village', of: 'village', list: LIST, does: 'deliver' }],
          },
        ],
      }),
    ),
  );

/**
 * Gives every county what its rows will be entitled to, and not a fen more; and the office of all the money once more,
 * for what a bank pays.
 */
export async function fillStores(sql: Sql, key: PeopleKey, { campaign, definition }: Ground): Promise<void> {
  const wanted = await sql<{ code: string; rows: number }[]>`
    select c.code, count(*)::int as rows from regions c
    join regions v on v.path like c.path || '%' join entries e on e.unit_code = v.code and e.campaign_id = ${campaign}
    where c.kind = 'county' group by c.code order by c.code`;
  progress(`filling the stores of ${wanted.length} counties …`);
  const all = wanted.reduce((sum, { rows }) => sum + rows, 0);
  for (const [nth, { code, rows }] of [...wanted, { code: definition.scope, rows: all }].entries())
    await receive(
      { sql, by: shellUser({ NUANDONG_BY: 'bench' }), key },
      {
        ...{ campaign, key: keyOf(nth), top: null, via: 'cli', from: { source: 'fiscal' }, to: code, purse: PURSE },
        things: [
          { item: 'cny', quantity: rows * CASH },
          { item: THING, quantity: rows },
        ],
      },
    );
}

/** A UUID for the nth act of a kind. */
export const keyOf = (nth: number, kind = 0): string =>
  `${kind.toString(16).padStart(8, '0')}-0000-4000-8000-${nth.toString(16).padStart(12, '0')}`;
