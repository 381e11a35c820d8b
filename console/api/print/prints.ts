import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { printRows } from '../../../actions/print/rows';
import { giveUpTemplate, keepTemplate } from '../../../actions/print/templates';
import { type Placeholder, PRINT_NAMES, printOf } from '../../../domain/print/prints';
import { sentence } from '../../../domain/text/refusal';
import { printNote, printPosting } from '../../../reporting/print/public-prints';
import { TEMPLATE_BYTES } from '../../../reporting/print/template-file';
import { peopleKey } from '../../../store/people/sealed/people-key';
import { findPosting } from '../../../store/posting/posted';
import { templateFor } from '../../../store/print/templates';
import type { App, Console } from '../../shell/context';
import { Problem } from '../../shell/problems';
import { refusedWith } from '../../shell/schemas';
import { someText } from '../../shell/text-schema';
import { allows, forbidden, only, userOf } from '../../shell/who';
import { campaignFor } from '../campaign/overview';
import { keptTemplateSchema, printName, printsSchema } from './print-schemas';

const tags = ['officer'];
const security = [{ apiToken: [] }, { session: [] }];
const refusals = refusedWith(400, 401, 403, 404, 409);
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const file = { description: 'The file', content: { [WORD]: { schema: { type: 'string', format: 'binary' } } } };
const region = z.string().max(40);
const params = z.object({ print: printName });
/** Word documents in the making: each takes a core for seconds. */
const MOST_PRINTING = 2;

/**
 * Printed forms: rosters, sheets to sign, postings, notes and letters, from Word templates that an office may change.
 */
export function printRoutes(app: App, { sql, env }: Console): void {
  const people = peopleKey(env.PEOPLE_KEY);
  let printing = 0;
  /** @throws Problem 429 when enough are printed already */
  async function inLine<T>(make: () => Promise<T>): Promise<T> {
    if (printing >= MOST_PRINTING) throw new Problem(429, sentence('reports-waiting'));
    printing += 1;
    try {
      return await make();
    } finally {
      printing -= 1;
    }
  }

  app.get(
    '/api/prints',
    {
      config: only('see-lists'),
      schema: {
        ...{ tags, security },
        summary: 'The printed forms, what their templates may say, and whose template counts in one’s region',
        response: { 200: printsSchema, ...refusals },
      },
    },
    async (request) => {
      const top = userOf(request).region;
      const prints = PRINT_NAMES.map(async (print) => {
        const { name, of, placeholders } = printOf(print);
        const { digest, kept } = await templateFor(sql, print, top);
        return { print, name, of, marks: placeholders.map(told), template: { digest, kept } };
      });
      return { prints: await Promise.all(prints) };
    },
  );

  app.get(
    '/api/prints/:print/template',
    {
      config: only('see-lists'),
      schema: {
        ...{ tags, security, params },
        summary: 'The Word template that counts in one’s region, to be changed',
        response: { 200: file, ...refusals },
      },
    },
    async (request, reply) => {
      const { print } = request.params;
      return sendWord(reply, print, (await templateFor(sql, print, userOf(request).region)).file);
    },
  );

  app.post(
    '/api/prints/:print/template',
    {
      config: { ...only('keep-templates'), upload: TEMPLATE_BYTES },
      schema: {
        ...{ tags, security, params },
        summary: 'Put a Word template in the place of the one before, for one’s region',
        description: 'One .docx file. Macros, embedded objects, links to outside and unknown marks are refused.',
        consumes: ['multipart/form-data'],
        response: { 200: keptTemplateSchema, ...refusals, ...refusedWith(413, 422, 503) },
      },
    },
    async (request) => {
      const user = userOf(request);
      const bytes = await uploaded(request);
      const kept = await keepTemplate(
        { sql, by: user },
        { print: request.params.print, region: user.region, file: bytes },
      );
      return { digest: kept.digest, has: kept.check.has, lacks: kept.check.lacks };
    },
  );

  app.post(
    '/api/prints/:print/template/give-up',
    {
      config: only('keep-templates'),
      schema: {
        ...{ tags, security, params },
        summary: 'Let the template of one’s region go: the shipped one counts again, or that of a wider region',
        response: { 200: z.object({ print: printName }), ...refusals },
      },
    },
    async (request) => {
      const user = userOf(request);
      const { print } = request.params;
      await giveUpTemplate({ sql, by: user }, { print, region: user.region });
      return { print };
    },
  );

  app.post(
    '/api/campaigns/:campaign/lists/:list/print',
    {
      config: only('see-lists'),
      schema: {
        ...{ tags, security },
        params: z.object({ campaign: z.string(), list: z.string() }),
        summary: 'Rows of a list in a township or village as a printed form (Word)',
        description: 'With a reason, names and numbers are in full, for who may export lists; else they are masked.',
        body: z.object({
          print: z.enum(['roster', 'sign-sheet', 'letter']),
          region,
          reason: someText(200).optional(),
        }),
        response: { 200: file, ...refusals, ...refusedWith(429) },
      },
    },
    async (request, reply) => {
      const user = userOf(request);
      const { campaign, list } = request.params;
      const { print, region: place, reason } = request.body;
      await campaignFor(sql, user, campaign);
      if (reason !== undefined && !allows(user, 'export-lists')) throw forbidden(user, 'export-lists');
      const inFull = reason === undefined ? null : { people, reason };
      const wanted = { print, campaign, list, region: place, top: user.region, inFull, publicUrl: env.PUBLIC_URL };
      const printed = await inLine(() => printRows({ sql, by: user }, wanted));
      return sendWord(reply, `${print}-${place}`, printed.file);
    },
  );

  app.get(
    '/api/postings/:id/print',
    {
      config: only('see-lists'),
      schema: {
        ...{ tags, security },
        params: z.object({ id: z.coerce.number().int().positive() }),
        summary: 'The sheet of a posting from the office’s Word template, masked',
        response: { 200: file, ...refusals, ...refusedWith(429) },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const found = await findPosting(sql, { id, top: userOf(request).region });
      if (!found) throw new Problem(404, sentence('unknown-posting', { posting: id }));
      const addresses = { publicUrl: env.PUBLIC_URL, secret: env.LINK_SECRET };
      return sendWord(reply, `posting-${id}`, await inLine(() => printPosting(sql, found, addresses)));
    },
  );

  app.get(
    '/api/campaigns/:campaign/ledger/dispatches/:id/print',
    {
      config: only('see-ledger'),
      schema: {
        ...{ tags, security },
        params: z.object({ campaign: z.string(), id: z.coerce.number().int().positive() }),
        summary: 'The note of a dispatch, and of what has come of it (Word)',
        response: { 200: file, ...refusals, ...refusedWith(429) },
      },
    },
    async (request, reply) => {
      const user = userOf(request);
      const { campaign, id } = request.params;
      await campaignFor(sql, user, campaign);
      const note = await inLine(() => printNote(sql, { campaign, dispatch: id, top: user.region }));
      if (!note) throw new Problem(404, sentence('unknown-dispatch', { dispatch: id }));
      return sendWord(reply, `dispatch-note-${id}`, note);
    },
  );
}

const told = ({ name, means, kind, inside, needed }: Placeholder) => ({
  ...{ name, means, kind, inside: inside ?? null },
  needed: needed === true,
});

const sendWord = (reply: FastifyReply, name: string, bytes: Buffer): FastifyReply =>
  reply
    .type(WORD)
    .header('content-disposition', `attachment; filename="${name.replace(/[^\w-]/g, '')}.docx"`)
    .send(bytes);

/** @throws Problem without a file; the server's own refusal for one that is too large */
async function uploaded(request: FastifyRequest): Promise<Buffer> {
  const sent = await request.file({ limits: { fileSize: TEMPLATE_BYTES, files: 1 } });
  if (!sent) throw new Problem(422, sentence('template-not-word'));
  return sent.toBuffer();
}
