import { randomUUID } from 'node:crypto';
import type { TransferKind } from '../../../domain/ledger/transfers';
import type { RowSent } from '../../../domain/list/row-check';
import type { Refused } from '../../../domain/text/refusal';
import { addAccount } from '../../../store/account/accounts';
import { atomically, type Sql } from '../../../store/db/db';
import { ledgerRefusal } from '../../../store/ledger/ledger-refusals';
import { type Line, noteAct, postTransfers } from '../../../store/ledger/post';
import { type Decided, type Decision, decideRows } from '../../../store/list/acts/decide';
import { recordReport } from '../../../store/report/reports';
import type { OpenCampaign } from '../campaigns/campaign';
import { sending, TEST_PEOPLE_KEY } from '../campaigns/rows';
import { shanghai } from '../campaigns/tiny';

/** When everything happens. */
export const AT = shanghai('12-02 10:00');

const LOGINS = ['wang', 'li', 'zhao'] as const;
type Login = (typeof LOGINS)[number];

/** Officers of the county of the tiny register, who decide on the rows of a list and keep its accounts. */
export interface Officers {
  /** Numbers of their accounts. */
  ids: Readonly<Record<Login, number>>;
  /** Has a village propose rows, and zhao check them. */
  checked(unit: string, ...rows: RowSent[]): Promise<void>;
  /** Decides on all rows of a village that are not off the list. */
  decide(login: Login, decision: Decision, unit: string, submission?: string): Promise<Decided>;
  /** Posts an act with its transfers. @throws Refused */
  post(kind: TransferKind, lines: readonly Line[]): Promise<void>;
}

export async function threeOfficers(sql: Sql, campaign: OpenCampaign): Promise<Officers> {
  const ids = { wang: 0, li: 0, zhao: 0 };
  for (const login of LOGINS)
    ids[login] = (await addAccount(sql, { login, name: `${login}某`, role: 'county-officer', region: '9' })).id;
  const officers: Officers = {
    ids,
    async checked(unit, ...rows) {
      const place = { campaign: campaign.id, unit, via: 'form' as const, input: { nothing: false, figures: {} } };
      await recordReport(sql, { ...place, key: 'apply.village', rows: sending(...rows), people: TEST_PEOPLE_KEY });
      await officers.decide('zhao', { act: 'do', step: 'check' }, unit);
    },
    async decide(login, decision, unit, submission = randomUUID()) {
      const rows = await sql<{ id: number; version: number }[]>`
        select id, version from entries where unit_code = ${unit} and state <> 'out' order by id`;
      const hand = { account: ids[login], via: 'api' as const };
      const deciding = { campaign: campaign.id, list: 'poor', decision, hand, submission, top: '9' };
      return decideRows(sql, { ...deciding, meant: { rows: [...rows] } });
    },
    post: (kind, lines) =>
      atomically(sql, async (tx) => {
        const hand = { name: 'zhang', via: 'cli' as const };
        const { act } = await noteAct(tx, { campaign: campaign.id, key: randomUUID(), kind, at: AT, hand }, lines);
        await postTransfers(tx, { campaign: campaign.id, act, kind }, [...lines]);
      }).catch((error: unknown) => {
        throw ledgerRefusal(error) ?? error;
      }),
  };
  return officers;
}

/** @returns what something was refused for. @throws Error when it was done */
export const refused = (promise: Promise<unknown>): Promise<Refused> =>
  promise.then(
    () => Promise.reject(new Error('It was done.')),
    (error: Refused) => error,
  );
