import { z } from 'zod';
import { deliver } from '../../../actions/ledger/deliver';
import { keepDeliveryPicture } from '../../../actions/ledger/pictures';
import { takeBack } from '../../../actions/ledger/returns';
import type { Language } from '../../../domain/campaign/definition/definition';
import { PHOTO_BYTES } from '../../../domain/report/photo';
import { tellIn } from '../../../domain/text/refusal';
import type { Delivered } from '../../../store/ledger/delivery/by-officer';
import { countDeliveries, deliveriesOf } from '../../../store/ledger/delivery/delivery-list';
import { peopleKey } from '../../../store/people/sealed/people-key';
import { PhotoRefused } from '../../../store/report/photos';
import type { App, Console } from '../../shell/context';
import { languageOf } from '../../shell/language';
import { refusedWith } from '../../shell/schemas';
import { only, type User, userOf } from '../../shell/who';
import { photoProblem } from '../../village/form-hand-in';
import { campaignFor } from '../campaign/overview';
import * as shape from './delivery-schemas';
import { posted } from './ledger-schemas';

const tags = ['administrator'];
const security = [{ apiToken: [] }, { session: [] }];
const params = z.object({ campaign: z.string() });
const PAGE = 200;
/** A picture in base64 takes a third more. */
const PICTURE_LIMIT = Math.ceil(PHOTO_BYTES * 1.4) + 10_000;

/** What was handed over to rows, by officers or keyed in by them; and what comes back. */
export function deliveryRoutes(app: App, { sql, client, env }: Console): void {
  const url = '/api/campaigns/:campaign/ledger';
  const of = async (user: User, { campaign }: { campaign: string }) => {
    await campaignFor(sql, user, campaign);
    return { campaign, top: user.region, via: 'api' as const };
  };

  app.post(
    `${url}/deliveries`,
    {
      config: only('keep-ledger'),
      schema: {
        ...{ tags, security, params, body: shape.delivering },
        summary: 'Hand over to rows what is due to them, each for itself',
        response: { 200: shape.deliveredSchema, ...refusedWith(400, 401, 403, 404, 409, 422) },
      },
    },
    async (request) => {
      const user = userOf(request);
      const { key: submission, ...sent } = request.body;
      const said = { ...(await of(user, request.params)), ...sent, submission, people: peopleKey(env.PEOPLE_KEY) };
      return worded(await deliver({ sql, by: user, client }, said), languageOf(request));
    },
  );

  app.post(
    `${url}/pictures`,
    {
      config: only('keep-ledger'),
      bodyLimit: PICTURE_LIMIT,
      schema: {
        ...{ tags, security, params, body: shape.picturing },
        summary: 'Keep a picture that a delivery to a row will name: a drawn signature, or a signed sheet',
        response: { 200: shape.picturedSchema, ...refusedWith(400, 401, 403, 404, 409, 413, 422) },
      },
    },
    async (request) => {
      const user = userOf(request);
      const { list, row, picture } = request.body;
      const { campaign, top } = await of(user, request.params);
      const bytes = Buffer.from(picture, 'base64');
      const kept = { campaign, list, row, bytes, top, people: peopleKey(env.PEOPLE_KEY) };
      return keepDeliveryPicture({ sql, by: user }, kept).catch((error: unknown) => {
        throw error instanceof PhotoRefused ? photoProblem(error, 'picture') : error;
      });
    },
  );

  app.post(
    `${url}/rows/:row/returns`,
    {
      config: only('keep-ledger'),
      schema: {
        ...{ tags, security, body: shape.returning },
        params: params.extend({ row: z.coerce.number().int().positive() }),
        summary: 'Take back what was handed over to a row, by another hand than handed it over',
        response: { 200: posted, ...refusedWith(400, 401, 403, 404, 409, 422) },
      },
    },
    async (request) => {
      const user = userOf(request);
      const back = { ...(await of(user, request.params)), ...request.body, row: request.params.row };
      return takeBack({ sql, by: user }, back);
    },
  );

  app.get(
    `${url}/deliveries`,
    {
      config: only('see-ledger'),
      schema: {
        ...{ tags, security, params, querystring: shape.deliveriesWanted },
        summary: 'What was handed over, the newest first: all, or what is in doubt',
        response: { 200: shape.deliveriesSchema, ...refusedWith(400, 401, 403, 404) },
      },
    },
    async (request) => {
      const { campaign, top } = await of(userOf(request), request.params);
      const [deliveries, counts] = await Promise.all([
        deliveriesOf(sql, { campaign, top, ...request.query, limit: PAGE }),
        countDeliveries(sql, { campaign, top }),
      ]);
      return { deliveries, counts, next: deliveries.length < PAGE ? null : (deliveries.at(-1)?.id ?? null) };
    },
  );
}

/** Refusals in the reader's language. */
const worded = ({ rows, ...delivered }: Delivered, language: Language): z.infer<typeof shape.deliveredSchema> => ({
  ...delivered,
  rows: rows.map((one) =>
    one.is === 'refused'
      ? { ...one, problems: one.problems.map((why) => ({ field: why.field, message: tellIn(language, why) })) }
      : { id: one.id, row: one.row, is: shape.taken.parse(one.is), version: one.version },
  ),
});
