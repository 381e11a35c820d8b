import { z } from 'zod';
import { sentence } from '../../../domain/text/refusal';
import { peopleKey } from '../../../store/people/sealed/people-key';
import { addPiece, PhotoRefused, readPhoto } from '../../../store/report/photos';
import type { Link } from '../../../store/round/links';
import type { App, Console } from '../../shell/context';
import { aMinute, byLink } from '../../shell/gate/limits';
import { languageQuery } from '../../shell/language';
import { Problem } from '../../shell/problems';
import { refusedWith } from '../../shell/schemas';
import { only } from '../../shell/who';
import { photoProblem } from '../form-hand-in';
import { linkProblem, openFor, openHere } from '../links';
import { doorShut, isOpenHere } from '../list/door';

/** The form's script sends 64 KB at a time; a rehearsal's photo and other programs may send more. */
const PIECE_BYTES = 1024 * 1024;
/** Twenty shrunk photos in a minute, more than any phone takes. */
const PIECES_A_MINUTE = 200;

const params = z.object({ token: z.string(), photo: z.string().regex(/^[0-9a-f]{64}$/) });
const refusals = refusedWith(404, 409, 410);
const place = ({ campaign, key, region: unit }: Link) => ({ campaign, key, unit });

const state = z
  .object({
    received: z.int().describe('Bytes that are here: the next piece begins there.'),
    complete: z.boolean().describe('The whole photo is here, and a report may name it.'),
  })
  .describe('How much of the photo has come');

/** An answer that is a photo. */
export const photoContent = {
  description: 'The photo',
  content: { 'image/jpeg': { schema: { type: 'string' } } },
};
export const unknownPhoto = (): Problem => new Problem(404, sentence('unknown-photo'));

/** Photos come in pieces before the report that names them, and continue after a break of a weak network. */
export function photoRoutes(app: App, console: Console): void {
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer', bodyLimit: PIECE_BYTES }, (_, body, done) =>
    done(null, body),
  );

  app.post(
    '/r/:token/photos/:photo',
    {
      config: {
        ...only('anybody'),
        proof: 'link',
        rateLimit: aMinute(PIECES_A_MINUTE, byLink(console)),
        upload: PIECE_BYTES,
      },
      bodyLimit: PIECE_BYTES,
      schema: {
        tags: ['village'],
        summary: 'Send the next piece of a photo',
        description:
          'A JPEG, named by the SHA-256 of the whole file. A piece that does not begin where the last one ended changes nothing; one without bytes only asks how much is here.',
        consumes: ['application/octet-stream'],
        params,
        querystring: languageQuery.extend({
          offset: z.coerce.number().int().min(0),
          size: z.coerce.number().int().min(1),
        }),
        body: z.instanceof(Buffer).nullish(),
        response: { 200: state, ...refusedWith(400, 401, 422, 429), ...refusals },
      },
    },
    async (request) => {
      const { params, query, body } = request;
      const opened = await openHere(console, request, 'report');
      if (!opened.open) throw linkProblem(opened);
      if (opened.asked.list !== null && !(await isOpenHere(console, request, opened))) throw doorShut();
      const { offset, size } = query;
      const piece = { ...place(opened.link), photo: params.photo, offset, size, bytes: body ?? Buffer.alloc(0) };
      return addPiece(console.sql, piece, peopleKey(console.env.PEOPLE_KEY)).catch((error: unknown) => {
        throw error instanceof PhotoRefused ? photoProblem(error) : error;
      });
    },
  );

  app.get(
    '/r/:token/photos/:photo',
    {
      config: { ...only('anybody'), proof: 'link' },
      schema: {
        tags: ['village'],
        summary: 'A photo that was sent',
        params,
        response: {
          200: photoContent,
          ...refusals,
        },
      },
    },
    async ({ params: { token, photo } }, reply) => {
      const opened = await openFor(console, token, 'report');
      if (!opened.open) throw linkProblem(opened);
      const picture = await readPhoto(console.sql, { ...place(opened.link), photo });
      if (!picture) throw unknownPhoto();
      return reply.type('image/jpeg').send(picture);
    },
  );
}
