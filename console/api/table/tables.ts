import { accounts, auditLines } from './served/accounts';
import { campaigns, units } from './served/campaigns';
import { evidence } from './served/evidence';
import { batches, deliveries, holdings, transfers } from './served/ledger';
import { pairs, papers, quotas, rows } from './served/lists';
import { cases, postings } from './served/matters';
import { messages } from './served/messages';
import { contacts, gaps, places } from './served/register';
import { calls, chases } from './served/work';
import type { ServedTable } from './served-table';

/** Every table of the console that is sorted, filtered, kept as views and exported. */
export const SERVED: readonly ServedTable[] = [
  ...[messages, chases, calls, cases, postings],
  ...[contacts, gaps, places, accounts, auditLines],
  ...[campaigns, units, rows, pairs, quotas, papers],
  ...[transfers, holdings, deliveries, batches, evidence],
];
