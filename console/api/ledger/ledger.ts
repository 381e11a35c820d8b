import { z } from 'zod';
import type { Definition, Text } from '../../../domain/campaign/definition/definition';
import { FINDINGS } from '../../../domain/ledger/findings';
import { worthOfPlaces } from '../../../domain/ledger/reconciliation';
import { balancesOf } from '../../../store/ledger/balances';
import { digestAccounts } from '../../../store/ledger/bank/account-digests';
import { openCounts } from '../../../store/ledger/counts';
import { draftsToConfirm } from '../../../store/ledger/dispatch-drafts';
import { openDispatches } from '../../../store/ledger/dispatches';
import { countFindings } from '../../../store/ledger/findings';
import { freshCount } from '../../../store/ledger/kept/fresh';
import { lateStandardsOf } from '../../../store/ledger/late-standards';
import { highestOf, ledgerOf } from '../../../store/ledger/ledger-of';
import { reconcile } from '../../../store/ledger/reconcile';
import { transfersOf } from '../../../store/ledger/transfers-of';
import { peopleKey } from '../../../store/people/sealed/people-key';
import type { App, Console } from '../../shell/context';
import { languageOf } from '../../shell/language';
import { refusedWith } from '../../shell/schemas';
import { only, type User, userOf } from '../../shell/who';
import { campaignFor } from '../campaign/overview';
import {
  balancesSchema,
  booksSchema,
  countsSchema,
  draftsSchema,
  findingsSchema,
  reconciliationSchema,
  standardsSchema,
  transfersSchema,
  waysSchema,
} from './ledger-schemas';

const tags = ['administrator'];
const security = [{ apiToken: [] }, { session: [] }];
const refusals = refusedWith(400, 401, 403, 404, 409);
const params = z.object({ campaign: z.string() });
const PAGE = 500;
const STORY = 200;

/** Goods and money, to be looked at within the reader's region. */
export function ledgerRoutes(app: App, { sql, env }: Console): void {
  const url = '/api/campaigns/:campaign/ledger';
  const of = async (user: User, { campaign }: z.infer<typeof params>) => {
    await campaignFor(sql, user, campaign);
    await ledgerOf(sql, campaign);
    return { campaign, top: user.region };
  };

  app.get(
    url,
    {
      config: only('see-ledger'),
      schema: {
        ...{ tags, security, params },
        summary: 'What a campaign keeps accounts of: its items and purses, and its time',
        response: { 200: booksSchema, ...refusals },
      },
    },
    async (request) => {
      const { campaign, top } = await of(userOf(request), request.params);
      const { definition, items, now } = await ledgerOf(sql, campaign);
      const highest = await highestOf(sql, { scope: definition.scope, top });
      return { zone: definition.zone, now, items, region: highest, ...keptBy(definition) };
    },
  );

  app.get(
    `${url}/balances`,
    {
      config: only('see-ledger'),
      schema: {
        ...{ tags, security, params },
        summary: 'What lies in each account, except those of single rows',
        querystring: z.object({ after: z.string().max(80).default('').describe('The last account of a page') }),
        response: { 200: balancesSchema, ...refusals },
      },
    },
    async (request) => {
      const wanted = { ...(await of(userOf(request), request.params)), after: request.query.after, limit: PAGE };
      const balances = await balancesOf(sql, wanted);
      return { balances, next: balances.length < PAGE ? null : (balances.at(-1)?.account ?? null) };
    },
  );

  app.get(
    `${url}/transfers`,
    {
      config: only('see-ledger'),
      schema: {
        ...{ tags, security, params },
        summary: 'What was booked, the newest first',
        querystring: z.object({
          account: z.string().max(80).optional().describe('Only those of an account'),
          before: z.coerce.number().int().positive().optional().describe('`next` of a page'),
        }),
        response: { 200: transfersSchema, ...refusals },
      },
    },
    async (request) => {
      const wanted = { ...(await of(userOf(request), request.params)), ...request.query, limit: STORY };
      const transfers = await transfersOf(sql, wanted);
      return { transfers, next: transfers.length < STORY ? null : (transfers.at(-1)?.id ?? null) };
    },
  );

  app.get(
    `${url}/dispatches`,
    {
      config: only('see-ledger'),
      schema: {
        ...{ tags, security, params },
        summary: 'Dispatch notes that still carry something',
        response: { 200: waysSchema, ...refusals },
      },
    },
    async (request) => ({ ways: await openDispatches(sql, await of(userOf(request), request.params)) }),
  );

  app.get(
    `${url}/reconciliation`,
    {
      config: only('see-ledger'),
      schema: {
        ...{ tags, security, params },
        summary: 'Transfers, balances, notes and lists held against each other, and whom to ask',
        querystring: z.object({ region: z.string().max(40).optional().describe('Code of a region: it and its parts') }),
        response: { 200: reconciliationSchema, ...refusals },
      },
    },
    async (request) => {
      const wanted = await of(userOf(request), request.params);
      const { zone } = (await ledgerOf(sql, wanted.campaign)).definition;
      const { count, counting } = await freshCount(sql, { campaign: wanted.campaign, zone });
      const found = await reconcile(sql, { ...wanted, ...request.query }, count);
      return {
        ...found,
        countedAt: count.at,
        counting,
        places: found.places.map((one) => ({ ...one, worth: worthOfPlaces(one) })),
      };
    },
  );

  app.get(
    `${url}/counts`,
    {
      config: only('see-ledger'),
      schema: {
        ...{ tags, security, params },
        summary: 'Counts that differ from the books and that nobody has confirmed',
        response: { 200: countsSchema, ...refusals },
      },
    },
    async (request) => ({ counts: await openCounts(sql, await of(userOf(request), request.params)) }),
  );

  app.get(
    `${url}/drafts`,
    {
      config: only('see-ledger'),
      schema: {
        ...{ tags, security, params },
        summary: 'What rules of warnings want sent and nobody has confirmed, and what a store lacks for it',
        querystring: z.object({ from: z.string().max(40).optional().describe('Its region; the top when left out') }),
        response: { 200: draftsSchema, ...refusals },
      },
    },
    async (request) => {
      const wanted = await of(userOf(request), request.params);
      const { definition } = await ledgerOf(sql, wanted.campaign);
      return draftsToConfirm(sql, { ...wanted, from: request.query.from ?? definition.scope });
    },
  );

  app.get(
    `${url}/standards`,
    {
      config: only('see-ledger'),
      schema: {
        ...{ tags, security, params },
        summary: 'Late standards by purse: what is set, what waits, and what dividing would give',
        response: { 200: standardsSchema, ...refusals },
      },
    },
    async (request) => {
      const { campaign } = await of(userOf(request), request.params);
      return { standards: await lateStandardsOf(sql, campaign) };
    },
  );

  app.get(
    `${url}/findings`,
    {
      config: only('see-ledger'),
      schema: {
        ...{ tags, security, params },
        summary: 'What an auditor would look at, with how many rows there are of it',
        response: { 200: findingsSchema, ...refusals },
      },
    },
    async (request) => {
      const language = languageOf(request);
      const seen = await of(userOf(request), request.params);
      await digestAccounts(sql, peopleKey(env.PEOPLE_KEY), seen.campaign);
      const findings = await countFindings(sql, seen);
      return {
        findings: findings.map((one) => {
          const { name, means } = FINDINGS[one.finding];
          return { ...one, name: name[language], means: means[language] };
        }),
      };
    },
  );
}

/** What the definition says of its goods and money, for whoever books them. */
const keptBy = ({ purses = {}, banks = {}, lists, stages }: Definition) => ({
  purses: named(purses),
  banks: named(banks),
  lists: Object.entries(lists)
    .filter(([, { track }]) => track.includes('deliver'))
    .map(([id, { name, helps = [] }]) => ({ id, name, helps })),
  stages: stages
    .filter(({ asks = [] }) => asks.some(({ does }) => does === 'deliver'))
    .map(({ id, name }) => ({ id, name })),
});

const named = (all: Readonly<Record<string, { name: Text }>>): { id: string; name: Text }[] =>
  Object.entries(all).map(([id, { name }]) => ({ id, name }));
