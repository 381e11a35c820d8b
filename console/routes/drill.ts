import { z } from 'zod';
import { warningRules } from '../../config/warning-rules';
import { may } from '../../domain/roles';
import type { Warning } from '../../domain/weather/warning';
import { whatIf } from '../../domain/weather/what-if';
import { audit } from '../../register/audit-log';
import { getCampaign } from '../../register/campaigns';
import { makeDrill, whatIfGround } from '../../register/drills';
import { tellTaken } from '../../register/warnings';
import { LARGEST_FEED_BYTES } from '../../weather/fetch';
import { readWarnings } from '../../weather/read';
import type { App, Console } from '../context';
import { campaignFor } from '../overview';
import { Problem } from '../problems';
import { problemSchema } from '../schemas';
import { someText } from '../text-schema';
import { actorOf, only, refuseBeyond, userOf } from '../who';
import { drillSchema } from './warning-schemas';
import { refused } from './warnings';

/** More would keep everybody else waiting while they are compared with one another. */
const MOST_WARNINGS = 1000;

/** What the rules make of a file of warnings, and a drill that is made of it. */
export function drillRoutes(app: App, { sql, client }: Console): void {
  app.post(
    '/api/warnings/drill',
    {
      config: only('raise-warning'),
      bodyLimit: LARGEST_FEED_BYTES,
      schema: {
        tags: ['officer'],
        security: [{ apiToken: [] }, { session: [] }],
        summary: 'See what the rules make of warnings; or make a drill of them, on real phones, as administrator',
        body: z.object({
          campaign: z.string().describe('Whose scope and rules'),
          text: z.string().min(1).describe('A document of a feed, or warnings written by hand'),
          format: z.string().optional().describe('Told by its shape when left out'),
          send: z.boolean().default(false).describe('Make the drill; without it nothing is sent'),
          reason: someText().optional().describe('With send'),
        }),
        response: {
          200: drillSchema,
          400: problemSchema,
          401: problemSchema,
          403: problemSchema,
          404: problemSchema,
          422: problemSchema,
          503: problemSchema,
        },
      },
    },
    async (request) => {
      const user = userOf(request);
      const { campaign, text, format, send, reason } = request.body;
      await campaignFor(sql, user, campaign);
      const { definition, plan } = await getCampaign(sql, campaign);
      if (!definition.warnings)
        throw new Problem(422, 'no-warnings', 'The definition of this campaign has no section "warnings".');
      const bytes = Buffer.from(text);
      const { warnings, problems } = read(bytes, format);
      if (!send) {
        const ground = await whatIfGround(sql, warnings, { definition, plan });
        const found = whatIf(warnings, { ...ground, table: warningRules() });
        return { whatIf: { ...found, zone: definition.zone, problems }, sent: null };
      }
      if (!may(user.role, 'make-drill'))
        throw new Problem(403, 'forbidden', `The role ${user.role} may not do this (make-drill).`);
      await refuseBeyond(sql, user, [plan.scope]);
      if (!reason) throw new Problem(422, 'needs-reason', 'Say why the drill is made.');
      const drill = { campaign, warnings, bytes, by: actorOf(user) };
      const { scope, touched } = await sql
        .begin(async (transaction) => {
          const made = await makeDrill(transaction, drill);
          await audit(transaction, user, 'make-drill', { campaign, reason, warnings: made.fresh });
          return made;
        })
        .catch(refused);
      return { whatIf: null, sent: { touched, workflows: await tellTaken(sql, scope, client.answerWarnings) } };
    },
  );
}

/** @throws Problem 422 when there is nothing to go by */
function read(bytes: Buffer, format: string | undefined): { warnings: Warning[]; problems: string[] } {
  const reading = readWarnings(bytes, { at: new Date().toISOString(), ...(format && { format }) });
  const problems = reading.problems.map(({ path, message }) => [path, message].filter(Boolean).join(': '));
  const { warnings } = reading;
  if (warnings.length === 0)
    throw new Problem(422, 'no-warning', `There is no warning in this text. ${problems.join('; ')}`.trim());
  if (warnings.length > MOST_WARNINGS)
    throw new Problem(422, 'too-many', `There are ${warnings.length} warnings: send at most ${MOST_WARNINGS} at once.`);
  return { warnings, problems };
}
