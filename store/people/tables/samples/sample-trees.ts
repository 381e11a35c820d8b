import type { ExportedRegister } from '../export';
import { civilAffairs } from './trees/civil-affairs';
import { communities } from './trees/communities';
import { haimen } from './trees/haimen';
import { liangshan } from './trees/liangshan';
import { qiubei } from './trees/qiubei';
import { twoFestivals } from './trees/two-festivals';
import { hunan } from './written/hunan';
import { longhua } from './written/longhua';
import { mudanjiang } from './written/mudanjiang';
import { neighbourhood } from './written/neighbourhood';
import { pingliang } from './written/pingliang';
import { qinghai } from './written/qinghai';
import { shenyang } from './written/shenyang';
import { communityUnion, companyUnion } from './written/unions';
import { volunteerGroups, volunteers } from './written/volunteers';

/**
 * The samples in `config/samples/`, made once with `nuandong register generate --sample NAME`: each has one top, and
 * `kinds` if it needs kinds of region of its own. Numbers of contacts begin at another hundred for each.
 */
const TREES = {
  qiubei,
  'two-festivals': twoFestivals,
  liangshan,
  haimen,
  'civil-affairs': civilAffairs,
  communities,
  hunan,
  qinghai,
  shenyang,
  mudanjiang,
  pingliang,
  'longhua-warm-winter': longhua,
  'neighbourhood-visit-day': neighbourhood,
  'company-union': companyUnion,
  'volunteers-nanning': volunteers,
  'volunteers-nanning-2': volunteerGroups,
  'community-union': communityUnion,
} as const satisfies Record<string, () => ExportedRegister>;

export type Sample = keyof typeof TREES;
export const SAMPLES = Object.keys(TREES) as [Sample, ...Sample[]];

/** @returns the same register each time. */
export const sampleRegister = (sample: Sample): ExportedRegister => TREES[sample]();

/** @returns the code of the region at its top */
export function topOf(sample: Sample): string {
  const [top] = sampleRegister(sample).regions.filter(({ parent }) => parent === null);
  if (!top) throw new Error(`The sample ${sample} has no top`);
  return top.code;
}
