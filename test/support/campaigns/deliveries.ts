import { randomUUID } from 'node:crypto';
import type { Definition } from '../../../domain/campaign/definition/definition';
import { withCaseForms } from '../../../domain/case/case-forms';
import { atomically, type Sql } from '../../../store/db/db';
import { type Line, noteAct, postTransfers } from '../../../store/ledger/post';
import type { RowDone } from '../../../store/list/acts/row-done';
import { addPhoto } from '../../../store/report/photos';
import { recordReport } from '../../../store/report/reports';
import { emptyTables } from '../servers/empty-tables';
import { type OpenCampaign, openCampaign } from './campaign';
import { ledgerDefinition } from './ledger-definition';
import { family, sending, TEST_PEOPLE_KEY } from './rows';
import { shanghai } from './tiny';

/** What each row is entitled to: 2,000 yuan of the charity and two coats of the city. */
const ENTITLED = [
  { category: 'special', cash: 200_000, purse: 'charity', goods: [{ item: 'coat', purse: 'city', quantity: 2 }] },
];

/** The campaign of {@link ledgerDefinition}, in which villages propose and deliver. */
export function deliveryDefinition(changes: Record<string, unknown> = {}): Definition {
  const asks = [
    { id: 'village', of: 'village', list: 'poor', does: 'propose' },
    { id: 'give', of: 'village', list: 'poor', does: 'deliver' },
  ];
  const { stages } = ledgerDefinition();
  return withCaseForms(ledgerDefinition({ stages: stages.map((stage) => ({ ...stage, asks })), ...changes }));
}

/** Helpers for deliveries of {@link deliveryDefinition}. */
export interface Deliveries {
  campaign: OpenCampaign;
  /** Empties what the tests of a file have written. */
  clear(): Promise<void>;
  /** Money of the county, coats of a village; and coats of another one, which nobody above holds. */
  stocked(yuan: number, coats: number, elsewhere?: number): Promise<void>;
  /** Rows of a village that stand before their delivery. */
  announced(unit: string, ...nths: number[]): Promise<{ id: number; row: string }[]>;
  /** A village says what it has handed over. @returns what became of each row, or the codes of its refusal */
  give(unit: string, ...did: Omit<RowDone, 'done'>[]): Promise<string[]>;
  upload(unit: string, bytes: Buffer): Promise<string>;
  /** What lies with a row. */
  withRow(id: number): Promise<Record<string, number>>;
}

export async function openDeliveries(sql: Sql, definition = deliveryDefinition()): Promise<Deliveries> {
  const campaign = await openCampaign(sql, { definition });
  const handIn = (key: string, unit: string, what: object) =>
    recordReport(sql, {
      ...{ campaign: campaign.id, key, unit, via: 'form', input: { nothing: false, figures: {} } },
      ...{ people: TEST_PEOPLE_KEY, ...what },
    });
  return {
    campaign,
    clear: async () => {
      await emptyTables(
        sql,
        'entries',
        'people',
        'row_acts',
        'reports',
        'cases',
        'photos',
        'deed_photos',
        'ledger_acts',
        'balances',
        'entitled_sums',
      );
    },
    stocked: (yuan, coats, elsewhere = 0) =>
      receive(sql, campaign.id, [
        { item: 'cny', purse: 'charity', quantity: yuan * 100, to: 'store:9' },
        { item: 'coat', purse: 'city', quantity: coats, to: 'store:911' },
        { item: 'coat', purse: 'city', quantity: elsewhere, to: 'store:921' },
      ]),
    async announced(unit, ...nths) {
      await handIn('apply.village', unit, { rows: sending(...nths.map((nth) => family(nth))) });
      for (const done of [2, 3, 4])
        await sql`
          update entries set done = ${done}, version = ${done}, entitled = ${done < 3 ? null : sql.json(ENTITLED)}
          where unit_code = ${unit} and done = ${done - 1}`;
      return sql<{ id: number; row: string }[]>`select id, row from entries where unit_code = ${unit} order by id`;
    },
    async give(unit, ...did) {
      const sent = did.map((one) => ({ done: one.missed === undefined, ...one }));
      const { rows = [] } = await handIn('apply.give', unit, { did: sent });
      return rows.map((one) => (one.is === 'refused' ? one.problems.map(({ code }) => code).join() : one.is));
    },
    upload: (unit, bytes) => addPhoto(sql, { campaign: campaign.id, key: 'apply.give', unit }, bytes, TEST_PEOPLE_KEY),
    async withRow(id) {
      const held = await sql<{ item: string; quantity: number }[]>`
        select item, quantity from balances where account = ${`with:${id}`} and quantity <> 0 order by item`;
      return Object.fromEntries(held.map(({ item, quantity }) => [item, quantity]));
    },
  };
}

const receive = (sql: Sql, campaign: string, all: Omit<Line, 'from'>[]): Promise<void> =>
  atomically(sql, async (tx) => {
    const lines = all.filter(({ quantity }) => quantity > 0).map((line) => ({ ...line, from: 'from:unnamed' }));
    const act = { campaign, key: randomUUID(), kind: 'receive' as const, at: shanghai('12-02 10:00') };
    const noted = await noteAct(tx, { ...act, hand: { name: 'zhang', via: 'cli' } }, lines);
    await postTransfers(tx, { campaign, act: noted.act, kind: 'receive' }, lines);
  });
