import type { RegionTree, RegionView } from '../people/regions';
import { roundsInAreas } from '../round/round';
import { rungKind } from '../round/rung-kinds';
import { didYouMean } from '../text/nearest';
import { type Sentence, sentence } from '../text/refusal';
import type { Channel, Plan, Rung } from './plan';

/** Channels to the people with one role in a region, without numbers or addresses. */
export interface Reach {
  code: string;
  role: string;
  /** The holder of the role (A 角) by SMS, by e-mail. */
  phone: boolean;
  email: boolean;
  /** The deputy (B 角) by SMS, by e-mail. */
  deputyPhone: boolean;
  deputyEmail: boolean;
  /** The holder and the deputy share one number, or one address, which gets one message. */
  samePhone?: boolean;
  sameEmail?: boolean;
}

/**
 * @returns a warning for each role that the plan's rungs speak to and that nobody has in the register: such a rung, or
 *   a mistyped role, would tell nobody
 */
export function rolesNobodyHas(plan: Plan, reach: readonly Reach[]): Sentence[] {
  const held = new Set(
    reach.flatMap(({ role, ...by }) => (by.phone || by.email || by.deputyPhone || by.deputyEmail ? [role] : [])),
  );
  const spoken = new Map<string, Set<string>>();
  for (const { round } of roundsInAreas(plan))
    for (const { id, audience } of round.rungs)
      if (audience.role !== undefined && !held.has(audience.role))
        spoken.set(audience.role, (spoken.get(audience.role) ?? new Set()).add(id));
  return [...spoken].map(([role, rungs]) =>
    sentence('nobody-has-role', { role, rungs: [...rungs].join(', '), hint: didYouMean(role, [...held]) }),
  );
}

/** A place that gets a rung's message. */
export interface Told {
  region: RegionView;
  /**
   * Silent units below it, or in a raised chase those that did not acknowledge; empty when the message is about itself.
   */
  missing: string[];
  /** Number of silent units below it. */
  silent: number;
}

/** @returns all places that get a rung's message if all units are silent. */
export function toldBy(
  { kind, audience }: Rung,
  { tree, scope, units }: { tree: RegionTree<RegionView>; scope: string; units: readonly RegionView[] },
): Told[] {
  // Who helps whom is known when the rung is climbed.
  if (audience.helper) return [];
  if (audience.up === 0) return units.map((region) => ({ region, missing: [], silent: 1 }));
  const told = new Map<string, { region: RegionView; missing: Set<string>; silent: number }>();
  for (const unit of units) {
    const region = superior(tree, { unit, up: audience.up, scope });
    // A raised chase names the chased regions, one level below.
    const named = rungKind(kind).does === 'raise' ? superior(tree, { unit, up: audience.up - 1, scope }) : unit;
    if (!region || !named) continue;
    const one = told.get(region.code) ?? { region, missing: new Set(), silent: 0 };
    one.missing.add(named.name);
    one.silent += 1;
    told.set(region.code, one);
  }
  return [...told.values()].map(({ missing, ...one }) => ({ ...one, missing: [...missing] }));
}

/** @returns the region `up` levels above the unit, or null when that is above the scope. */
function superior(
  tree: RegionTree<RegionView>,
  { unit, up, scope }: { unit: RegionView; up: number; scope: string },
): RegionView | null {
  let region: RegionView | undefined = unit;
  for (let level = 0; level < up; level++) {
    if (!region || region.code === scope || region.parent === null) return null;
    region = tree.byCode.get(region.parent);
  }
  return region ?? null;
}

/** @returns the channels that a rung uses at a place: one or more for each recipient. */
export function channelsAt(rung: Rung, reach: Reach | undefined): Channel[] {
  if (!reach) return [];
  const contact = reachable(reach.phone, reach.email);
  const deputy = reachable(reach.deputyPhone, reach.deputyEmail);
  if (!rung.audience.deputy) return chosen(rung, contact.length > 0 ? contact : deputy);
  const told = chosen(rung, contact);
  const again = (channel: Channel) =>
    told.includes(channel) && ((channel === 'sms' && reach.samePhone) || (channel === 'email' && reach.sameEmail));
  return [...told, ...chosen(rung, deputy).filter((channel) => !again(channel))];
}

const reachable = (phone: boolean, email: boolean): Channel[] => [
  ...(phone ? ['sms' as const] : []),
  ...(email ? ['email' as const] : []),
];

function chosen({ channels, send }: Rung, usable: readonly Channel[]): Channel[] {
  const possible = channels.filter((channel) => usable.includes(channel));
  return send === 'each' ? possible : possible.slice(0, 1);
}
