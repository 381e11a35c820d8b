import { z } from 'zod';
import { plusDays, weekday } from '../../../domain/campaign/calendar/days';
import { isArranged, isWorkingDay } from '../../../domain/campaign/calendar/holidays';
import { readDefinition } from '../../../domain/campaign/definition/read-definition';
import { writeDefinition } from '../../../domain/campaign/write-definition';
import { sentence } from '../../../domain/text/refusal';
import { getCampaign } from '../../../store/campaign/campaigns';
import { regionsKnown } from '../../../store/people/region-children';
import type { App, Console } from '../../shell/context';
import { languageOf } from '../../shell/language';
import { Problem } from '../../shell/problems';
import { refusedWith } from '../../shell/schemas';
import { only, refuseBeyond, userOf } from '../../shell/who';
import { campaignFor } from './overview';
import { previewPlan } from './plan-preview';
import { calendarSchema, definitionReadSchema, planSchema, templatesSchema, templateTextSchema } from './plan-schemas';
import { templates } from './templates';

const BODY_LIMIT = 1_048_576;
const tags = ['administrator'];
const security = [{ apiToken: [] }, { session: [] }];
const day = z.iso.date();
const MOST_DAYS = 800;

/** The wizard's questions before a campaign exists: templates, the calendar, and the effect of a definition. */
export function planRoutes(app: App, console: Console): void {
  app.get(
    '/api/templates',
    {
      config: only('start-campaign'),
      schema: {
        tags,
        security,
        summary: 'Definitions to begin with',
        response: { 200: templatesSchema, ...refusedWith(401) },
      },
    },
    async () => {
      const known = await templates();
      const scopes = await regionsKnown(
        console.sql,
        known.map(({ scope }) => scope),
      );
      return { templates: known.map((template) => ({ ...template, inRegister: scopes.has(template.scope) })) };
    },
  );

  app.get(
    '/api/templates/:template',
    {
      config: only('start-campaign'),
      schema: {
        tags,
        security,
        summary: 'The text of a definition to begin with',
        params: z.object({ template: z.string().max(200) }),
        response: { 200: templateTextSchema, ...refusedWith(401, 404) },
      },
    },
    async ({ params }) => {
      const found = (await templates()).find(({ id }) => id === params.template);
      if (!found) throw new Problem(404, sentence('no-such-definition', params));
      return found;
    },
  );

  app.post(
    '/api/plans',
    {
      config: only('start-campaign'),
      bodyLimit: BODY_LIMIT,
      schema: {
        tags,
        security,
        summary: 'What a definition comes to: calendar, messages, cost; starts nothing',
        body: z.object({ yaml: z.string().describe('JSON is YAML too') }),
        response: { 200: planSchema, ...refusedWith(400, 401, 404, 422) },
      },
    },
    async (request) => {
      const language = languageOf(request);
      const read = readDefinition(request.body.yaml, { file: 'yaml', language });
      await refuseBeyond(console.sql, userOf(request), [read.definition.scope]);
      return previewPlan(console, read, language);
    },
  );

  app.post(
    '/api/definitions',
    {
      config: only('start-campaign'),
      bodyLimit: BODY_LIMIT,
      schema: {
        tags,
        security,
        summary: 'Read a definition: checked, with all defaults, as JSON and as YAML; keeps nothing',
        body: z.object({ yaml: z.string().describe('JSON is YAML too') }),
        response: {
          200: definitionReadSchema,
          ...refusedWith(400, 401, 422),
        },
      },
    },
    async (request) => {
      const { definition, warnings } = readDefinition(request.body.yaml, {
        file: 'yaml',
        language: languageOf(request),
      });
      return { definition, warnings, yaml: writeDefinition(definition) };
    },
  );

  app.get(
    '/api/calendar',
    {
      config: only('see-campaigns'),
      schema: {
        tags,
        security,
        summary: 'Days off and make-up working days',
        querystring: z.object({ from: day, to: day, holidays: z.enum(['cn', 'none']).default('cn') }),
        response: {
          200: calendarSchema,
          ...refusedWith(400, 401),
        },
      },
    },
    async ({ query: { from, to, holidays } }) => {
      const off: string[] = [];
      const madeUp: string[] = [];
      let left = MOST_DAYS;
      for (let one = from; one <= to && left > 0; one = plusDays(one, 1), left--) {
        const isWeekday = weekday(one) <= 5;
        const works = isWorkingDay(one, holidays);
        if (isWeekday && !works) off.push(one);
        if (!isWeekday && works) madeUp.push(one);
      }
      return { off, madeUp, arranged: isArranged(Number(from.slice(0, 4))) && isArranged(Number(to.slice(0, 4))) };
    },
  );

  app.get(
    '/api/campaigns/:campaign/definition.yaml',
    {
      config: only('see-campaigns'),
      schema: {
        tags,
        security,
        summary: 'The definition of a campaign as YAML',
        params: z.object({ campaign: z.string() }),
        response: {
          200: { description: 'YAML', content: { 'application/yaml': { schema: { type: 'string' } } } },
          ...refusedWith(401, 404),
        },
      },
    },
    async (request, reply) => {
      const { campaign } = request.params;
      await campaignFor(console.sql, userOf(request), campaign);
      const { definition } = await getCampaign(console.sql, campaign);
      return reply
        .type('application/yaml; charset=utf-8')
        .header('content-disposition', `attachment; filename="${definition.id}.yaml"`)
        .send(writeDefinition(definition));
    },
  );
}
