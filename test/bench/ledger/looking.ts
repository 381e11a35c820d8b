import { progress } from '../../../cli/output';
import type { Sql } from '../../../store/db/db';
import { deliveriesOf } from '../../../store/ledger/delivery/delivery-list';
import { countFindings } from '../../../store/ledger/findings';
import { freshCount } from '../../../store/ledger/kept/fresh';
import { figuresByCategory, figuresByDay, KEPT } from '../../../store/ledger/kept/kept-sums';
import { levelsHeld, reconcile } from '../../../store/ledger/reconcile';
import { transfersOf } from '../../../store/ledger/transfers-of';
import { secondsOf } from '../seconds-of';
import type { LedgerGround } from './ground';

/** Rows of a page. */
const PAGE = 200;

/** Seconds that a reader of the whole province waits for each page, and of the count behind them. */
export interface Looked {
  countSeconds: number;
  figuresSeconds: number;
  reconciliationPageSeconds: number;
  transfersSeconds: number;
  deliveriesSeconds: number;
  /** All findings, one after the other: they read every row. */
  findingsSeconds: number;
}

/** Reads what the pages of goods and money read, of the region at the top. */
export async function measurePages(sql: Sql, { campaign, definition }: LedgerGround): Promise<Looked> {
  progress('looking at the pages …');
  const { zone, scope } = definition;
  const look = () => freshCount(sql, { campaign, zone });
  const countSeconds = await secondsOf(look);
  const looked = { campaign, region: scope };
  const all = { campaign, top: null };
  return {
    countSeconds,
    figuresSeconds: await secondsOf(async () => {
      const { count } = await look();
      const books = { sums: KEPT, places: count.places };
      await Promise.all([levelsHeld(sql, looked, books), figuresByCategory(sql, looked), figuresByDay(sql, looked)]);
    }),
    reconciliationPageSeconds: await secondsOf(async () => reconcile(sql, all, (await look()).count)),
    transfersSeconds: await secondsOf(() => transfersOf(sql, { ...all, limit: PAGE })),
    deliveriesSeconds: await secondsOf(() => deliveriesOf(sql, { ...all, limit: PAGE })),
    findingsSeconds: await secondsOf(() => countFindings(sql, all)),
  };
}
