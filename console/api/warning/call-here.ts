import { DateTime } from 'luxon';
import { z } from 'zod';
import { startCampaign, steerCampaign } from '../../../actions/campaigns';
import { readDefinition } from '../../../domain/campaign/definition/read-definition';
import type { Instant } from '../../../domain/instant';
import { sentence } from '../../../domain/text/refusal';
import { callAtOnce } from '../../../domain/warning/alert/call-at-once';
import { getCampaign } from '../../../store/campaign/campaigns';
import { answeringCampaigns } from '../../../store/warning/alerts';
import { unansweredPlaces } from '../../../store/warning/answering';
import type { Console } from '../../shell/context';
import { Problem } from '../../shell/problems';
import { actorOf, allows, forbidden, refuseBeyond, type User } from '../../shell/who';
import { campaignFor } from '../campaign/overview';

/** How places are called that no campaign covers. */
export const callBody = z.object({
  of: z.string().min(1).max(40).describe('The kind of region that is called'),
  campaign: z
    .string()
    .optional()
    .describe('A running campaign around the place that answers from now on; one that only calls when left out'),
});

interface CallHere extends z.output<typeof callBody> {
  areas: readonly string[];
  endsAt: Instant | null;
}

/** Each is a campaign of its own. */
const MOST_PLACES = 20;
const ZONE = 'Asia/Shanghai';
/** Without a known end. */
const DAYS = 7;

/**
 * Makes a campaign answer the warnings of places that no campaign covers: a running one that is told to, or for each
 * place a new one that does nothing else.
 * @throws Problem 403 for who may not start campaigns, 422 where nothing is to be called
 */
export async function callHere(console: Console, user: User, { areas, of, campaign, endsAt }: CallHere): Promise<void> {
  const { sql, client } = console;
  if (!allows(user, 'start-campaign')) throw forbidden(user, 'start-campaign');
  await refuseBeyond(sql, user, areas);
  const places = await unansweredPlaces(sql, await answeringCampaigns(sql, 'live'), areas);
  if (places.length === 0) throw new Problem(422, sentence('call-nothing-uncovered'));
  if (campaign !== undefined) return answerFromNow(console, user, { campaign, of });
  if (places.length > MOST_PLACES)
    throw new Problem(422, sentence('call-too-many-areas', { most: MOST_PLACES, count: places.length }));
  const now = DateTime.now().setZone(ZONE);
  const end = endsAt === null ? now.plus({ days: DAYS }) : DateTime.fromISO(endsAt, { zone: ZONE }).plus({ days: 1 });
  for (const { code, name, kind } of places) {
    const today = now.toISODate() ?? '';
    const written = callAtOnce({ scope: code, scopeKind: kind, name, of, today, until: end.toISODate() ?? today });
    const { definition } = readDefinition(JSON.stringify(written), { file: 'definition' });
    const id = `call-${code.toLowerCase()}-${now.toFormat('yyyyMMdd-HHmmss')}`;
    await startCampaign({ client, by: user }, { definition, mode: 'live', campaign: id });
  }
}

/** A running campaign gets a section "warnings"; all else of it stays. */
async function answerFromNow(
  { sql, client }: Console,
  user: User,
  { campaign, of }: { campaign: string; of: string },
): Promise<void> {
  await campaignFor(sql, user, campaign);
  const { definition, plan } = await getCampaign(sql, campaign);
  await refuseBeyond(sql, user, [plan.scope]);
  const changed = readDefinition(JSON.stringify({ ...definition, warnings: { of } }), { file: 'definition' });
  await steerCampaign(
    { sql, client, by: user, name: actorOf(user) },
    { campaign, verb: 'replan', target: {}, definition: changed.definition },
  );
}
