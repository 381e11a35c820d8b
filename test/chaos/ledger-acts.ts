import { readBankResult } from '../../actions/ledger/bank-results';
import { deliver } from '../../actions/ledger/deliver';
import { arrive, dispatch } from '../../actions/ledger/dispatches';
import { deliverySent } from '../../domain/ledger/delivery';
import type { Sql } from '../../store/db/db';
import { recordReport } from '../../store/report/reports';
import { quietClient } from '../support/campaigns/quiet-client';
import { TEST_PEOPLE_KEY } from '../support/campaigns/rows';
import { shanghai } from '../support/campaigns/tiny';

/** What is sent: plain values, so that another process does the same. */
export interface Sent {
  campaign: string;
  /** The sender's key. */
  key: string;
  /** Number of the row, note or batch. */
  about: number;
  /** Id of the row, as its phone knows it. */
  row?: string;
  /** A bank's answer, in base64. */
  file?: string;
}

/** The first answer, or that it is the first answer again. */
export interface Answered {
  receipt: string;
  repeated: boolean;
}

const by = { id: null, via: 'cli' as const, by: 'zhang' };
const booked = ({ campaign, key }: Sent) => ({ campaign, key, top: null, via: 'cli' as const });
const client = quietClient;
const COAT = [{ item: 'coat', quantity: 1 }];
const SIGNED = deliverySent.parse({
  mark: 'paper',
  proxy: { name: '钱某代', relation: 'neighbour', reason: '住院', noId: 'unknown' },
});

/** Acts that may be broken off anywhere, each as its office or phone sends it. */
export const ACTS = {
  'an officer hands over': async (sql, sent) => {
    const { receipt, repeated } = await deliver(
      { sql, by, client },
      {
        ...{
          campaign: sent.campaign,
          list: 'poor',
          submission: sent.key,
          top: null,
          via: 'paper',
          people: TEST_PEOPLE_KEY,
        },
        rows: [{ id: sent.about, delivery: SIGNED }],
      },
    );
    return { receipt, repeated };
  },
  'a phone hands over': async (sql, sent) => {
    const did = [{ row: sent.row ?? '', done: true, key: sent.key, delivery: SIGNED }];
    const { receipt, rows = [] } = await recordReport(sql, {
      ...{ campaign: sent.campaign, key: 'apply.give', unit: '911', via: 'form', did, people: TEST_PEOPLE_KEY },
      ...{ begun: true, input: { nothing: false, figures: {} } },
    });
    return { receipt, repeated: rows.every(({ is }) => is === 'same') };
  },
  'a store sends': (sql, sent) =>
    dispatch(
      { sql, by, client },
      { ...booked(sent), from: '911', to: '912', purse: 'city', things: COAT, dueAt: shanghai('12-05 10:00') },
    ),
  'a store takes in what has come': (sql, sent) =>
    arrive({ sql, by, client }, { ...booked(sent), dispatch: sent.about, things: COAT, last: true }),
  'a bank answers': (sql, sent) =>
    readBankResult(
      { sql, by },
      {
        ...{ campaign: sent.campaign, top: null, via: 'cli', people: TEST_PEOPLE_KEY, batch: sent.about },
        source: { file: 'result.txt', bytes: Buffer.from(sent.file ?? '', 'base64') },
      },
    ),
} satisfies Record<string, (sql: Sql, sent: Sent) => Promise<Answered>>;

export type ActName = keyof typeof ACTS;
