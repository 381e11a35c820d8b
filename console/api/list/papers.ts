import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import * as papers from '../../../actions/list/papers';
import { PHOTO_BYTES } from '../../../domain/report/photo';
import { sentence } from '../../../domain/text/refusal';
import { roundAsking, rowsOfPaper } from '../../../store/list/paper/paper-rows';
import { findPaper, MOST_SHEETS, papersOf } from '../../../store/list/paper/papers';
import { MOST_ROWS } from '../../../store/list/propose';
import { listOf } from '../../../store/list/tables/list-of';
import { peopleKey } from '../../../store/people/sealed/people-key';
import type { App, Console } from '../../shell/context';
import { languageOf } from '../../shell/language';
import { Problem } from '../../shell/problems';
import { refusedWith } from '../../shell/schemas';
import { someText } from '../../shell/text-schema';
import { allows, maySee, only, type User, userOf } from '../../shell/who';
import { rowSent, rowsSent } from '../../village/list/rows-sent';
import { receiptFor } from '../../village/receipt';
import { campaignFor } from '../campaign/overview';
import { formReceiptSchema } from '../report/receipt-schemas';
import { paperSchema, papersSchema, paperTakenSchema, takenOverSchema } from './paper-schemas';

const tags = ['officer'];
const security = [{ apiToken: [] }, { session: [] }];
const refusals = refusedWith(400, 401, 403, 404);
const PAGE = 200;
/** Twenty photos as a browser shrinks them, or four straight from the camera. */
const MOST_BYTES = 32 * 1024 * 1024;

/** Five hundred rows with their answers. */
const BODY_LIMIT = 1_048_576;

const ofList = z.object({ campaign: z.string(), list: z.string() });
const params = z.object({ paper: z.coerce.number().int().positive() });
const reason = someText(200);
const done = z.object({ paper: z.int() }).describe('Done');

const taking = z.object({
  key: z.string().min(1).max(100).optional(),
  unit: z.string().min(1).max(40),
  handedOver: z.iso.datetime({ offset: true }),
  rows: z.coerce.number().int().min(1).max(MOST_ROWS),
  submission: z.uuid(),
  because: reason.optional(),
});

const keying = rowsSent.extend({
  rows: z
    .array(rowSent.extend({ sheet: z.int().min(1).max(MOST_SHEETS).optional() }))
    .max(MOST_ROWS)
    .default([]),
  whole: z.boolean().default(false).describe('These are all: the paper can be compared'),
  submission: z.uuid().describe('Made by the sender: the same rows sent twice give the first receipt'),
});

/** Lists on paper: taken, keyed, compared by a second person. */
export function paperRoutes(app: App, { sql, env, client }: Console): void {
  const url = '/api/campaigns/:campaign/lists/:list/papers';
  const handsOf = (user: User) => ({ sql, by: user, client, people: peopleKey(env.PEOPLE_KEY) });
  const meant = (request: FastifyRequest<{ Params: z.infer<typeof params> }>) => {
    const user = userOf(request);
    return { hands: handsOf(user), of: { paper: request.params.paper, top: user.region } };
  };

  app.get(
    url,
    {
      config: only('see-lists'),
      schema: {
        tags,
        security,
        summary: 'Lists that units have handed over on paper, and how far they have come',
        params: ofList,
        querystring: z.object({ before: z.coerce.number().int().positive().optional().describe('`next` of a page') }),
        response: { 200: papersSchema, ...refusals },
      },
    },
    async (request) => {
      const user = userOf(request);
      await campaignFor(sql, user, request.params.campaign);
      const { before = null } = request.query;
      const found = await papersOf(sql, { ...request.params, top: user.region, before, limit: PAGE });
      return { papers: found, next: found.length < PAGE ? null : (found.at(-1)?.id ?? null) };
    },
  );

  app.post(
    url,
    {
      config: { ...only('edit-lists'), upload: MOST_BYTES },
      schema: {
        tags,
        security,
        summary: 'Take a list on paper: with that the unit has reported',
        description:
          'Fields: `unit`; `handedOver` (its rows count from then); `rows`, as many as stand on it; `submission` (UUID); `key` of the round, the latest one when left out; `because`, why it is taken after the lock, for those who may steer. Files: a photo (JPEG) of each sheet.',
        consumes: ['multipart/form-data'],
        params: ofList,
        response: { 200: paperTakenSchema, ...refusals, ...refusedWith(409, 410, 413, 422, 503) },
      },
    },
    async (request) => {
      const user = userOf(request);
      await campaignFor(sql, user, request.params.campaign);
      const { sheets, ...given } = await uploaded(request);
      const { unit, because } = given;
      if (!(await maySee(sql, user, unit))) throw new Problem(404, sentence('not-asked'));
      if (because !== undefined && !allows(user, 'steer-campaign')) throw new Problem(403, sentence('paper-locked'));
      const key = given.key ?? (await roundAsking(sql, { ...request.params, unit }));
      if (key === null) throw new Problem(404, sentence('not-asked'));
      const handedOver = new Date(given.handedOver).toISOString();
      return papers.takePaper(handsOf(user), { ...request.params, ...given, key, handedOver, sheets });
    },
  );

  app.get(
    '/api/papers/:paper',
    {
      config: only('see-lists'),
      schema: {
        tags,
        security,
        summary: 'A list on paper: its rows, masked, and the fields of a row',
        params,
        response: { 200: paperSchema, ...refusals },
      },
    },
    async (request) => {
      const paper = await findPaper(sql, { ...request.params, top: userOf(request).region });
      const { listed } = await listOf(sql, paper);
      const fields = listed.form.fields.map(({ id, label, unit, type, required, personal, choices = [] }) => ({
        ...{ id, label, unit, type, required, choices, personal: personal ?? null },
      }));
      return { paper, fields, consent: listed.list.consent === 'required', rows: await rowsOfPaper(sql, paper.id) };
    },
  );

  app.post(
    '/api/papers/:paper/rows',
    {
      config: only('edit-lists'),
      bodyLimit: BODY_LIMIT,
      schema: {
        tags,
        security,
        summary: 'Key rows of a list on paper; what the village’s phone has sent is the same row',
        params,
        body: keying,
        response: { 200: formReceiptSchema, ...refusals, ...refusedWith(409, 410, 422) },
      },
    },
    async (request) => {
      const { hands, of } = meant(request);
      const { whole, submission, ...rows } = request.body;
      const recorded = await papers.keyPaper(hands, { ...of, rows, whole, submission });
      return receiptFor(recorded, languageOf(request));
    },
  );

  app.post(
    '/api/papers/:paper/compare',
    {
      config: only('edit-lists'),
      schema: {
        tags,
        security,
        summary: 'A second person reads the paper back: with that it is done',
        params,
        body: z.object({
          rows: z.int().min(0).max(MOST_ROWS).describe('As many as stand on the paper'),
          tails: z
            .array(z.string().trim().max(4))
            .max(MOST_ROWS)
            .describe('The last four characters of each ID number, in any order; nothing for a row without one'),
        }),
        response: { 200: done, ...refusals, ...refusedWith(422) },
      },
    },
    async (request) => {
      const { hands, of } = meant(request);
      await papers.comparePaper(hands, { ...of, read: request.body });
      return { paper: of.paper };
    },
  );

  app.post(
    '/api/papers/:paper/rows/:row/take-other',
    {
      config: only('edit-lists'),
      schema: {
        tags,
        security,
        summary: 'Take over what the other way says of a row in which paper and phone differ',
        description: 'Category, numbers and choices; of names, numbers of people and texts no second value is kept.',
        params: params.extend({ row: z.uuid() }),
        body: z.object({ version: z.int().min(1).describe('Of the row, as it was seen') }),
        response: { 200: takenOverSchema, ...refusals, ...refusedWith(409, 422) },
      },
    },
    async (request) => {
      const { hands, of } = meant(request);
      return papers.takeOther(hands, { ...of, ...request.params, ...request.body, via: 'api' });
    },
  );

  app.post(
    '/api/papers/:paper/open',
    {
      config: only('steer-campaign'),
      schema: {
        tags,
        security,
        summary: 'Let a paper be keyed after the lock, because it was handed over before',
        params,
        body: z.object({ reason }),
        response: { 200: done, ...refusals, ...refusedWith(422) },
      },
    },
    async (request) => {
      const { hands, of } = meant(request);
      await papers.openPaper(hands, { ...of, ...request.body });
      return { paper: of.paper };
    },
  );

  app.post(
    '/api/papers/:paper/void',
    {
      config: only('edit-lists'),
      schema: {
        tags,
        security,
        summary: 'Declare a paper void before it is keyed: the unit is silent again',
        params,
        body: z.object({ reason: reason.describe('The unit reads it') }),
        response: { 200: done, ...refusals, ...refusedWith(422) },
      },
    },
    async (request) => {
      const { hands, of } = meant(request);
      await papers.voidPaper(hands, { ...of, ...request.body });
      return { paper: of.paper };
    },
  );

  app.post(
    '/api/papers/:paper/sheets/:nr',
    {
      config: only('reveal-people'),
      schema: {
        tags,
        security,
        summary: 'The photo of a sheet, for a reason',
        params: params.extend({ nr: z.coerce.number().int().min(1).max(MOST_SHEETS) }),
        body: z.object({ reason }),
        response: {
          200: { description: 'JPEG', content: { 'image/jpeg': { schema: { type: 'string', format: 'binary' } } } },
          ...refusals,
          ...refusedWith(422),
        },
      },
    },
    async (request, reply) => {
      const { hands, of } = meant(request);
      const photo = await papers.showSheet(hands, { ...of, nr: request.params.nr, reason: request.body.reason });
      return reply.type('image/jpeg').send(photo);
    },
  );
}

/** @throws Problem for fields that cannot be read, or too many bytes */
async function uploaded(request: FastifyRequest): Promise<z.infer<typeof taking> & { sheets: Buffer[] }> {
  const fields: Record<string, string> = {};
  const sheets: Buffer[] = [];
  const limits = { files: MOST_SHEETS, fileSize: PHOTO_BYTES };
  for await (const part of request.parts({ limits })) {
    if (part.type === 'file') sheets.push(await part.toBuffer());
    else fields[part.fieldname] = String(part.value);
    if (sheets.reduce((sum, { length }) => sum + length, 0) > MOST_BYTES)
      throw new Problem(413, sentence('request-too-large'));
  }
  const read = taking.safeParse(fields);
  if (!read.success) throw new Problem(400, sentence('unreadable-request'));
  return { ...read.data, sheets };
}
