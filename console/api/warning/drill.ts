import { z } from 'zod';
import { makeDrill } from '../../../actions/warnings';
import { warningRules } from '../../../config/warning-rules';
import type { Language } from '../../../domain/campaign/definition/definition';
import { sentence, tellIn } from '../../../domain/text/refusal';
import type { Warning } from '../../../domain/warning/feed/warning';
import { whatIf } from '../../../domain/warning/what-if/what-if';
import { getCampaign } from '../../../store/campaign/campaigns';
import { atOnce } from '../../../store/db/at-once';
import { whatIfGround } from '../../../store/warning/drills';
import { readWarnings } from '../../../weather/read';
import type { FeedProblem } from '../../../weather/reading';
import type { App, Console } from '../../shell/context';
import { languageOf } from '../../shell/language';
import { Problem } from '../../shell/problems';
import { refusedWith } from '../../shell/schemas';
import { someText } from '../../shell/text-schema';
import { actorOf, allows, only, refuseBeyond, userOf } from '../../shell/who';
import { campaignFor } from '../campaign/overview';
import { drillSchema } from './warning-schemas';
import { refused } from './warnings';

/** All warnings are compared with one another; a larger file would block the other users. */
const MOST_WARNINGS = 1000;
/** The warnings of a prefecture name some thousands in a winter. */
const MOST_AREAS = 20_000;
/** Enough for a thousand warnings with their texts. */
const LARGEST_DRILL_BYTES = 4 * 1024 * 1024;
const PROBLEMS_TOLD = 5;

/** What-ifs use the one core of this process: the next begins after the answer of the one before. */
const oneAtATime = atOnce(1);

/** The effect of the rules on a file of warnings, and a drill with that file. */
export function drillRoutes(app: App, { sql, client }: Console): void {
  app.post(
    '/api/warnings/drill',
    {
      config: only('raise-warning'),
      bodyLimit: LARGEST_DRILL_BYTES,
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
          ...refusedWith(400, 401, 403, 404, 422, 503),
        },
      },
    },
    async (request) => {
      const user = userOf(request);
      const { campaign, text, format, send, reason } = request.body;
      await campaignFor(sql, user, campaign);
      const { definition, plan } = await getCampaign(sql, campaign);
      if (!definition.warnings) throw new Problem(422, sentence('definition-answers-no-warnings'));
      const bytes = Buffer.from(text);
      const { warnings, problems } = read(bytes, format, languageOf(request));
      if (!send)
        return oneAtATime(async () => {
          const ground = await whatIfGround(sql, warnings, { definition, plan });
          const found = whatIf(warnings, { ...ground, table: warningRules() });
          return { whatIf: { ...found, zone: definition.zone, problems }, sent: null };
        });
      if (!allows(user, 'make-drill')) throw new Problem(403, sentence('drill-administrators-only'));
      await refuseBeyond(sql, user, [plan.scope]);
      if (!reason) throw new Problem(422, sentence('drill-needs-reason'));
      const deciding = { sql, by: user, name: actorOf(user), tell: client.answerWarnings };
      return { whatIf: null, sent: await makeDrill(deciding, { campaign, warnings, bytes, reason }).catch(refused) };
    },
  );
}

/** @throws Problem 422 for a file without warnings, or with so many that other users would wait */
function read(
  bytes: Buffer,
  format: string | undefined,
  language: Language,
): { warnings: Warning[]; problems: string[] } {
  const reading = readWarnings(bytes, { at: new Date().toISOString(), ...(format && { format }) });
  const told = (problem: FeedProblem, language: Language) =>
    [problem.path, tellIn(language, problem)].filter(Boolean).join(': ');
  const { warnings } = reading;
  if (warnings.length === 0) {
    const first = reading.problems.slice(0, PROBLEMS_TOLD);
    const inBoth = (language: Language) => first.map((problem) => told(problem, language)).join('; ');
    throw new Problem(422, sentence('drill-no-warning', { problems: { 'zh-CN': inBoth('zh-CN'), en: inBoth('en') } }));
  }
  if (warnings.length > MOST_WARNINGS)
    throw new Problem(422, sentence('drill-too-many', { count: warnings.length, most: MOST_WARNINGS }));
  const areas = warnings.reduce((sum, warning) => sum + warning.areas.length, 0);
  if (areas > MOST_AREAS) throw new Problem(422, sentence('drill-too-many-areas', { count: areas, most: MOST_AREAS }));
  return { warnings, problems: reading.problems.map((problem) => told(problem, language)) };
}
