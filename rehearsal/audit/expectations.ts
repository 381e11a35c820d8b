import { DateTime } from 'luxon';
import type { Channel, Rung } from '../../domain/campaign/plan';
import { groupBy } from '../../domain/group-by';
import { epochMs, type Instant } from '../../domain/instant';
import { CONTACT, dutyOf } from '../../domain/people/duties';
import { isAsked, lineage, type RegionTree, regionTree, subtree } from '../../domain/people/regions';
import { isWrittenOnly, rungKind } from '../../domain/round/rung-kinds';
import type { AlertRoundHeld } from './alert-rounds';
import { countSms, type SmsCounted } from './arrivals';
import type { AuditInput, MessageRef, Person } from './audit-input';
import { type Chronicle, chronicle } from './chronicle';
import { type Quotas, quotasFrom } from './lists/quota-tally';
import { roundsAsDecided } from './plan-versions';

/** A message that one region must get at an instant, by the plan and the people's acts. */
export interface Expectation {
  round: string;
  rung: Rung;
  region: string;
  contact: number;
  at: Instant;
}

/** A plan's rounds with the units that each asks, and what its people did. */
export interface Season {
  rounds: Map<string, AlertRoundHeld & { unitsAsked: string[] }>;
  /** Areas and times in which ordinary reminders wait. */
  holds: AuditInput['holds'];
  tree: RegionTree;
  done: Chronicle;
  /** Who has handed in how many rows of a list with quotas. */
  quotas: Quotas;
  people: Map<string, Person[]>;
  zone: string;
  sms: SmsCounted;
  /** Rungs and regions whose messages met a misdeed of the gateway. */
  troubled: Set<string>;
  /** When the carrier first reported a wrong number, by contact: from then on the system knows. */
  foundWrong: Map<number, Instant>;
  /** Contacts who have asked for no more SMS, and when. */
  stopped: Map<number, Instant>;
  /** Answers of {@link regionsToTell}, by round and rung. */
  toldRegions: Map<string, string[]>;
  /** Answers of {@link unitsBelow}, by round. */
  below: Map<string, ReadonlyMap<string, readonly string[]>>;
}

/** Builds a season from the plan, the register and the people's own notes; it uses nothing from the outbox. */
export function seasonOf(input: AuditInput): Season {
  const { plan, versions, alertRounds, regions, people, acted, received, troubles, holds, quotas: tally } = input;
  const tree = regionTree(regions);
  const quotas = quotasFrom(tally);
  const asPlanned = roundsAsDecided(plan, versions).map((round) => ({ ...round, endedAt: null }));
  const rounds = [...asPlanned, ...alertRounds].map((round) => {
    const unitsAsked = subtree(tree, round.area)
      .filter((region) => isAsked(round.round, region))
      .map(({ code }) => code)
      .filter((unit) => isGivenSlots(quotas, round.round, unit));
    return [round.id, { ...round, unitsAsked }] as const;
  });
  return {
    rounds: new Map(rounds),
    tree,
    done: chronicle(acted),
    quotas,
    people: groupBy(people, ({ region }) => region),
    zone: plan.zone,
    sms: countSms(input),
    holds,
    foundWrong: findWrong(received, troubles),
    stopped: findStopped(acted, people),
    troubled: new Set(troubles.map(({ message }) => placeKey(message))),
    toldRegions: new Map(),
    below: new Map(),
  };
}

/** A list with quotas asks for rows only who has a slot. */
const isGivenSlots = (quotas: Quotas, { list, does }: AlertRoundHeld['round'], unit: string): boolean =>
  list === undefined || does !== 'propose' || quotas.asks(list, unit);

/** Key of one rung and one region. */
export const placeKey = ({ round, rung, region }: Pick<MessageRef, 'round' | 'rung' | 'region'>): string =>
  [round, rung, region].join(' ');

function findWrong(received: AuditInput['received'], troubles: AuditInput['troubles']): Map<number, Instant> {
  const first = new Map<number, Instant>();
  const receipts = new Map(
    troubles.filter(({ kind }) => kind.startsWith('receipt-')).map(({ message, receiptAt }) => [message.id, receiptAt]),
  );
  for (const { channel, message, at: arrivedAt } of received) {
    if (channel !== 'sms' || message === null) continue;
    const at = receipts.has(message.id) ? receipts.get(message.id) : arrivedAt;
    if (!at) continue;
    const known = first.get(message.contact);
    if (known === undefined || at < known) first.set(message.contact, at);
  }
  return first;
}

/** A stop applies to the number, so to every contact who has it. */
function findStopped(acted: AuditInput['acted'], people: readonly Person[]): Map<number, Instant> {
  const numbers = new Map(people.map(({ id, number }) => [id, number]));
  const ofNumber = groupBy(people, ({ number }) => number);
  const first = new Map<number, Instant>();
  for (const act of acted) {
    if (act.kind !== 'stopped') continue;
    const number = numbers.get(act.contact) ?? null;
    const those = number === null ? [{ id: act.contact }] : (ofNumber.get(number) ?? []);
    for (const { id } of those) {
      const known = first.get(id);
      if (known === undefined || act.at < known) first.set(id, act.at);
    }
  }
  return first;
}

/**
 * @returns whether the contact has asked by then for no more SMS. Within an instant, a rehearsal handles replies before
 *   anything else.
 */
export const hasStopped = ({ stopped }: Pick<Season, 'stopped'>, contact: number, at: Instant): boolean => {
  const since = stopped.get(contact);
  return since !== undefined && since <= at;
};

/**
 * @returns every message that a round requires, rung by rung; but for those who help somebody, of whom a rehearsal
 *   knows nothing
 */
export function expectationsOf(season: Season, id: string): Expectation[] {
  const found = season.rounds.get(id);
  if (!found) return [];
  const { round, endedAt } = found;
  return toldOnce(
    round.rungs
      .filter((rung) => isClimbed(rung, endedAt) && !rung.audience.helper)
      .flatMap((rung) =>
        regionsToTell(season, id, rung).flatMap((region) =>
          mustBeTold(season, rung, region).map(({ id: contact }) => ({
            round: id,
            rung,
            region,
            contact,
            at: rung.at,
          })),
        ),
      ),
  );
}

/** A person with two duties for a region gets the same message once, from the first of the rungs of that minute. */
function toldOnce(expected: readonly Expectation[]): Expectation[] {
  const first = new Map<string, Expectation>();
  return expected.filter((one) => {
    const { rung, region, contact, at } = one;
    const key = [region, contact, at, rung.message].join(' ');
    const before = first.get(key) ?? one;
    first.set(key, before);
    return before.rung.audience.role === rung.audience.role;
  });
}

/**
 * An ended round climbs no further rung except the message that it is over; at the instant of the end it may do either.
 */
const isClimbed = (rung: Rung, endedAt: Instant | null): boolean =>
  rung.audience.everybody === true || endedAt === null || rung.at < endedAt;

/** @returns whether ordinary reminders to the region waited at the instant for the end of a warning. */
export const isHeld = ({ holds, tree }: Season, region: string, at: Instant): boolean =>
  holds.some(
    ({ area, from, until }) =>
      from <= at && (until === null || at <= until) && lineage(tree, region).some(({ code }) => code === area),
  );

/** @returns the units that a round asks and that lie in the region, or are it. */
function unitsBelow({ rounds, tree, below }: Season, round: string, region: string): readonly string[] {
  const known = below.get(round) ?? unitsByRegion(tree, rounds.get(round)?.unitsAsked ?? []);
  below.set(round, known);
  return known.get(region) ?? [];
}

const unitsByRegion = (tree: RegionTree, units: readonly string[]): Map<string, string[]> =>
  new Map(
    [
      ...groupBy(
        units.flatMap((unit) => lineage(tree, unit).map(({ code }) => ({ code, unit }))),
        ({ code }) => code,
      ),
    ].map(([code, those]) => [code, those.map(({ unit }) => unit)]),
  );

/** @returns the units of a round that lie in the region (or are it) and are silent at the instant. */
export const silentIn = (season: Season, round: string, region: string, at: Instant): string[] =>
  unitsBelow(season, round, region).filter((unit) => season.done.isSilent(round, unit, at));

const silentUnits = ({ rounds, done }: Season, round: string, at: Instant): string[] =>
  (rounds.get(round)?.unitsAsked ?? []).filter((unit) => done.isSilent(round, unit, at));

/** @returns the codes of the regions that a rung has to tell, each once. */
export function regionsToTell(season: Season, round: string, rung: Rung): string[] {
  const key = `${round} ${rung.id} ${rung.at}`;
  const known = season.toldRegions.get(key) ?? findRegionsToTell(season, round, rung);
  season.toldRegions.set(key, known);
  return known;
}

function findRegionsToTell(season: Season, round: string, rung: Rung): string[] {
  if (rungKind(rung.kind).does === 'raise') return unansweredAbove(season, round, rung);
  // The call list itself sends no message; only a list for a superior is announced.
  if (isWrittenOnly(rung)) return [];
  return above(season, unitsMeant(season, round, rung), rung.audience.up);
}

function unitsMeant(season: Season, round: string, rung: Rung): string[] {
  if (rung.audience.everybody) return season.rounds.get(round)?.unitsAsked ?? [];
  return rung.audience.short ? shortUnits(season, round, rung, rung.at) : silentUnits(season, round, rung.at);
}

/** @returns the units that are below the milestone of a rung at the instant, whether they have reported or not */
const shortUnits = (season: Season, round: string, rung: Rung, at: Instant): string[] =>
  shortAmong(season, season.rounds.get(round)?.unitsAsked ?? [], { round, rung }, at);

function shortAmong(
  { rounds, quotas }: Season,
  units: readonly string[],
  { round, rung: { audience } }: { round: string; rung: Rung },
  at: Instant,
): string[] {
  const { short } = audience;
  const list = rounds.get(round)?.round.list;
  if (!short || list === undefined) return [];
  return units.filter((unit) => quotas.isShort(unit, { list, share: short.share, at }));
}

/** @returns the units in the region for which a rung is still of use at the instant: the silent or the short ones */
export const wantingIn = (
  season: Season,
  { round, rung, region }: Omit<Expectation, 'at' | 'contact'>,
  at: Instant,
): string[] =>
  rung.audience.short
    ? shortAmong(season, unitsBelow(season, round, region), { round, rung }, at)
    : silentIn(season, round, region, at);

const above = ({ tree }: Season, units: string[], up: number): string[] => [
  ...new Set(units.flatMap((unit) => lineage(tree, unit)[up]?.code ?? [])),
];

/**
 * @returns the superiors of regions that were chased, have not acknowledged, and still have silent units below them.
 */
function unansweredAbove(season: Season, round: string, rung: Rung): string[] {
  const chase = season.rounds.get(round)?.round.rungs.find(({ id }) => id === rung.raises);
  if (!chase) return [];
  const unanswered = regionsToTell(season, round, chase)
    .filter((region) => !season.done.hasAcknowledged(round, region, { since: chase.at, until: rung.at }))
    .filter((region) => silentIn(season, round, region, rung.at).length > 0);
  return above(season, unanswered, 1);
}

/**
 * @returns the people of a region who must get the message: the holder of the duty that the rung speaks to, or the
 *   deputy when the holder is missing, on leave or without any working channel (SMS is none for a contact who has
 *   stopped it); both where the rung says so. A wrong number must be tried once; after that it does not count.
 */
export function mustBeTold(season: Season, rung: Rung, region: string): Person[] {
  const reached = peopleHere(season, rung, region).filter((person) => waysTo(season, rung, person).length > 0);
  const contact = reached.find(({ role }) => !dutyOf(role).deputy);
  if (!contact) return reached;
  if (!rung.audience.deputy) return [contact];
  const told = waysTo(season, rung, contact);
  return reached.filter((person) => {
    const again = (channel: Channel) =>
      channel === 'sms' && person.number === contact.number && person.number !== null && told.includes(channel);
    if (person.id === contact.id) return person === contact;
    return waysTo(season, rung, person).some((channel) => !again(channel));
  });
}

/** @returns the channels that a rung uses for a person: the first that reaches the person, or all */
function waysTo(season: Season, rung: Rung, person: Person): Channel[] {
  const usable = rung.channels.filter((channel) => canBeTold(season, { person, channel, rung }));
  return rung.send === 'each' ? usable : usable.slice(0, 1);
}

/**
 * An urgent message goes to stopped numbers as well. A wrong number counts until a try has shown that it is wrong.
 * @returns whether the channel reaches the person at the instant of the rung
 */
export function canBeTold(
  season: Season,
  { person, channel, rung: { at, urgent } }: { person: Person; channel: Channel; rung: Pick<Rung, 'at' | 'urgent'> },
): boolean {
  if (channel === 'email') return person.email;
  const found = person.wrongNumber ? season.foundWrong.get(person.id) : undefined;
  return (
    person.phone && (urgent === true || !hasStopped(season, person.id, at)) && (found === undefined || at <= found)
  );
}

/**
 * With a wrong number of the contact, the deputy may get the message as well, because only a try shows that the number
 * is wrong. The same holds when the contact stops SMS before a delayed one goes out.
 */
export function mayBeTold(
  season: Season,
  { round, rung, region, contact }: Omit<Expectation, 'at'>,
  arrivedAt: Instant,
): boolean {
  if (!regionsToTell(season, round, rung).includes(region)) return false;
  if (rung.audience.helper) return true;
  const here = peopleHere(season, rung, region);
  const inVain = here.some(
    ({ id, wrongNumber, role }) => !dutyOf(role).deputy && (wrongNumber || hasStopped(season, id, arrivedAt)),
  );
  return [...mustBeTold(season, rung, region), ...(inVain ? here : [])].some(({ id }) => id === contact);
}

/**
 * @returns the people of a region with the duty that the rung speaks to, who have not opted out and are not on leave on
 *   the day of the rung
 */
function peopleHere({ people, zone }: Season, rung: Rung, region: string): Person[] {
  const told = rung.audience.role ?? CONTACT;
  const isAway = ({ leaveFrom, leaveUntil }: Person): boolean => {
    // Few ever go: the day of the others is not looked up, for each of hundreds of thousands of messages.
    if (leaveFrom === null && leaveUntil === null) return false;
    const day = DateTime.fromMillis(epochMs(rung.at), { zone }).toISODate() ?? '';
    return (leaveFrom === null || leaveFrom <= day) && (leaveUntil === null || day <= leaveUntil);
  };
  return (people.get(region) ?? []).filter(
    (person) => dutyOf(person.role).role === told && !person.optedOut && !isAway(person),
  );
}
