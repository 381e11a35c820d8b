import { z } from 'zod';
import { decideDuty } from '../../../actions/warnings';
import type { Language } from '../../../domain/campaign/definition/definition';
import { sentence, tellIn } from '../../../domain/text/refusal';
import { COLOURS, HAZARDS } from '../../../domain/warning/feed/warning';
import type { Sql } from '../../../store/db/db';
import { answeringCampaigns } from '../../../store/warning/alerts';
import { callableKinds, silentCampaigns, toldAgain, unansweredPlaces } from '../../../store/warning/answering';
import { ANSWERS } from '../../../store/warning/duty-decisions';
import { clues, type DutyItem, openDutyItems, placesNamed } from '../../../store/warning/duty-items';
import { findText } from '../../../store/warning/warning-texts';
import { decode } from '../../../weather/document/decode';
import type { App, Console } from '../../shell/context';
import { languageOf } from '../../shell/language';
import { Problem } from '../../shell/problems';
import { refusedWith } from '../../shell/schemas';
import { someText } from '../../shell/text-schema';
import { actorOf, only, refuseBeyond, type User, userOf } from '../../shell/who';
import { callBody, callHere } from './call-here';
import { weatherFor } from './warning-board';
import { dutyQuestionSchema, dutySchema, takenSchema } from './warning-schemas';
import { refused } from './warnings';

const tags = ['officer'];
const security = [{ apiToken: [] }, { session: [] }];
const config = only('decide-duty');
const refusals = refusedWith(400, 401, 403, 404, 422);
const params = z.object({ item: z.coerce.number().int().positive() });
const whose = z.object({ campaign: z.string().optional().describe('A rehearsal; the real weather when left out') });

/** The questions about warnings that only a person may decide, and the decisions. */
export function dutyRoutes(app: App, console: Console): void {
  const { sql, client } = console;
  /** @throws Problem 404 for a question that is not open, or outside the user's region */
  const openItem = async (user: User, scope: string, item: number): Promise<DutyItem> => {
    const [found] = await openDutyItems(sql, { scope, top: user.region, item });
    if (found) return found;
    throw new Problem(404, sentence('unknown-question', { item }));
  };

  app.get(
    '/api/duty',
    {
      config,
      schema: {
        tags,
        security,
        summary: 'What waits for the duty officer, the oldest first, 200 at most',
        querystring: whose.extend({
          after: z.coerce.number().int().positive().optional().describe('Only those behind this question'),
        }),
        response: { 200: z.array(dutySchema).describe('Open questions'), ...refusals },
      },
    },
    async (request) => {
      const user = userOf(request);
      const { campaign, after } = request.query;
      const { scope } = await weatherFor(sql, user, campaign);
      const items = await openDutyItems(sql, { scope, top: user.region, after });
      return items.map((item) => shown(item, languageOf(request)));
    },
  );

  app.get(
    '/api/duty/:item',
    {
      config,
      schema: {
        tags,
        security,
        summary: 'A question with the text that it came from, as it came',
        params,
        querystring: whose,
        response: { 200: dutyQuestionSchema, ...refusals },
      },
    },
    async (request) => {
      const user = userOf(request);
      const { scope } = await weatherFor(sql, user, request.query.campaign);
      const item = await openItem(user, scope, request.params.item);
      const kept = item.text === null ? null : await findText(sql, item.text);
      const named = [item.proposal.region, item.proposal.regions].flat().filter((code) => typeof code === 'string');
      return {
        ...shown(item, languageOf(request)),
        text: kept && decode(kept.bytes, []),
        note: kept?.note
          ? tellIn(languageOf(request), sentence('warning-text-cut', { kept: kept.bytes.length }))
          : null,
        places: await placesNamed(sql, named),
        ...(await uncoveredAt(sql, item, named, user.region)),
      };
    },
  );

  app.post(
    '/api/duty/:item',
    {
      config,
      schema: {
        tags,
        security,
        summary: 'Answer a question; the warning is then taken anew. Without an answer it is closed, with the reason',
        params,
        querystring: whose,
        body: z.object({
          regions: z.array(z.string()).min(1).max(500).optional().describe('Codes of the regions that are meant'),
          hazard: z.enum(HAZARDS).optional(),
          colour: z.enum(COLOURS).optional(),
          call: callBody.optional().describe('no-campaign only: call the places now'),
          note: someText().optional().describe('Why; to close it without an answer'),
        }),
        response: { 200: takenSchema, ...refusedWith(409, 503), ...refusals },
      },
    },
    async (request) => {
      const user = userOf(request);
      const { regions, hazard, colour, note, call } = request.body;
      if (!regions && !hazard && !colour && !note && !call) throw new Problem(422, sentence('duty-needs-reason'));
      const weather = await weatherFor(sql, user, request.query.campaign);
      const asked = await openItem(user, weather.scope, request.params.item);
      const { id: item, mayAnswer } = asked;
      // A decision applies to the whole warning, also in other regions.
      if (!mayAnswer) throw new Problem(403, sentence('warning-beyond-region'));
      await refuseBeyond(sql, user, regions ?? []);
      const decision = {
        ...(regions && { regions }),
        ...(hazard && { hazard }),
        ...(colour && { colour }),
        ...(note && { note }),
      };
      const deciding = { sql, by: user, name: actorOf(user), weather, tell: client.answerWarnings };
      if (!call) return decideDuty(deciding, { item, decision }).catch(refused);
      if (asked.kind !== 'no-campaign') throw new Problem(422, sentence('call-nothing-uncovered'));
      if (weather.scope !== 'live') throw new Problem(422, sentence('call-live-only'));
      await callHere(console, user, { ...call, areas: regionsOf(asked), endsAt: null });
      const taken = await decideDuty(deciding, { item, decision: { note: note ?? CALLED } }).catch(refused);
      const again = asked.warning === null ? null : await toldAgain(sql, asked.warning);
      const told = again ? await client.answerWarnings(weather.scope, [again]) : [];
      return { ...taken, touched: again ? [again] : [], workflows: told };
    },
  );
}

/** What an officer did about a warning that nobody answered. */
const CALLED = '已叫应';

const regionsOf = ({ proposal: { regions } }: DutyItem): string[] =>
  Array.isArray(regions) ? regions.filter((code) => typeof code === 'string') : [];

/** What can be done about places that no campaign covers. */
async function uncoveredAt(sql: Sql, { kind, scope }: DutyItem, named: readonly string[], top: string | null) {
  if (kind !== 'no-campaign' || scope !== 'live') return { uncovered: [], callable: [], silent: [] };
  const places = await unansweredPlaces(sql, await answeringCampaigns(sql, scope), named);
  const codes = places.map(({ code }) => code);
  return {
    uncovered: places.map(({ code, name }) => ({ code, name })),
    callable: await callableKinds(sql, codes),
    silent: codes.length > 0 ? await silentCampaigns(sql, codes, top) : [],
  };
}

const shown = (item: DutyItem, language: Language) => ({
  ...item,
  proposal: clues(item.proposal, language),
  answers: [...ANSWERS[item.kind]],
});
