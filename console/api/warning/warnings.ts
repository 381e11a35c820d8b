import { z } from 'zod';
import { cancelWarning, raiseWarning } from '../../../actions/warnings';
import { warningRules } from '../../../config/warning-rules';
import { Refused, sentence } from '../../../domain/text/refusal';
import { ladderOf, laddersFor, ruleFor } from '../../../domain/warning/alert/rules';
import { warningTitle } from '../../../domain/warning/alert/titles';
import { COLOURS, HAZARDS } from '../../../domain/warning/feed/warning';
import { findCampaign } from '../../../store/campaign/campaigns';
import { atOnce } from '../../../store/db/at-once';
import { boardEvents } from '../../../store/warning/warning-board';
import type { App, Console } from '../../shell/context';
import { Problem } from '../../shell/problems';
import { refusedWith } from '../../shell/schemas';
import { someText } from '../../shell/text-schema';
import { actorOf, only, refuseBeyond, type User, userOf } from '../../shell/who';
import { campaignFor } from '../campaign/overview';
import { callBody, callHere } from './call-here';
import { readAlerts, weatherFor } from './warning-board';
import { instant, rulesSchema, takenSchema, warningBoardSchema, wokenSchema } from './warning-schemas';
import { whoIsWoken } from './woken';

const tags = ['officer'];
const security = [{ apiToken: [] }, { session: [] }];
const refusals = refusedWith(400, 401, 403, 404, 422);
const RAISABLE = HAZARDS.filter((hazard) => hazard !== 'other');
const whose = {
  campaign: z.string().optional().describe('A rehearsal, which has a weather of its own; the real one when left out'),
};

const entered = {
  hazard: z.enum(RAISABLE),
  colour: z.enum(COLOURS),
  areas: z.array(z.string()).min(1).max(500).describe('Codes of counties, townships or units'),
  endsAt: instant.nullable().default(null).describe('Null when nobody knows'),
};

/** A forecast goes through all regions of the campaigns: the next begins after the answer of the one before. */
const oneAtATime = atOnce(1);

/** The warnings in force, the answers to them, and warnings that an officer enters. */
export function warningRoutes(app: App, console: Console): void {
  const { sql, client } = console;
  const decidingAs = (user: User) => ({ sql, by: user, name: actorOf(user), tell: client.answerWarnings });
  app.get(
    '/api/warnings',
    {
      config: only('see-warnings'),
      schema: {
        tags,
        security,
        summary: 'The warnings in force, and how each area answers',
        querystring: z.object(whose),
        response: { 200: warningBoardSchema, ...refusals },
      },
    },
    async (request) => {
      const user = userOf(request);
      const { scope, at } = await weatherFor(sql, user, request.query.campaign);
      const events = await boardEvents(sql, { scope, at, top: user.region });
      const { alerts, inAll } = await readAlerts(sql, { scope }, user);
      return { now: at, events, alerts, alertsInAll: inAll };
    },
  );

  app.get(
    '/api/warnings/rules',
    {
      config: only('see-warnings'),
      schema: {
        tags,
        security,
        summary: 'What follows from a warning, by hazard and colour',
        querystring: z.object({ campaign: z.string().optional().describe('With what this campaign does otherwise') }),
        response: { 200: rulesSchema, ...refusals },
      },
    },
    async (request) => {
      const { campaign } = request.query;
      if (campaign !== undefined) await campaignFor(sql, userOf(request), campaign);
      const row = campaign === undefined ? null : await findCampaign(sql, campaign);
      const overrides = row?.definition.warnings?.rules ?? {};
      const ladders = laddersFor(warningRules(), row?.definition.ladders ?? {});
      return HAZARDS.flatMap((hazard) =>
        COLOURS.map((colour) => {
          const rule = ruleFor(warningRules(), overrides, { hazard, colour });
          const changed = Object.keys({ ...overrides.default?.[colour], ...overrides[hazard]?.[colour] });
          return { hazard, colour, rule, ladder: [...ladderOf(ladders, rule, 'known')], changed };
        }),
      );
    },
  );

  app.post(
    '/api/warnings/woken',
    {
      config: only('raise-warning'),
      schema: {
        tags,
        security,
        summary: 'Who would be woken by a warning, before it is entered; nothing is sent',
        body: z.object({ ...entered, ...whose }),
        response: { 200: wokenSchema, ...refusedWith(503), ...refusals },
      },
    },
    async (request) => {
      const user = userOf(request);
      const { campaign, ...warning } = request.body;
      await refuseBeyond(sql, user, warning.areas);
      const weather = await weatherFor(sql, user, campaign);
      return oneAtATime(() => whoIsWoken(sql, warning, { ...weather, top: user.region }));
    },
  );

  app.post(
    '/api/warnings/raise',
    {
      config: only('raise-warning'),
      schema: {
        tags,
        security,
        summary: 'Raise a warning, for example when the office telephones',
        body: z.object({
          ...entered,
          headline: someText(200).optional().describe('Made of hazard and colour when left out'),
          issuer: someText(60).default('值班室').describe('The office that warns'),
          call: callBody.optional().describe('Call where no campaign answers'),
          ...whose,
        }),
        response: { 200: takenSchema, ...refusedWith(409, 503), ...refusals },
      },
    },
    async (request) => {
      const user = userOf(request);
      const { hazard, colour, areas, endsAt, issuer, campaign, call, ...said } = request.body;
      await refuseBeyond(sql, user, areas);
      const weather = await weatherFor(sql, user, campaign);
      if (call && weather.scope !== 'live') throw new Problem(422, sentence('call-live-only'));
      if (endsAt !== null && endsAt <= weather.at) throw new Problem(422, sentence('warning-ended-already'));
      const headline = said.headline ?? warningTitle(hazard, colour)['zh-CN'];
      const warning = { hazard, colour, areas, endsAt, headline, issuer };
      if (call) await callHere(console, user, { ...call, areas, endsAt });
      return raiseWarning({ ...decidingAs(user), weather, campaign }, warning).catch(refused);
    },
  );

  app.post(
    '/api/warnings/:event/cancel',
    {
      config: only('raise-warning'),
      schema: {
        tags,
        security,
        summary: 'End a warning, whichever feed it came from',
        params: z.object({ event: z.coerce.number().int().positive() }),
        body: z.object({ reason: someText(), ...whose }),
        response: { 200: takenSchema, ...refusedWith(503), ...refusals },
      },
    },
    async (request) => {
      const user = userOf(request);
      const { event } = request.params;
      const { reason, campaign } = request.body;
      const weather = await weatherFor(sql, user, campaign);
      const [meant] = await boardEvents(sql, { ...weather, top: user.region, event });
      if (!meant) throw new Problem(404, sentence('unknown-event', { event }));
      if (!meant.mayCancel) throw new Problem(403, sentence('warning-beyond-region'));
      return cancelWarning({ ...decidingAs(user), weather, campaign }, { event, reason }).catch(refused);
    },
  );
}

/** @throws Problem 422 for a refused action */
export function refused(error: unknown): never {
  if (error instanceof Refused) throw new Problem(422, error.sentence, error.problems);
  throw error;
}
