import { firstStepsDone } from '../../../store/campaign/first-steps';
import type { App, Console } from '../../shell/context';
import { refusedWith } from '../../shell/schemas';
import { only } from '../../shell/who';
import { firstStepsSchema } from './campaign-schemas';

/** What a new office has done already, for the list of first steps on the start page. */
export function firstStepRoutes(app: App, { sql }: Pick<Console, 'sql'>): void {
  app.get(
    '/api/first-steps',
    {
      config: only('manage-accounts'),
      schema: {
        tags: ['administrator'],
        security: [{ apiToken: [] }, { session: [] }],
        summary: 'Which of the first steps of a new office are done',
        response: { 200: firstStepsSchema, ...refusedWith(401, 403) },
      },
    },
    () => firstStepsDone(sql),
  );
}
