import { accounts, auditLines } from './served/accounts';
import { campaigns, rows, units } from './served/campaigns';
import { deliveries, holdings, transfers } from './served/ledger';
import { cases, postings } from './served/matters';
import { messages } from './served/messages';
import { contacts, gaps, places } from './served/register';
import { calls, chases } from './served/work';
import type { ServedTable } from './served-table';

/** Every table of the console that is sorted, filtered, kept as views and exported. */
export const SERVED: readonly ServedTable[] = [
  ...[messages, chases, calls, cases, postings],
  ...[contacts, gaps, places, accounts, auditLines],
  ...[campaigns, units, rows, transfers, holdings, deliveries],
];
