import { z } from 'zod';
import { answerCase, openCase, readStatements, reopenCase } from '../../../actions/case/cases';
import { LONGEST_REASON } from '../../../domain/case/case-forms';
import { kindsOf } from '../../../domain/case/kinds-of';
import { sentence } from '../../../domain/text/refusal';
import { getCampaign } from '../../../store/campaign/campaigns';
import { findCase, listCases } from '../../../store/case/case-list';
import type { Hand } from '../../../store/list/deeds';
import { peopleKey } from '../../../store/people/sealed/people-key';
import type { App, Console } from '../../shell/context';
import { Problem } from '../../shell/problems';
import { refusedWith } from '../../shell/schemas';
import { freeText, someText } from '../../shell/text-schema';
import { only, type User, userOf } from '../../shell/who';
import {
  caseInFullSchema,
  caseKindsSchema,
  casesSchema,
  casesWanted,
  movedCaseSchema,
  openedCaseSchema,
  openingCase,
  statementsSchema,
} from './case-schemas';

const tags = ['officer'];
const security = [{ apiToken: [] }, { session: [] }];
const params = z.object({ id: z.coerce.number().int().positive() });
const refusals = refusedWith(400, 401, 403, 404);

const handOf = ({ id }: User): Hand => ({ via: 'api', ...(id !== null && { account: id }) });

/** Cases: lists of them, a page of each, and what officers do with them. */
export function caseRoutes(app: App, { sql, client, env }: Console): void {
  const key = peopleKey(env.PEOPLE_KEY);

  app.get(
    '/api/cases',
    {
      config: only('see-reports'),
      schema: {
        tags,
        security,
        summary: 'Cases that my region answers, of my area, or overdue; no person in them',
        querystring: casesWanted,
        response: { 200: casesSchema, ...refusals },
      },
    },
    async (request) => {
      const cases = await listCases(sql, { ...request.query, top: userOf(request).region });
      return { cases, more: cases.length === request.query.limit };
    },
  );

  app.get(
    '/api/campaigns/:campaign/case-kinds',
    {
      config: only('see-campaigns'),
      schema: {
        tags,
        security,
        summary: 'The kinds of case of a campaign',
        params: z.object({ campaign: z.string() }),
        response: { 200: caseKindsSchema, ...refusals },
      },
    },
    async (request) => {
      const { definition } = await getCampaign(sql, request.params.campaign);
      const kinds = Object.entries(kindsOf(definition)).map(([kind, one]) => ({
        kind,
        name: one.name,
        question: one.question,
        to: one.to,
        tagged: one.tagged ? [...one.tagged] : null,
        apart: one.apart,
        outcomes: Object.entries(one.outcomes).map(([outcome, { name, turn }]) => ({ outcome, name, turn })),
      }));
      return { kinds };
    },
  );

  app.get(
    '/api/cases/:id',
    {
      config: only('see-reports'),
      schema: { tags, security, summary: 'One case', params, response: { 200: caseInFullSchema, ...refusals } },
    },
    async (request) => {
      const { id } = request.params;
      const found = await findCase(sql, { id, top: userOf(request).region });
      if (!found) throw new Problem(404, sentence('unknown-case', { case: id }));
      return found;
    },
  );

  app.post(
    '/api/cases',
    {
      config: only('open-case'),
      schema: {
        tags,
        security,
        summary: 'Open a case; its clock begins at once',
        body: openingCase,
        response: { 200: openedCaseSchema, ...refusedWith(409, 422), ...refusals },
      },
    },
    async (request) => {
      const user = userOf(request);
      const { text, from, ...opening } = request.body;
      const said = text === undefined ? {} : { said: { text, from } };
      const raiser = { by: 'account', account: user.id } as const;
      return openCase({ sql, by: user, client, key }, { ...opening, ...said, raiser, top: user.region });
    },
  );

  app.post(
    '/api/cases/:id/answer',
    {
      config: only('answer-case'),
      schema: {
        tags,
        security,
        summary: 'Answer a case for the region that is asked; the answer counts at once',
        params,
        body: z.object({
          outcome: z.string().max(40),
          reason: freeText(LONGEST_REASON).optional().describe('Without names'),
        }),
        response: { 200: movedCaseSchema, ...refusedWith(409, 410, 422), ...refusals },
      },
    },
    async (request) => {
      const user = userOf(request);
      const { id } = request.params;
      return answerCase({ sql, by: user, client }, { ...request.body, case: id, hand: handOf(user), top: user.region });
    },
  );

  app.post(
    '/api/cases/:id/reopen',
    {
      config: only('reopen-case'),
      schema: {
        tags,
        security,
        summary: 'Open an answered case again',
        params,
        body: z.object({ reason: someText() }),
        response: { 200: movedCaseSchema, ...refusedWith(409, 422), ...refusals },
      },
    },
    async (request) => {
      const user = userOf(request);
      const { reason } = request.body;
      return reopenCase({ sql, by: user, client }, { case: request.params.id, top: user.region, reason });
    },
  );

  app.post(
    '/api/cases/:id/statements',
    {
      config: only('read-case'),
      schema: {
        tags,
        security,
        summary: 'What those have said who raised a case',
        description: 'Sealed everywhere else. Each look leaves a line in the audit log, without what was shown.',
        params,
        response: { 200: statementsSchema, ...refusals },
      },
    },
    async (request) => {
      const user = userOf(request);
      const statements = await readStatements({ sql, by: user, key }, { case: request.params.id, top: user.region });
      return { statements };
    },
  );
}
