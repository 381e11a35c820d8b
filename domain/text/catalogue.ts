import { ACCOUNTS } from './catalogue/account';
import { CAMPAIGNS } from './catalogue/campaign';
import { CASES } from './catalogue/case';
import { COMMANDS } from './catalogue/command';
import { BACKUPS } from './catalogue/command/backup';
import { LISTINGS } from './catalogue/console/listing';
import { DEFINITIONS } from './catalogue/definition';
import { FIGURES } from './catalogue/figure';
import { LEDGER } from './catalogue/ledger';
import { BANKS } from './catalogue/ledger/bank';
import { ROW_ACTS } from './catalogue/list/act';
import { DELIVERIES } from './catalogue/list/delivery';
import { LIST_FORM } from './catalogue/list/form';
import { KEYS } from './catalogue/list/key';
import { PAIRS } from './catalogue/list/pair';
import { PAPERS } from './catalogue/list/paper';
import { POSTINGS } from './catalogue/list/posting';
import { PRINTS } from './catalogue/list/print';
import { QUOTAS } from './catalogue/list/quota';
import { ROWS } from './catalogue/list/row';
import { LISTS } from './catalogue/list/table';
import { TELLING } from './catalogue/list/tell';
import { MESSAGES } from './catalogue/message';
import { PEOPLE } from './catalogue/people';
import { PLANS } from './catalogue/plan';
import { PRIVACY } from './catalogue/privacy';
import { REPORTS } from './catalogue/report';
import { REQUESTS } from './catalogue/request';
import { TABLES } from './catalogue/tables';
import { TEXTS } from './catalogue/text';
import { WARNINGS } from './catalogue/warning';

/**
 * Every sentence that tells a user why something is refused or wrong, and what to do: a code, and a text in each
 * language. `tellIn` fills in `{name}`. test/pure/text/catalogue.test.ts checks that no code occurs twice, and that
 * both languages have the same names.
 */
export const CATALOGUE = {
  ...ACCOUNTS,
  ...BACKUPS,
  ...BANKS,
  ...CAMPAIGNS,
  ...CASES,
  ...COMMANDS,
  ...DEFINITIONS,
  ...DELIVERIES,
  ...FIGURES,
  ...KEYS,
  ...LEDGER,
  ...LISTINGS,
  ...LISTS,
  ...LIST_FORM,
  ...MESSAGES,
  ...PAIRS,
  ...PAPERS,
  ...PEOPLE,
  ...PLANS,
  ...POSTINGS,
  ...PRINTS,
  ...PRIVACY,
  ...QUOTAS,
  ...REPORTS,
  ...REQUESTS,
  ...ROW_ACTS,
  ...ROWS,
  ...TABLES,
  ...TELLING,
  ...TEXTS,
  ...WARNINGS,
} as const;

export type SentenceCode = keyof typeof CATALOGUE;
