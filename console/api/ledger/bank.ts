import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import * as act from '../../../actions/ledger/bank';
import { readBankResult } from '../../../actions/ledger/bank-results';
import type { Language } from '../../../domain/campaign/definition/definition';
import { printable } from '../../../domain/text/printable';
import { type Problem as FieldProblem, sentence, tellIn } from '../../../domain/text/refusal';
import { batchesOf, batchIn } from '../../../store/ledger/bank/batches';
import { linesOf } from '../../../store/ledger/bank/lines-of';
import { type Result, resultsOf } from '../../../store/ledger/bank/results';
import { ledgerOf } from '../../../store/ledger/ledger-of';
import { peopleKey } from '../../../store/people/sealed/people-key';
import type { Source } from '../../../store/people/tables/read/source';
import type { App, Console } from '../../shell/context';
import { languageOf } from '../../shell/language';
import { Problem } from '../../shell/problems';
import { refusedWith } from '../../shell/schemas';
import { only, type User, userOf } from '../../shell/who';
import { campaignFor } from '../campaign/overview';
import * as shape from './bank-schemas';

const tags = ['administrator'];
const security = [{ apiToken: [] }, { session: [] }];
const refusals = refusedWith(400, 401, 403, 404, 409, 422);
const params = z.object({ campaign: z.string() });
const numbered = params.extend({ id: z.coerce.number().int().positive() });
const [sees, pays] = [only('see-ledger'), only('pay-rows')];
const BATCHES = 200;
const LINES = 500;
const LONGEST_NAME = 100;
/** A bank's answer for 200,000 rows; larger ones are read by the command. */
const MOST_BYTES = 32 * 1024 * 1024;
const FILE = 'application/octet-stream';

/** Paying by card (一卡通): batches are made, their files written, and the answers of banks read. */
export function bankRoutes(app: App, { sql, env }: Console): void {
  const url = '/api/campaigns/:campaign/ledger/bank';
  const people = peopleKey(env.PEOPLE_KEY);
  const of = async (user: User, { campaign }: { campaign: string }) => {
    await campaignFor(sql, user, campaign);
    await ledgerOf(sql, campaign);
    return { campaign, top: user.region, via: 'api' as const, people };
  };

  app.get(
    `${url}/batches`,
    {
      config: sees,
      schema: {
        ...{ tags, security, params },
        summary: 'Batches that banks were asked to pay, the newest first',
        response: { 200: shape.batchesSchema, ...refusals },
      },
    },
    async (request) => ({
      batches: await batchesOf(sql, { ...(await of(userOf(request), request.params)), limit: BATCHES }),
    }),
  );

  app.get(
    `${url}/batches/:id`,
    {
      config: sees,
      schema: {
        ...{ tags, security, params: numbered },
        summary: 'A batch, and what the bank has answered',
        response: { 200: shape.storySchema, ...refusals },
      },
    },
    async (request) => {
      const found = await batchIn(sql, { ...(await of(userOf(request), request.params)), batch: request.params.id });
      const results = await resultsOf(sql, found.id);
      return { ...found, results: results.map((one) => toldResult(one, languageOf(request))) };
    },
  );

  app.get(
    `${url}/batches/:id/lines`,
    {
      config: sees,
      schema: {
        ...{ tags, security, params: numbered },
        summary: 'Lines of a batch with masked names: those that have failed, and why',
        querystring: z.object({
          state: z.enum(['open', 'paid', 'failed', 'withdrawn']).default('failed'),
          after: z.coerce.number().int().min(0).default(0).describe('`next` of a page'),
        }),
        response: { 200: shape.linesSchema, ...refusals },
      },
    },
    async (request) => {
      const { id } = await batchIn(sql, { ...(await of(userOf(request), request.params)), batch: request.params.id });
      const lines = await linesOf(sql, { batch: id, ...request.query, limit: LINES });
      return { lines, next: lines.length < LINES ? null : (lines.at(-1)?.line ?? null) };
    },
  );

  app.post(
    `${url}/batches`,
    {
      config: pays,
      schema: {
        ...{ tags, security, params },
        summary: 'Freeze the rows that are still owed money for a bank; its file is asked for by itself',
        body: shape.making,
        response: { 200: shape.madeSchema, ...refusals },
      },
    },
    async (request) => {
      const user = userOf(request);
      const made = await act.makeBatch({ sql, by: user }, { ...(await of(user, request.params)), ...request.body });
      return toldMade(made, languageOf(request));
    },
  );

  app.post(
    `${url}/batches/:id/correction`,
    {
      config: pays,
      schema: {
        ...{ tags, security, params: numbered },
        summary: 'Make the one batch that pays again what has failed of another',
        body: shape.correcting,
        response: { 200: shape.madeSchema, ...refusals },
      },
    },
    async (request) => {
      const user = userOf(request);
      const asked = { ...(await of(user, request.params)), ...request.body, batch: request.params.id };
      return toldMade(await act.correctBatch({ sql, by: user }, asked), languageOf(request));
    },
  );

  app.post(
    `${url}/batches/:id/file`,
    {
      config: pays,
      schema: {
        ...{ tags, security, params: numbered },
        summary: 'The file of a batch, with names and accounts in full, for a reason; the same bytes each time',
        body: shape.reasoned,
        response: {
          200: { description: 'The file', content: { [FILE]: { schema: { type: 'string', format: 'binary' } } } },
          ...refusals,
        },
      },
    },
    async (request, reply) => {
      const user = userOf(request);
      const asked = { ...(await of(user, request.params)), ...request.body, batch: request.params.id };
      const pieces = await act.openBankFile({ sql, by: user }, asked);
      return reply
        .type(FILE)
        .header('content-disposition', `attachment; filename="bank-${asked.batch}.txt"`)
        .header('cache-control', 'no-store')
        .send(Readable.from(pieces, { objectMode: false }));
    },
  );

  app.post(
    `${url}/batches/:id/results`,
    {
      config: { ...pays, upload: MOST_BYTES },
      schema: {
        ...{ tags, security, params: numbered },
        summary: 'Read what the bank has answered: booked as a whole once, or set aside with its faults',
        description: 'One file, as the bank sends it. The same file again gives the first receipt.',
        consumes: ['multipart/form-data'],
        response: { 200: shape.readSchema, ...refusals, ...refusedWith(413, 503) },
      },
    },
    async (request) => {
      const user = userOf(request);
      const { campaign, top, via } = await of(user, request.params);
      const asked = { campaign, top, via, people, batch: request.params.id, source: await uploaded(request) };
      const { receipt, repeated, ...read } = await readBankResult({ sql, by: user }, asked);
      return { ...toldResult(read, languageOf(request)), receipt, repeated };
    },
  );

  app.post(
    `${url}/batches/:id/withdrawal`,
    {
      config: pays,
      schema: {
        ...{ tags, security, params: numbered },
        summary: 'Take back what the bank has not answered of a batch; these rows are free again',
        body: shape.reasoned,
        response: { 200: shape.batchSchema, ...refusals },
      },
    },
    async (request) => {
      const user = userOf(request);
      const asked = { ...(await of(user, request.params)), ...request.body, batch: request.params.id };
      return act.withdrawBatch({ sql, by: user }, asked);
    },
  );

  app.post(
    `${url}/accounts`,
    {
      config: pays,
      schema: {
        ...{ tags, security, params },
        summary: 'Change accounts and holders of rows that wait for their payment',
        body: shape.mending,
        response: { 200: shape.mended, ...refusals },
      },
    },
    async (request) => {
      const user = userOf(request);
      return act.mendAccounts({ sql, by: user }, { ...(await of(user, request.params)), ...request.body });
    },
  );
}

const told = (language: Language, { field, ...said }: FieldProblem) => ({
  ...{ field, code: said.code },
  message: tellIn(language, said),
});

const toldMade = ({ leftOut, ...made }: act.Made, language: Language) => ({
  ...made,
  leftOut: leftOut.map((one) => told(language, one)),
});

const toldResult = ({ faults, ...result }: Result, language: Language) => ({
  ...result,
  faults: faults.map(({ at, said }) => ({ at, code: said.code, message: tellIn(language, said) })),
});

/** @throws Problem without a file; the server's own refusal for one that is too large */
async function uploaded(request: FastifyRequest): Promise<Source> {
  let source: Source | null = null;
  for await (const part of request.parts())
    if (part.type === 'file')
      source = { file: printable(part.filename).slice(-LONGEST_NAME), bytes: await part.toBuffer() };
  if (!source) throw new Problem(422, sentence('no-tables'));
  return source;
}
