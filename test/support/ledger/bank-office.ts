import { randomUUID } from 'node:crypto';
import { type Made, makeBatch, openBankFile } from '../../../actions/ledger/bank';
import { type Read, readBankResult } from '../../../actions/ledger/bank-results';
import type { BankFormat } from '../../../domain/ledger/bank/bank-format';
import type { RowSent } from '../../../domain/list/row-check';
import type { Sql } from '../../../store/db/db';
import { type Answer, bankDefinition, readAtBank } from '../campaigns/bank-definition';
import { type OpenCampaign, openCampaign } from '../campaigns/campaign';
import { TEST_PEOPLE_KEY } from '../campaigns/rows';
import { emptyTables } from '../servers/empty-tables';
import { type Officers, threeOfficers } from './officers';

/** An office that has a bank pay the rows of bankDefinition. */
export interface BankOffice extends Officers {
  campaign: OpenCampaign;
  /** Its hand, and what it says of every act. */
  by: { sql: Sql; by: { id: number; via: 'api' } };
  paying(top?: string | null): {
    campaign: string;
    top: string | null;
    via: 'api';
    people: typeof TEST_PEOPLE_KEY;
    reason: string;
  };
  /** Empties all of it, and puts 100,000 yuan into the county's store. */
  begin(): Promise<void>;
  /** Rows that wait for their payment. */
  approved(unit: string, ...rows: RowSent[]): Promise<void>;
  make(changes?: Partial<Parameters<typeof makeBatch>[1]>): Promise<Made>;
  fileOf(batch: number): Promise<Buffer>;
  /** @returns the lines of a batch's file as the bank reads them, each paid unless the test says otherwise */
  asked(batch: number, format: BankFormat): Promise<Answer[]>;
  read(batch: number, bytes: Buffer): Promise<Read>;
  /** @returns how each row stands, and what it has got in fen */
  rowsNow(): Promise<readonly { done: number; state: string; given: number }[]>;
}

/** @param changes of the definition */
export async function openBankOffice(sql: Sql, changes: Record<string, unknown> = {}): Promise<BankOffice> {
  const campaign = await openCampaign(sql, { definition: bankDefinition(changes) });
  const officers = await threeOfficers(sql, campaign);
  const by = { sql, by: { id: officers.ids.wang, via: 'api' as const } };
  const paying = (top: string | null = '9') => ({
    ...{ campaign: campaign.id, top, via: 'api' as const, people: TEST_PEOPLE_KEY, reason: '发放' },
  });
  const fileOf = async (batch: number): Promise<Buffer> => {
    const pieces: Buffer[] = [];
    for await (const piece of await openBankFile(by, { ...paying(), batch })) pieces.push(piece);
    return Buffer.concat(pieces);
  };
  return {
    ...officers,
    ...{ campaign, by, paying, fileOf },
    async begin() {
      await emptyTables(
        sql,
        'entries',
        'people',
        'row_acts',
        'reports',
        'ledger_acts',
        'balances',
        'entitled_sums',
        'bank_batches',
      );
      const given = { item: 'cny', purse: 'charity', quantity: 10_000_000, from: 'from:unnamed', to: 'store:9' };
      await officers.post('receive', [given]);
    },
    async approved(unit, ...rows) {
      await officers.checked(unit, ...rows);
      await officers.decide('wang', { act: 'do', step: 'approve' }, unit);
    },
    make: (changes = {}) =>
      makeBatch(by, {
        ...{ ...paying(), key: randomUUID(), list: 'poor', purse: 'charity', store: '9', region: null },
        ...{ bank: 'fixed', leave: false, ...changes },
      }),
    asked: async (batch, format) => readAtBank(await fileOf(batch), format).map((one) => ({ ...one, failure: null })),
    read: (batch, bytes) => readBankResult(by, { ...paying(), batch, source: { file: 'result.txt', bytes } }),
    rowsNow: () => sql<{ done: number; state: string; given: number }[]>`
      select e.done, e.state, coalesce(b.quantity, 0)::int as given from entries e
      left join balances b on b.account = 'with:' || e.id and b.item = 'cny' order by e.id`,
  };
}
