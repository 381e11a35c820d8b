import { segmentsOf } from '../../../delivery/words/plan-segments';
import { compile } from '../../../domain/campaign/compile/compile';
import type { Plan } from '../../../domain/campaign/plan';
import type { Instant } from '../../../domain/instant';
import { noticeRung } from '../../../domain/round/decision-notice';
import { roundsMeant, type SteeringTarget } from '../../../domain/round/round';
import { amendmentsOf, getCampaign } from '../../../store/campaign/campaigns';
import { lastTold, silentByWay } from '../../../store/campaign/steering-forecast';
import { regionsUnder } from '../../../store/people/regions';
import type { Console } from '../../shell/context';

const FEN = 100;
/** Most names of villages are as long. */
const SOMEWHERE = { code: '', name: '某某村', kind: '', parent: null, level: 0, tags: [] };

interface Asking {
  campaign: string;
  verb: 'remind' | 'extend';
  target: SteeringTarget;
  /** The reader's region; null for all. */
  region: string | null;
  now: Instant;
}

/**
 * What a decision would do now: whom it writes to and at what cost, who was told last, and the dates that it moves, by
 * the same rules as the campaign's own.
 * @throws CompileError for dates that cannot be
 */
export async function forecastSteering(
  { sql, env }: Pick<Console, 'sql' | 'env'>,
  { campaign, verb, target, region, now }: Asking,
) {
  const { definition, plan } = await getCampaign(sql, campaign);
  const stage = target.key === undefined ? null : (target.key.split(/[.@]/)[0] ?? null);
  const [silent, last, changed] = await Promise.all([
    silentByWay(sql, { campaign, ...target, region }),
    lastTold(sql, { campaign, stage }),
    verb === 'extend' && (target.due || target.lock) ? planAfter(campaign) : plan,
  ]);
  async function planAfter(id: string): Promise<Plan> {
    const before = (await amendmentsOf(sql, id)).map((one) => one.target);
    const amendments = [...before, target].map((one) => ({ key: one.key ?? '', ...one }));
    return compile({ definition, campaign: id, amendments, regions: await regionsUnder(sql, definition.scope) });
  }
  const rounds = new Map(roundsMeant(changed, target).map(({ round }) => [round.key, round]));
  const each = segmentsOf(definition, { signature: env.SMS_SIGNATURE, publicUrl: env.PUBLIC_URL });
  const rung = noticeRung(verb === 'remind' ? 'reminder' : 'extended', { now });
  const segments = silent.reduce((sum, { key, sms }) => {
    const round = rounds.get(key);
    return round ? sum + sms * each({ rung, round, region: SOMEWHERE, missing: [], silent: 1 }) : sum;
  }, 0);
  const sum = (figure: 'units' | 'sms' | 'email') => silent.reduce((total, one) => total + one[figure], 0);
  const [units, sms, email] = [sum('units'), sum('sms'), sum('email')];
  const here = new Map(roundsMeant(plan, target).map(({ round }) => [round.key, round]));
  return {
    ...{ now, units, unreachable: units - sms - email, sms, segments, email, last },
    yuan: Math.round(segments * env.SMS_PRICE_FEN) / FEN,
    dates: [...here].flatMap(([key, { dueAt, locksAt }]) => {
      const to = rounds.get(key);
      if (!to || (to.dueAt === dueAt && to.locksAt === locksAt)) return [];
      return [{ key, due: { from: dueAt, to: to.dueAt }, lock: { from: locksAt, to: to.locksAt } }];
    }),
  };
}
