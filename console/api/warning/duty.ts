import { z } from 'zod';
import { decideDuty } from '../../../actions/warnings';
import type { Language } from '../../../domain/campaign/definition/definition';
import { sentence, tellIn } from '../../../domain/text/refusal';
import { COLOURS, HAZARDS } from '../../../domain/warning/feed/warning';
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
export function dutyRoutes(app: App, { sql, client }: Console): void {
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
          note: someText().optional().describe('Why; to close it without an answer'),
        }),
        response: { 200: takenSchema, ...refusedWith(409, 503), ...refusals },
      },
    },
    async (request) => {
      const user = userOf(request);
      const { regions, hazard, colour, note } = request.body;
      if (!regions && !hazard && !colour && !note) throw new Problem(422, sentence('duty-needs-reason'));
      const weather = await weatherFor(sql, user, request.query.campaign);
      const { id: item, mayAnswer } = await openItem(user, weather.scope, request.params.item);
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
      return decideDuty(deciding, { item, decision }).catch(refused);
    },
  );
}

const shown = (item: DutyItem, language: Language) => ({
  ...item,
  proposal: clues(item.proposal, language),
  answers: [...ANSWERS[item.kind]],
});
