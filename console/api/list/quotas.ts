import { z } from 'zod';
import { moveSlots, setQuotas } from '../../../actions/list/quotas';
import { printable } from '../../../domain/text/printable';
import { sentence, tellIn } from '../../../domain/text/refusal';
import { type ListAddress, limitedList, quotasOf, quotaTotals } from '../../../store/list/quotas';
import { quotaStory } from '../../../store/list/roster/quota-story';
import { lookAtQuotas } from '../../../store/list/tables/quota-table';
import { regionNames } from '../../../store/people/regions';
import type { App, Console } from '../../shell/context';
import { languageOf } from '../../shell/language';
import { Problem } from '../../shell/problems';
import { refusedWith } from '../../shell/schemas';
import { someText } from '../../shell/text-schema';
import { only, type User, userOf } from '../../shell/who';
import { campaignFor } from '../campaign/overview';
import { category, givenSchema, lookedSchema, quota, quotasSchema, slots, storySchema, unit } from './quota-schemas';

const tags = ['administrator'];
const security = [{ apiToken: [] }, { session: [] }];
const refusals = refusedWith(400, 401, 403, 404, 422);
/** A province has some 30,000 villages. */
const BODY_LIMIT = 8_388_608;
const MOST_QUOTAS = 60_000;
const PAGE = 500;
const STORY = 200;
const LONGEST_NAME = 100;

const params = z.object({ campaign: z.string(), list: z.string() });
const reason = someText(200);

/** The slots of a list (分配表): read, compared with a table, given and moved. */
export function quotaRoutes(app: App, { sql, client }: Console): void {
  const url = '/api/campaigns/:campaign/lists/:list/quotas';
  /** The list, within the reader's region. */
  const of = async (
    user: User,
    { campaign, list }: z.infer<typeof params>,
  ): Promise<ListAddress & { top: string | null }> => {
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
        summary: 'The slots of a list by unit, with their sums',
        params,
        querystring: z.object({ after: z.string().max(40).default('').describe('Code of the last unit of the page') }),
        response: {
          200: quotasSchema,
          ...refusals,
        },
      },
    },
    async (request) => {
      const address = await of(userOf(request), request.params);
      const { locked } = await limitedList(sql, address);
      const quotas = await quotasOf(sql, { ...address, after: request.query.after, units: PAGE });
      const totals = await quotaTotals(sql, address);
      const units = new Set(quotas.map((one) => one.unit));
      return { locked, totals, quotas, next: units.size < PAGE ? null : (quotas.at(-1)?.unit ?? null) };
    },
  );

  app.post(
    `${url}/check`,
    {
      config: only('steer-campaign'),
      schema: {
        tags,
        security,
        summary: 'What a table of slots would change, and every wrong cell; changes nothing',
        description: 'One file, .csv, .xlsx or .xls. `wanted` is what it says: give that to write it.',
        consumes: ['multipart/form-data'],
        params,
        response: {
          200: lookedSchema,
          ...refusals,
        },
      },
    },
    async (request) => {
      const address = await of(userOf(request), request.params);
      const part = await request.file();
      if (!part) throw new Problem(422, sentence('no-tables'));
      const file = { file: printable(part.filename).slice(-LONGEST_NAME), bytes: await part.toBuffer() };
      const { difference, quotas: wanted, notes } = await lookAtQuotas(sql, { ...address, file });
      const { changed, same, unnamed, below } = difference;
      const names = await regionNames(
        sql,
        [...changed, ...unnamed].map((one) => one.unit),
      );
      const named = <Line extends { unit: string }>(line: Line) => ({
        ...line,
        name: names.get(line.unit) ?? line.unit,
      });
      return {
        ...{ changed: changed.map(named), same, unnamed: unnamed.map(named), below: below.map(named), wanted },
        notes: notes.map((note) => tellIn(languageOf(request), note)),
      };
    },
  );

  app.get(
    `${url}/changes`,
    {
      config: only('see-lists'),
      schema: {
        tags,
        security,
        summary: 'Each change of slots: when, by whom and why',
        params,
        querystring: z.object({ before: z.coerce.number().int().positive().optional().describe('`next` of a page') }),
        response: { 200: storySchema, ...refusals },
      },
    },
    async (request) => {
      const address = await of(userOf(request), request.params);
      const changes = await quotaStory(sql, { ...address, before: request.query.before ?? null, limit: STORY });
      return { changes, next: changes.length < STORY ? null : (changes.at(-1)?.id ?? null) };
    },
  );

  app.post(
    url,
    {
      config: only('steer-campaign'),
      bodyLimit: BODY_LIMIT,
      schema: {
        tags,
        security,
        summary: 'Give units their slots, all or nothing; what is not named stays',
        params,
        body: z.object({ quotas: z.array(quota).min(1).max(MOST_QUOTAS), reason }),
        response: { 200: givenSchema, ...refusals },
      },
    },
    async (request) => {
      const user = userOf(request);
      const { quotas: wanted, reason: why } = request.body;
      return setQuotas({ sql, by: user, client }, { ...(await of(user, request.params)), wanted, reason: why });
    },
  );

  app.post(
    `${url}/move`,
    {
      config: only('steer-campaign'),
      schema: {
        tags,
        security,
        summary: 'Move slots from one unit to another, before the lock',
        params,
        body: z.object({ from: unit, to: unit, category, slots: slots.min(1), reason }),
        response: { 200: givenSchema, ...refusals },
      },
    },
    async (request) => {
      const user = userOf(request);
      const { reason: why, ...move } = request.body;
      return moveSlots({ sql, by: user, client }, { ...(await of(user, request.params)), move, reason: why });
    },
  );
}
