import { z } from 'zod';
import { enterDeed, pairRows, showPlan, writePlan } from '../../../actions/list/pairs';
import { printable } from '../../../domain/text/printable';
import { sentence, tellIn } from '../../../domain/text/refusal';
import { countPairs, helperPosts, pairPage } from '../../../store/list/pairs/pair-roster';
import { readPairs } from '../../../store/list/pairs/pair-table';
import type { PageAt } from '../../../store/list/roster/roster';
import { peopleKey } from '../../../store/people/sealed/people-key';
import type { App, Console } from '../../shell/context';
import { languageOf } from '../../shell/language';
import { Problem } from '../../shell/problems';
import { refusedWith } from '../../shell/schemas';
import { only, type User, userOf } from '../../shell/who';
import { receiptFor } from '../../village/receipt';
import { campaignFor } from '../campaign/overview';
import { formReceiptSchema } from '../report/receipt-schemas';
import * as schemas from './pair-schemas';

const tags = ['officer'];
const security = [{ apiToken: [] }, { session: [] }];
const refusals = refusedWith(400, 401, 403, 404, 422);
const PAGE = 100;
const BODY_LIMIT = 4_194_304;
const LONGEST_NAME = 100;

const params = z.object({ campaign: z.string(), list: z.string() });
const ofRow = params.extend({ row: z.coerce.number().int().positive() });

/** Pairs (结对): who helps whom, what was done, and what is lacking. */
export function pairRoutes(app: App, { sql, env, client }: Console): void {
  const url = '/api/campaigns/:campaign/lists/:list/pairs';
  /** The list, within the reader's region. */
  const of = async (user: User, { campaign, list }: z.infer<typeof params>) => {
    await campaignFor(sql, user, campaign);
    return { campaign, list, top: user.region };
  };

  app.get(
    url,
    {
      config: only('see-lists'),
      schema: {
        tags,
        security,
        summary: 'Pairs, masked, a page at a time, with what they have of the minima',
        params,
        querystring: schemas.pairQuery,
        response: { 200: schemas.pairsSchema, ...refusals },
      },
    },
    async (request) => {
      const { after, before, last, on, ...filter } = request.query;
      const address = { ...(await of(userOf(request), request.params)), on };
      const at: PageAt = after !== undefined ? { after } : before !== undefined ? { before } : last ? 'last' : 'first';
      const page = await pairPage(sql, address, { filter, at, size: PAGE });
      return { ...page, counts: await countPairs(sql, address, filter) };
    },
  );

  app.get(
    `${url}/helpers`,
    {
      config: only('see-lists'),
      schema: {
        tags,
        security,
        summary: 'Posts that can help somebody of the list',
        params,
        querystring: z.object({ words: z.string().trim().max(40).describe('Of the unit’s name, or of the post') }),
        response: { 200: schemas.helpersSchema, ...refusals },
      },
    },
    async (request) => {
      const address = await of(userOf(request), request.params);
      return { helpers: await helperPosts(sql, address, request.query.words) };
    },
  );

  app.post(
    url,
    {
      config: only('decide-rows'),
      bodyLimit: BODY_LIMIT,
      schema: {
        tags,
        security,
        summary: 'Give rows their helpers, change or end pairs, all or nothing',
        params,
        body: schemas.pairingSchema,
        response: { 200: schemas.pairedSchema, ...refusals, ...refusedWith(409) },
      },
    },
    async (request) => {
      const user = userOf(request);
      const address = await of(user, request.params);
      return pairRows({ sql, by: user, client }, { ...address, ...request.body, via: 'api' });
    },
  );

  app.post(
    `${url}/check`,
    {
      config: only('decide-rows'),
      schema: {
        tags,
        security,
        summary: 'What a table of pairs says, and every wrong line; changes nothing',
        description: 'One file, .csv, .xlsx or .xls. Give `pairs` to write it.',
        consumes: ['multipart/form-data'],
        params,
        response: { 200: schemas.readPairsSchema, ...refusals },
      },
    },
    async (request) => {
      const address = await of(userOf(request), request.params);
      const part = await request.file();
      if (!part) throw new Problem(422, sentence('no-tables'));
      const file = { file: printable(part.filename).slice(-LONGEST_NAME), bytes: await part.toBuffer() };
      const { pairs, notes } = await readPairs(sql, peopleKey(env.PEOPLE_KEY), { ...address, file });
      return { pairs, notes: notes.map((note) => tellIn(languageOf(request), note)) };
    },
  );

  app.post(
    `${url}/:row/plan`,
    {
      config: only('edit-lists'),
      schema: {
        tags,
        security,
        summary: 'Write the plan for one person (一人一策), as a whole',
        params: ofRow,
        body: schemas.planSchema,
        response: { 200: schemas.planWrittenSchema, ...refusals, ...refusedWith(409) },
      },
    },
    async (request) => {
      const user = userOf(request);
      const { row, ...list } = request.params;
      const written = { ...(await of(user, list)), row, ...request.body, via: 'api' as const };
      return writePlan({ sql, by: user }, { ...written, key: peopleKey(env.PEOPLE_KEY) });
    },
  );

  app.post(
    `${url}/:row/plan/show`,
    {
      config: only('reveal-people'),
      schema: {
        tags,
        security,
        summary: 'The plan for one person, for a reason that is written down',
        params: ofRow,
        body: z.object({ reason: z.string().trim().min(2).max(200) }),
        response: { 200: schemas.planShownSchema, ...refusals },
      },
    },
    async (request) => {
      const user = userOf(request);
      const { row, ...list } = request.params;
      const looking = { ...(await of(user, list)), row, ...request.body, key: peopleKey(env.PEOPLE_KEY) };
      return showPlan({ sql, by: user }, looking);
    },
  );

  app.post(
    `${url}/:row/deeds`,
    {
      config: only('edit-lists'),
      schema: {
        tags,
        security,
        summary: 'Enter what the helper of a row has done, in the round that runs',
        params: ofRow,
        body: schemas.deedSchema,
        response: { 200: formReceiptSchema, ...refusals, ...refusedWith(409, 410) },
      },
    },
    async (request) => {
      const user = userOf(request);
      const { row, ...list } = request.params;
      const address = await of(user, list);
      const recorded = await enterDeed({ sql, by: user }, { ...address, row, ...request.body, via: 'api' });
      if (!recorded.repeated) await client.reportArrived(recorded.round);
      return receiptFor(recorded, languageOf(request));
    },
  );
}
