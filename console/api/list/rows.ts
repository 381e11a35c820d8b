import { z } from 'zod';
import { decideRows, showPhotoOfRow } from '../../../actions/list/rows';
import { readIdNumber } from '../../../domain/people/id-number';
import { PHOTO_ID } from '../../../domain/report/photo';
import { sentence } from '../../../domain/text/refusal';
import { listTotals, sumOf } from '../../../reporting/figures/list/list-totals';
import { getCampaign } from '../../../store/campaign/campaigns';
import {
  countRoster,
  listsOf,
  type PageAt,
  rosterPage,
  rosterRow,
  rowsOfPeople,
} from '../../../store/list/roster/roster';
import { membersOf, rowStory } from '../../../store/list/roster/row-story';
import { findPeople } from '../../../store/people/helped/find-people';
import { openKeyring } from '../../../store/people/sealed/keyring';
import { peopleKey } from '../../../store/people/sealed/people-key';
import type { App, Console } from '../../shell/context';
import { Problem } from '../../shell/problems';
import { refusedWith } from '../../shell/schemas';
import { only, type User, userOf } from '../../shell/who';
import { photoContent, unknownPhoto } from '../../village/routes/form-photos';
import { campaignFor } from '../campaign/overview';
import * as schemas from './row-schemas';

const tags = ['officer'];
const security = [{ apiToken: [] }, { session: [] }];
const refusals = refusedWith(400, 401, 403, 404);
const PAGE = 100;

const params = z.object({ campaign: z.string(), list: z.string() });
const rowParams = params.extend({ row: z.coerce.number().int().positive() });

/** Lists of a campaign: their counts, their rows, and the acts of officers on rows. */
export function rowRoutes(app: App, { sql, env, client }: Console): void {
  const url = '/api/campaigns/:campaign/lists';
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
        summary: 'The lists of a campaign',
        params: params.omit({ list: true }),
        response: { 200: schemas.listsSchema, ...refusals },
      },
    },
    async (request) => {
      const { campaign } = request.params;
      await campaignFor(sql, userOf(request), campaign);
      const { definition } = await getCampaign(sql, campaign);
      const named = (category: string) => ({
        id: category,
        name: definition.standards.find((one) => one.category === category)?.name ?? { 'zh-CN': category },
      });
      return {
        zone: definition.zone,
        lists: listsOf(definition).map(({ categories, ...list }) => ({ ...list, categories: categories.map(named) })),
      };
    },
  );

  app.get(
    `${url}/:list/counts`,
    {
      config: only('see-lists'),
      schema: {
        tags,
        security,
        summary: 'How many rows of a list have come how far',
        params,
        response: { 200: schemas.listCountsSchema, ...refusals },
      },
    },
    async (request) => {
      const byCategory = await listTotals(sql, await of(userOf(request), request.params));
      return { total: sumOf(byCategory), byCategory };
    },
  );

  app.get(
    `${url}/:list/rows`,
    {
      config: only('see-lists'),
      schema: {
        tags,
        security,
        summary: 'Rows of a list, masked, a page at a time',
        params,
        querystring: schemas.pageSchema,
        response: { 200: schemas.rosterSchema, ...refusals },
      },
    },
    async (request) => {
      const address = await of(userOf(request), request.params);
      const { after, before, last, count, ...filter } = request.query;
      const at: PageAt = after !== undefined ? { after } : before !== undefined ? { before } : last ? 'last' : 'first';
      const page = await rosterPage(sql, address, { filter, at, size: PAGE });
      return { ...page, ...(count && { count: await countRoster(sql, address, filter) }) };
    },
  );

  app.post(
    `${url}/:list/rows/find`,
    {
      config: only('see-lists'),
      schema: {
        tags,
        security,
        summary: 'Rows of a person, by the whole name or the whole ID number',
        params,
        body: schemas.findSchema,
        response: { 200: schemas.foundSchema, ...refusals },
      },
    },
    async (request) => {
      const address = await of(userOf(request), request.params);
      const { words } = request.body;
      const read = readIdNumber(words, new Date().toISOString().slice(0, 10));
      const wanted = 'number' in read ? { idNumber: read.number } : { name: words };
      const keyring = await openKeyring(sql, peopleKey(env.PEOPLE_KEY));
      const people = await findPeople(sql, keyring, wanted, { top: address.top });
      return {
        rows: await rowsOfPeople(
          sql,
          address,
          people.map(({ id }) => id),
        ),
      };
    },
  );

  app.get(
    `${url}/:list/rows/:row`,
    {
      config: only('see-lists'),
      schema: {
        tags,
        security,
        summary: 'One row, masked, and what was done with it',
        params: rowParams,
        response: { 200: schemas.rowSchema, ...refusals },
      },
    },
    async (request) => {
      const { row: id } = request.params;
      const row = await rosterRow(sql, await of(userOf(request), request.params), id);
      if (!row) throw new Problem(404, sentence('row-unknown'));
      return { row, members: await membersOf(sql, id), deeds: await rowStory(sql, id) };
    },
  );

  app.post(
    `${url}/:list/rows/:row/photos/:photo`,
    {
      config: only('reveal-people'),
      schema: {
        tags,
        security,
        summary: 'A photo that proves what was done with a row, for a reason that is written down',
        params: rowParams.extend({ photo: z.string().regex(PHOTO_ID) }),
        body: z.object({ reason: z.string().trim().min(2).max(200) }),
        response: { 200: photoContent, ...refusals },
      },
    },
    async (request, reply) => {
      const user = userOf(request);
      const address = await of(user, request.params);
      const { row, photo } = request.params;
      if (!(await rosterRow(sql, address, row))) throw new Problem(404, sentence('row-unknown'));
      const key = peopleKey(env.PEOPLE_KEY);
      const picture = await showPhotoOfRow({ sql, by: user }, { ...address, row, photo, key, ...request.body });
      if (!picture) throw unknownPhoto();
      return reply.type('image/jpeg').header('content-disposition', 'attachment; filename="photo.jpg"').send(picture);
    },
  );

  app.post(
    `${url}/:list/rows/decide`,
    {
      config: only('decide-rows'),
      schema: {
        tags,
        security,
        summary: 'Decide on one row or many, all or nothing',
        description: 'A refusal names the first hundred rows that forbid it, in `problems`, by number and unit.',
        params,
        body: schemas.decideSchema,
        response: { 200: schemas.decidedSchema, ...refusals, ...refusedWith(409, 422) },
      },
    },
    async (request) => {
      const user = userOf(request);
      const address = await of(user, request.params);
      return decideRows({ sql, by: user, client }, { ...address, ...request.body, via: 'api' });
    },
  );
}
