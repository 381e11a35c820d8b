import { z } from 'zod';
import { hearAboutPosting } from '../../../actions/posting/objections';
import * as act from '../../../actions/posting/postings';
import type { Instant } from '../../../domain/instant';
import { LEAKS } from '../../../domain/posting/guard';
import { postingSheet } from '../../../domain/posting/sheet';
import { PHOTO_BYTES } from '../../../domain/report/photo';
import { sentence } from '../../../domain/text/refusal';
import { campaignTime } from '../../../store/campaign/campaigns';
import type { Queries } from '../../../store/db/db';
import { peopleKey } from '../../../store/people/sealed/people-key';
import { findPosting, firstOf, type Posting, shownPosting } from '../../../store/posting/posted';
import { postingBoard, postingFigures, saidAbout } from '../../../store/posting/posting-board';
import { photosOfPosting, readPostingPhoto } from '../../../store/posting/posting-photos';
import type { App, Console } from '../../shell/context';
import { POSTING_HEADERS } from '../../shell/gate/posting-policy';
import { Problem } from '../../shell/problems';
import { page, refusedWith } from '../../shell/schemas';
import { freeText, someText } from '../../shell/text-schema';
import { only, type User, userOf } from '../../shell/who';
import {
  heardSchema,
  movedPostingSchema,
  photoBody,
  postBody,
  postedSchema,
  postingSchema,
  postingsSchema,
  postingsWanted,
  previewSchema,
  toPostBody,
} from './posting-schemas';

const tags = ['officer'];
const security = [{ apiToken: [] }, { session: [] }];
const params = z.object({ id: z.coerce.number().int().positive() });
const refusals = refusedWith(400, 401, 403, 404);
const changes = { ...refusedWith(409, 422), ...refusals };
/** A photo in base64 takes a third more. */
const PHOTO_LIMIT = Math.ceil(PHOTO_BYTES * 1.4) + 10_000;

/** Postings (公示): the board of them, sheets, and what officers do with them. */
export function postingRoutes(app: App, console: Console): void {
  const { sql, env, client } = console;
  const key = peopleKey(env.PEOPLE_KEY);
  const addresses = { publicUrl: env.PUBLIC_URL, secret: env.LINK_SECRET };
  const posting = (user: User) => ({ sql, by: user, key, addresses, top: user.region, client });

  app.get(
    '/api/postings',
    {
      config: only('see-lists'),
      schema: {
        tags,
        security,
        summary: 'Postings of a campaign, and what came of them',
        querystring: postingsWanted,
        response: { 200: postingsSchema, ...refusals },
      },
    },
    async (request) => {
      const { limit, ...wanted } = request.query;
      const top = userOf(request).region;
      const found = await postingBoard(sql, { ...wanted, limit: limit + 1, top });
      const figures = await postingFigures(sql, { campaign: wanted.campaign, list: wanted.list ?? null, top });
      const clock = await clockOf(sql, wanted.campaign);
      return { postings: found.slice(0, limit), more: found.length > limit, figures, ...clock };
    },
  );

  app.get(
    '/api/postings/:id',
    {
      config: only('see-lists'),
      schema: {
        tags,
        security,
        summary: 'A posting: what hangs, masked',
        params,
        response: { 200: postingSchema, ...refusals },
      },
    },
    async (request) => {
      const found = await existing(sql, request.params.id, userOf(request));
      const { address } = shownPosting(found, await firstOf(sql, found), addresses);
      const { id, campaign } = found;
      const photos = await photosOfPosting(sql, id);
      return { ...found, address, photos, ...(await saidAbout(sql, id)), ...(await clockOf(sql, campaign)) };
    },
  );

  app.get(
    '/api/postings/:id/sheet',
    {
      config: only('see-lists'),
      schema: {
        tags,
        security,
        summary: 'The sheet for the board: A4, with its pages, the digest and the code square',
        params,
        response: { 200: page('To be printed'), ...refusals },
      },
    },
    async (request, reply) => {
      const found = await existing(sql, request.params.id, userOf(request));
      reply.headers(POSTING_HEADERS).type('text/html; charset=utf-8');
      return postingSheet(shownPosting(found, await firstOf(sql, found), addresses));
    },
  );

  app.get(
    '/api/postings/:id/photos/:photo',
    {
      config: only('see-lists'),
      schema: {
        tags,
        security,
        summary: 'A photo of the board',
        params: params.extend({ photo: z.string().regex(/^[0-9a-f]{64}$/) }),
        response: {
          200: { description: 'JPEG', content: { 'image/jpeg': { schema: { type: 'string' } } } },
          ...refusals,
        },
      },
    },
    async (request, reply) => {
      const { id } = await existing(sql, request.params.id, userOf(request));
      const bytes = await readPostingPhoto(sql, { posting: id, photo: request.params.photo });
      if (!bytes) throw new Problem(404, sentence('not-found'));
      return reply.type('image/jpeg').send(bytes);
    },
  );

  app.post(
    '/api/postings/preview',
    {
      config: only('post-list'),
      schema: {
        tags,
        security,
        summary: 'The first sheet as it would hang; nothing is posted',
        body: toPostBody,
        response: { 200: previewSchema, ...changes },
      },
    },
    async (request) => {
      const shown = await act.previewPosting(posting(userOf(request)), request.body);
      const { region, villages, rows, content, leaks } = shown;
      return { region, villages, rows, content, leaks: leaks.map((one) => LEAKS[one]), sheet: postingSheet(shown) };
    },
  );

  app.post(
    '/api/postings',
    {
      config: only('post-list'),
      schema: {
        tags,
        security,
        summary: 'Post a list in the villages of a region',
        description:
          'Freezes the rows that stand before `announce`, masked, one posting for each village, until the end of the last day.',
        body: postBody,
        response: { 200: postedSchema, ...changes },
      },
    },
    (request) => {
      const { submission, ...toPost } = request.body;
      return act.openPosting(posting(userOf(request)), toPost, submission);
    },
  );

  app.post(
    '/api/postings/:id/withdraw',
    {
      config: only('post-list'),
      schema: {
        tags,
        security,
        summary: 'Take a posting down before its end',
        params,
        body: z.object({ reason: someText() }),
        response: { 200: movedPostingSchema, ...changes },
      },
    },
    (request) => {
      const user = userOf(request);
      const of = { posting: request.params.id, top: user.region, reason: request.body.reason };
      return act.withdrawPosting({ sql, by: user, client }, of);
    },
  );

  app.post(
    '/api/postings/:id/close',
    {
      config: only('post-list'),
      schema: {
        tags,
        security,
        summary: 'Close postings whose last day is over, where their workflow has failed',
        params,
        response: { 200: movedPostingSchema, ...changes },
      },
    },
    (request) => {
      const user = userOf(request);
      return act.closePosting({ sql, by: user, client }, { posting: request.params.id, top: user.region });
    },
  );

  app.post(
    '/api/postings/:id/photos',
    {
      config: only('post-list'),
      bodyLimit: PHOTO_LIMIT,
      schema: {
        tags,
        security,
        summary: 'Keep a photo of the board, at the start or the end',
        params,
        body: photoBody,
        response: { 200: z.object({ posting: z.int(), photo: z.string() }), ...changes },
      },
    },
    (request) => {
      const user = userOf(request);
      const bytes = Buffer.from(request.body.photo, 'base64');
      const { moment } = request.body;
      return act.keepBoardPhoto({ sql, by: user }, { posting: request.params.id, top: user.region, moment, bytes });
    },
  );

  app.post(
    '/api/postings/:id/said',
    {
      config: only('open-case'),
      bodyLimit: PHOTO_LIMIT,
      schema: {
        tags,
        security,
        summary: 'Take what somebody says about a posting, by telephone, paper or SMS',
        description: 'A paper counts by the day on which it was handed over, with its photo.',
        params,
        body: z.object({
          number: z.int().positive().optional().describe('Of the row; left out for a family that is missing'),
          text: freeText(1000),
          from: freeText(100).optional().describe('Name and telephone, where they were given'),
          submission: z.uuid().optional(),
          paper: photoBody.pick({ photo: true }).extend({ handedOver: z.iso.date() }).optional(),
        }),
        response: { 200: heardSchema, ...changes },
      },
    },
    (request) => {
      const user = userOf(request);
      const { paper, ...said } = request.body;
      const taken = paper && { handedOver: paper.handedOver, photo: Buffer.from(paper.photo, 'base64') };
      const about = { ...said, posting: request.params.id, top: user.region, paper: taken };
      return hearAboutPosting({ sql, by: user, key, client }, about);
    },
  );
}

/** @returns the time and the zone of a campaign. @throws Problem 404 when there is no such campaign */
async function clockOf(sql: Queries, campaign: string): Promise<{ now: Instant; zone: string }> {
  const time = await campaignTime(sql, campaign);
  if (!time) throw new Problem(404, sentence('unknown-campaign', { campaign }));
  return { now: time.now, zone: time.zone };
}

/** @throws Problem 404 when there is none within the user's region */
async function existing(sql: Queries, id: number, { region: top }: User): Promise<Posting> {
  const found = await findPosting(sql, { id, top });
  if (!found) throw new Problem(404, sentence('unknown-posting', { posting: id }));
  return found;
}
