import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  addAccount,
  addAccounts,
  changeAccount,
  inviteAgain,
  removeSecondFactor,
} from '../../../actions/account/accounts';
import { printable } from '../../../domain/text/printable';
import { Refused, sentence, tellIn } from '../../../domain/text/refusal';
import { accountRows } from '../../../store/account/account-rows';
import { type Account, listAccounts } from '../../../store/account/accounts';
import { auditLog } from '../../../store/account/audit-log';
import type { Queries } from '../../../store/db/db';
import { readTable } from '../../../store/people/tables/read/read-table';
import type { RawTable } from '../../../store/people/tables/table';
import {
  accountRowsSchema,
  accountSchema,
  addedSchema,
  addedSeveralSchema,
  entrySchema,
  givenSchema,
  invitedSchema,
  place,
  severalSchema,
} from '../../api/account/account-schemas';
import type { App, Console } from '../../shell/context';
import { languageOf } from '../../shell/language';
import { Problem } from '../../shell/problems';
import { refusedWith } from '../../shell/schemas';
import { maySee, only, type User, userOf } from '../../shell/who';

const tags = ['administrator'];
const security = [{ apiToken: [] }, { session: [] }];
const config = only('manage-accounts');
const refusals = refusedWith(401, 403, 404, 409, 422);

/** Its end shows the kind of the file. */
const LONGEST_NAME = 100;
const params = z.object({ id: z.coerce.number().int().positive() });

/** Accounts, for administrators: those of the user's region and below, but never the user's own. */
export function accountsRoutes(app: App, { sql, env }: Console): void {
  app.get(
    '/api/accounts',
    {
      config,
      schema: {
        tags,
        security,
        summary: 'All accounts',
        response: { 200: z.array(accountSchema).describe('Accounts'), ...refusals },
      },
    },
    async (request) => listAccounts(sql, userOf(request).region),
  );

  app.post(
    '/api/accounts',
    {
      config,
      schema: {
        tags,
        security,
        summary: 'Add an account',
        body: givenSchema,
        response: {
          200: addedSchema,
          ...refusedWith(400),
          ...refusals,
        },
      },
    },
    async (request) => {
      const user = userOf(request);
      const { login, name, role, region } = request.body;
      await refuseGiving(sql, user, region);
      return addAccount({ sql, by: user }, { login, name, role, region }, env.PUBLIC_URL).catch(refused);
    },
  );

  app.post(
    '/api/accounts/several',
    {
      config,
      schema: {
        tags,
        security,
        summary: 'Add several accounts, all or none',
        body: severalSchema,
        response: { 200: addedSeveralSchema, ...refusedWith(400), ...refusals },
      },
    },
    async (request) => {
      const user = userOf(request);
      const given = request.body.accounts.map(({ login, name, role, region }) => ({ login, name, role, region }));
      for (const region of new Set(given.map((one) => one.region))) await refuseGiving(sql, user, region);
      return { added: await addAccounts({ sql, by: user }, given, env.PUBLIC_URL).catch(refused) };
    },
  );

  app.post(
    '/api/accounts/read',
    {
      config,
      schema: {
        tags,
        security,
        summary: 'Read a table of people who are to get accounts; makes none',
        description: 'One file, .csv, .xlsx or .xls; rows copied from a spreadsheet are a .csv with tabs.',
        consumes: ['multipart/form-data'],
        response: { 200: accountRowsSchema, ...refusedWith(400), ...refusals },
      },
    },
    async (request) => {
      const user = userOf(request);
      const rows = await accountRows(sql, { raw: await tablesIn(request), top: user.region });
      const language = languageOf(request);
      return { rows: rows.map(({ wrong, ...row }) => ({ ...row, wrong: wrong && tellIn(language, wrong) })) };
    },
  );

  app.post(
    '/api/accounts/:id',
    {
      config,
      schema: {
        tags,
        security,
        summary: 'Give an account another role, region or name, disable it, or enable it; its sessions end',
        params,
        body: z.object({ ...place, name: givenSchema.shape.name.optional(), disabled: z.boolean().default(false) }),
        response: { 200: accountSchema, ...refusedWith(400), ...refusals },
      },
    },
    async (request) => {
      const user = userOf(request);
      const { role, region, name, disabled } = request.body;
      const { id } = await othersAccount(sql, user, request.params.id);
      await refuseGiving(sql, user, region);
      return changeAccount({ sql, by: user }, id, { role, region, name, disabled }).catch(refused);
    },
  );

  app.post(
    '/api/accounts/:id/invite',
    {
      config,
      schema: {
        tags,
        security,
        summary: 'Make a one-time link to a new password; those before it stop working',
        params,
        response: { 200: invitedSchema, ...refusals },
      },
    },
    async (request) => {
      const user = userOf(request);
      const { id, hasSubject } = await othersAccount(sql, user, request.params.id);
      if (hasSubject) throw new Problem(409, sentence('provider-account'));
      return inviteAgain({ sql, by: user }, id, env.PUBLIC_URL);
    },
  );

  app.post(
    '/api/accounts/:id/second-factor/remove',
    {
      config,
      schema: {
        tags,
        security,
        summary: 'Remove the second factor of somebody who has lost telephone and recovery codes; the sessions end',
        params,
        response: { 200: z.object({ removed: z.boolean() }).describe('Whether there was one'), ...refusals },
      },
    },
    async (request) => {
      const user = userOf(request);
      const { id } = await othersAccount(sql, user, request.params.id);
      return removeSecondFactor({ sql, by: user }, id);
    },
  );

  app.get(
    '/api/audit',
    {
      config: only('see-audit-log'),
      schema: {
        tags,
        security,
        summary: 'Who did what, newest first',
        querystring: z.object({
          campaign: z.string().optional(),
          before: z.coerce.number().int().positive().optional().describe('Older than this id: the next page'),
          limit: z.coerce.number().int().min(1).max(1000).default(200),
        }),
        response: { 200: z.array(entrySchema).describe('Entries'), ...refusedWith(400), ...refusals },
      },
    },
    async (request) => {
      const { campaign = null, before = null, limit } = request.query;
      return auditLog(sql, { campaign, before, limit, region: userOf(request).region });
    },
  );
}

/** @throws Problem without a table; Refused for a file that is none */
async function tablesIn(request: FastifyRequest): Promise<RawTable[]> {
  for await (const part of request.parts()) {
    if (part.type === 'file') return readTable(printable(part.filename).slice(-LONGEST_NAME), await part.toBuffer());
  }
  throw new Problem(422, sentence('no-tables'));
}

/** Users give only rights that they have. @throws Problem 404 for a region that is not below the user's own */
export async function refuseGiving(sql: Queries, user: User, region: string | null): Promise<void> {
  if (user.region === null || (region !== null && (await maySee(sql, user, region)))) return;
  throw new Problem(404, region === null ? sentence('beyond-account') : sentence('unknown-region', { region }));
}

/** @throws Problem 404 for an account beyond the user's region, 409 for the user's own: it would lock them out */
async function othersAccount(sql: Queries, user: User, id: number): Promise<Account> {
  if (id === user.id) throw new Problem(409, sentence('own-account'));
  const found = (await listAccounts(sql, user.region)).find((one) => one.id === id);
  if (found) return found;
  throw new Problem(404, sentence('unknown-account', { id }));
}

/** Answers wrong input as something to correct, an unknown region as well. */
function refused(error: unknown): never {
  if (!(error instanceof Refused)) throw error;
  throw new Problem(error.code === 'login-taken' ? 409 : 422, error.sentence);
}
