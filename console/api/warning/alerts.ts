import { z } from 'zod';
import { acknowledgeWarning } from '../../../actions/reports';
import { acknowledgeChases } from '../../../actions/round/chases';
import { masked } from '../../../domain/people/masks';
import { sentence } from '../../../domain/text/refusal';
import { STEPS } from '../../../domain/warning/alert/steps';
import { casesOfAlert } from '../../../store/case/case-list';
import { alertUnits, notAsked, UNITS_AT_ONCE } from '../../../store/warning/alert-units';
import type { App, Console } from '../../shell/context';
import { Problem } from '../../shell/problems';
import { refusedWith } from '../../shell/schemas';
import { allows, maySee, only, userOf } from '../../shell/who';
import type { Arrivals } from '../../village/arrivals';
import { readAlert } from './warning-board';
import { oneAlertSchema } from './warning-schemas';

const tags = ['officer'];
const security = [{ apiToken: [] }, { session: [] }];
const params = z.object({ alert: z.coerce.number().int().positive() });
const refusals = refusedWith(400, 401, 403, 404);

/** One alert: its units, and the acknowledgements of an officer for them. */
export function alertRoutes(app: App, { sql }: Console, arrivals: Arrivals): void {
  app.get(
    '/api/alerts/:alert',
    {
      config: only('see-warnings'),
      schema: {
        tags,
        security,
        summary: 'How the units of an area answer a warning, and whom to ring, masked',
        params,
        querystring: z.object({
          from: z.coerce.number().int().min(0).default(0).describe('How many units are left out at the beginning'),
        }),
        response: { 200: oneAlertSchema, ...refusals },
      },
    },
    async (request) => {
      const user = userOf(request);
      const alert = await readAlert(sql, request.params.alert, user);
      const people = allows(user, 'reveal-people');
      const found = await alertUnits(sql, { alert: alert.id, top: user.region, from: request.query.from, people });
      const units = found.map((unit) => ({ ...unit, people: unit.people.map(masked) }));
      const cases = await casesOfAlert(sql, { alert: alert.id, top: user.region });
      return { alert, workflowId: alert.workflowId, units, more: units.length === UNITS_AT_ONCE, cases };
    },
  );

  app.post(
    '/api/alerts/:alert/acknowledge',
    {
      config: only('acknowledge-warning'),
      schema: {
        tags,
        security,
        summary: 'Acknowledge for units that answered another way, for example by telephone',
        params,
        body: z.object({
          step: z.enum(STEPS).default('known').describe('已知晓, 已派人, 已完成'),
          units: z.array(z.string()).min(1).max(500),
        }),
        response: {
          200: z
            .object({ acknowledged: z.int(), known: z.int().describe('That had answered before') })
            .describe('Noted; they are not reminded any more'),
          ...refusedWith(409, 410),
          ...refusals,
        },
      },
    },
    async (request) => {
      const user = userOf(request);
      const { step, units } = request.body;
      const alert = await readAlert(sql, request.params.alert, user);
      const round = alert.steps.find((one) => one.step === step);
      if (!round) throw new Problem(409, sentence('alert-step-not-open'));
      const strangers = await notAsked(sql, { alert: alert.id, units, top: user.region });
      if (strangers.length > 0) throw new Problem(404, sentence('alert-not-asked', { units: strangers.join(', ') }));
      const answers = { campaign: alert.campaign, alert: alert.id, key: round.key, step, units };
      const answered = await acknowledgeWarning({ sql, by: user }, answers);
      arrivals.tell(round.round);
      return answered;
    },
  );

  app.post(
    '/api/alerts/:alert/chases/:region/acknowledge',
    {
      config: only('acknowledge-warning'),
      schema: {
        tags,
        security,
        summary: 'Acknowledge the chase of a region: its officer knows who is silent, and it goes up no further',
        params: params.extend({ region: z.string() }),
        response: {
          200: z.object({ acknowledged: z.int() }).describe('How many chases; 0 when somebody was quicker'),
          ...refusals,
        },
      },
    },
    async (request) => {
      const user = userOf(request);
      const { region } = request.params;
      const alert = await readAlert(sql, request.params.alert, user);
      const round = alert.steps.find(({ step }) => step === 'known');
      if (!round || (user.region !== null && !(await maySee(sql, user, region))))
        throw new Problem(404, sentence('alert-no-chase', { region }));
      const about = { campaign: alert.campaign, alert: alert.id };
      return acknowledgeChases({ sql, by: user }, { round: round.round, region, contact: null, about });
    },
  );
}
