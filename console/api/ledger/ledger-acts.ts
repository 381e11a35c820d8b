import { z } from 'zod';
import { allocate } from '../../../actions/ledger/allocations';
import { permitClosing } from '../../../actions/ledger/closings';
import { correct } from '../../../actions/ledger/corrections';
import { confirmCount, count } from '../../../actions/ledger/counts';
import { arrive, dispatch, lose } from '../../../actions/ledger/dispatches';
import { confirmDraft, dropDraft } from '../../../actions/ledger/drafts';
import { buy, pledge, receive, receivePromised } from '../../../actions/ledger/gifts';
import { confirmStandard, proposeStandard } from '../../../actions/ledger/standards';
import { peopleKey } from '../../../store/people/sealed/people-key';
import type { App, Console } from '../../shell/context';
import { refusedWith } from '../../shell/schemas';
import { only, type User, userOf } from '../../shell/who';
import { campaignFor } from '../campaign/overview';
import * as shape from './ledger-schemas';

const tags = ['administrator'];
const security = [{ apiToken: [] }, { session: [] }];
const refusals = refusedWith(400, 401, 403, 404, 409, 422);
const config = only('keep-ledger');
const params = z.object({ campaign: z.string() });
const numbered = params.extend({ id: z.coerce.number().int().positive() });

/** Goods and money are received, bought, sent and written off, each act once by the sender's key. */
export function ledgerActRoutes(app: App, { sql, client, env }: Console): void {
  const url = '/api/campaigns/:campaign/ledger';
  const of = async (user: User, { campaign }: { campaign: string }) => {
    await campaignFor(sql, user, campaign);
    return { campaign, top: user.region, via: 'api' as const };
  };
  const acting = (user: User) => ({ sql, by: user, key: peopleKey(env.PEOPLE_KEY), client });
  const schema = <Body extends z.ZodType, Answer extends z.ZodType>(summary: string, body: Body, answer: Answer) => ({
    ...{ tags, security, summary, params, body },
    response: { 200: answer, ...refusals },
  });

  app.post(
    `${url}/pledges`,
    { config, schema: schema('Note what somebody has promised', shape.gift, shape.posted) },
    async (request) => {
      const user = userOf(request);
      return pledge(acting(user), { ...(await of(user, request.params)), ...request.body });
    },
  );

  app.post(
    `${url}/receipts`,
    { config, schema: schema('Take money and goods into a store', shape.gift, shape.posted) },
    async (request) => {
      const user = userOf(request);
      return receive(acting(user), { ...(await of(user, request.params)), ...request.body });
    },
  );

  app.post(
    `${url}/receipts/promised`,
    { config, schema: schema('Take what was promised to a region into its store', shape.promised, shape.posted) },
    async (request) => {
      const user = userOf(request);
      return receivePromised(acting(user), { ...(await of(user, request.params)), ...request.body });
    },
  );

  app.post(
    `${url}/purchases`,
    { config, schema: schema('Buy goods with the money of a store', shape.purchase, shape.posted) },
    async (request) => {
      const user = userOf(request);
      return buy(acting(user), { ...(await of(user, request.params)), ...request.body });
    },
  );

  app.post(
    `${url}/dispatches`,
    {
      config,
      schema: schema('Send goods or money to another office; so is money allocated', shape.sending, shape.dispatched),
    },
    async (request) => {
      const user = userOf(request);
      return dispatch(acting(user), { ...(await of(user, request.params)), ...request.body });
    },
  );

  app.post(
    `${url}/allocations`,
    {
      config,
      schema: schema(
        'Divide money or goods among the regions below, by what their rows are entitled to',
        shape.allocating,
        shape.allocated,
      ),
    },
    async (request) => {
      const user = userOf(request);
      return allocate(acting(user), { ...(await of(user, request.params)), ...request.body });
    },
  );

  app.post(
    `${url}/dispatches/:id/arrivals`,
    {
      config,
      schema: {
        ...schema(
          'Take in what has come; what is missing after the last becomes a case',
          shape.arriving,
          shape.arrived,
        ),
        params: numbered,
      },
    },
    async (request) => {
      const user = userOf(request);
      const came = { ...(await of(user, request.params)), ...request.body, dispatch: request.params.id };
      return arrive(acting(user), came);
    },
  );

  app.post(
    `${url}/losses`,
    { config, schema: schema('Write off what is gone', shape.losing, shape.posted) },
    async (request) => {
      const user = userOf(request);
      return lose(acting(user), { ...(await of(user, request.params)), ...request.body });
    },
  );

  app.post(
    `${url}/counts`,
    {
      config,
      schema: schema('Note what was counted in a store; another person confirms it', shape.counting, shape.counted),
    },
    async (request) => {
      const user = userOf(request);
      return count(acting(user), { ...(await of(user, request.params)), ...request.body });
    },
  );

  app.post(
    `${url}/counts/:id/confirmation`,
    {
      config,
      schema: {
        ...schema('Confirm what somebody else has counted: the difference is booked', shape.confirming, shape.posted),
        params: numbered,
      },
    },
    async (request) => {
      const user = userOf(request);
      const confirming = { ...(await of(user, request.params)), ...request.body, count: request.params.id };
      return confirmCount(acting(user), confirming);
    },
  );

  app.post(
    `${url}/drafts/:id/dispatch`,
    {
      config,
      schema: {
        ...schema('Send what a rule of warnings wants sent, from a store', shape.draftConfirming, shape.dispatched),
        params: numbered,
      },
    },
    async (request) => {
      const user = userOf(request);
      const confirming = { ...(await of(user, request.params)), ...request.body, draft: request.params.id };
      return confirmDraft(acting(user), confirming);
    },
  );

  app.post(
    `${url}/drafts/:id/drop`,
    {
      config,
      schema: {
        ...schema('Drop what a rule of warnings wants sent', shape.draftDropping, shape.draftDropped),
        params: numbered,
      },
    },
    async (request) => {
      const user = userOf(request);
      return dropDraft(acting(user), {
        ...(await of(user, request.params)),
        ...request.body,
        draft: request.params.id,
      });
    },
  );

  app.post(
    `${url}/standards`,
    {
      config,
      schema: schema(
        'Propose the amount of the late standards of a purse from what was raised',
        shape.proposing,
        shape.proposed,
      ),
    },
    async (request) => {
      const user = userOf(request);
      return proposeStandard(acting(user), { ...(await of(user, request.params)), ...request.body });
    },
  );

  app.post(
    `${url}/standards/:id/confirmation`,
    {
      config,
      schema: {
        ...{ tags, security, summary: 'Set the amount that somebody else has proposed', params: numbered },
        response: { 200: shape.proposed, ...refusals },
      },
    },
    async (request) => {
      const user = userOf(request);
      const confirming = { ...(await of(user, request.params)), standard: request.params.id };
      return confirmStandard(acting(user), confirming);
    },
  );

  app.post(
    `${url}/closings`,
    {
      config: only('steer-campaign'),
      schema: schema(
        'Let a stage of delivery be closed although something is missing; another person closes it',
        shape.closing,
        shape.permitted,
      ),
    },
    async (request) => {
      const user = userOf(request);
      return permitClosing(acting(user), { ...(await of(user, request.params)), ...request.body });
    },
  );

  app.post(
    `${url}/transfers/:id/correction`,
    {
      config,
      schema: {
        ...schema('Undo a transfer, once and by another hand', shape.correcting, shape.posted),
        params: numbered,
      },
    },
    async (request) => {
      const user = userOf(request);
      const wrong = { ...(await of(user, request.params)), ...request.body, transfer: request.params.id };
      return correct(acting(user), wrong);
    },
  );
}
