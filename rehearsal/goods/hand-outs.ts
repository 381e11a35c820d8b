import type { Definition } from '../../domain/campaign/definition/definition';
import type { RoundPlan } from '../../domain/campaign/plan';
import type { Instant } from '../../domain/instant';
import { agenda } from '../clock/agenda';
import { inventPerson } from '../lists/invented-people';
import { rowId } from '../lists/proposals';
import { chance } from '../people/chance';
import type { Heard } from '../people/heard';
import { inLanes } from '../people/in-parallel';
import { linkInList } from '../people/visitor';
import { onGrid, type WorkingGrid } from '../people/working-grid';
import { type Given, giveOut } from './giving-visitor';
import { isEntitled } from './needs';
import { isHeld, type Recipient, type Recipients } from './recipients';
import { drawSignature } from './signature';

/** Those who carry goods and money to the doors, with the phone of their unit. */
export interface HandOuts {
  nextAt(): Instant | null;
  /** The first message of a round that asks for deliveries: it has the link. */
  hear(heard: Heard, round: Pick<RoundPlan, 'list' | 'does' | 'opensAt' | 'dueAt'>): void;
  act(at: Instant): Promise<void>;
}

/** How a household is met; most are at home and sign. */
const SHARES = { away: 0.05, proxy: 0.12, ceremony: 0.15, twice: 0.04 };
/** How many sign on the phone at each visit; the others on the printed list. */
const SIGNED_ON_PHONE = 8;
const AT_ONCE = 50;
/** How many phones tell at the same moment. */
const PHONES_AT_ONCE = 8;

/** How far between the opening and the due day everybody sets out; so steps of the clock stay few. */
const SET_OUT = [0.1, 0.3, 0.5, 0.7];
/** Then those are visited who were away, and last a phone tells of what another has told already. */
const SECOND = 0.8;
const AGAIN = 0.85;
/** Nobody else of a rehearsal has a number from here on. */
const PROXIES = 7_000_000;

interface Visit {
  heard: Heard;
  list: string;
  nth: 'first' | 'second' | 'again';
}

/** @returns those who carry; with the same seed they come at the same instants and meet the same */
export function createHandOuts({
  seed,
  lists,
  recipients,
  sent,
  grid,
}: {
  seed: number;
  lists: Definition['lists'];
  recipients: Recipients;
  /** @returns whether a row came by the phone of its unit, which then knows it */
  sent(row: string): boolean;
  grid: WorkingGrid;
}): HandOuts {
  const todo = agenda<Visit>();
  const known = new Set<string>();
  const links = new Map<string, string>();
  const is = (trait: keyof typeof SHARES, { row }: Recipient) => chance(seed, trait, row) < SHARES[trait];
  const keyOf = (nth: Visit['nth'], { row }: Recipient) => rowId(seed, 'delivery', nth, row);
  let drawn = 0;

  /** A second visit is for those who were away, a third tells of what another phone has told already. */
  const isMet = ({ nth }: Visit, one: Recipient): boolean =>
    nth === 'first'
      ? !isHeld(seed, one)
      : one.fate === 'served' && (nth === 'again' ? is('twice', one) : isHeld(seed, one) || is('away', one));

  function given(visit: Visit, one: Recipient, at: number): Given {
    const { row, fate } = one;
    const key = keyOf(visit.nth, one);
    if (fate === 'diedBefore') return { row, key, done: false, because: 'deceased', reason: '发放前已去世' };
    if (fate === 'refuses') return { row, key, done: false, missed: 'refused', reason: '本人不愿领取' };
    if (visit.nth === 'first' && is('away', one)) return { row, key, done: false, missed: 'unreached' };
    const signature = at < SIGNED_ON_PHONE ? drawSignature(++drawn) : null;
    return {
      ...{ row, key, done: true, signature },
      delivery: {
        how: is('ceremony', one) ? 'ceremony' : 'door',
        ...(signature ? { mark: 'signature', signature: signature.id } : { mark: 'paper' }),
        ...helpsOf(one),
        ...(is('proxy', one) && one.person.idNumber !== '' && { proxy: proxyFor(one) }),
      },
    };
  }

  /** Each is helped in one way or two. */
  function helpsOf({ list, row }: Recipient): { helps?: string[] } {
    const known = (lists[list]?.helps ?? []).map(({ value }) => value);
    if (known.length === 0) return {};
    const [first, second] = [known, known].map((of, nth) => of[Math.floor(chance(seed, 'help', nth, row) * of.length)]);
    return { helps: [...new Set([first ?? '', second ?? ''])] };
  }

  function proxyFor({ row }: Recipient) {
    const { name, idNumber, phone } = inventPerson(
      seed,
      PROXIES + Math.floor(chance(seed, 'proxy-person', row) * 100_000),
    );
    return { name, idNumber, phone, relation: 'neighbour', reason: '本人行动不便' };
  }

  /** What is told of each household; signatures are drawn in the order of the visits, whoever is faster. */
  const told = (visit: Visit): Given[] =>
    recipients
      .of(visit.list, visit.heard.region)
      .filter((one) => sent(one.row) && isEntitled(one) && isMet(visit, one))
      .map((one, at) => given(visit, one, at));

  async function go({ heard, nth }: Visit, all: readonly Given[]): Promise<void> {
    const place = `${heard.round} ${heard.region}`;
    const link = links.get(place) ?? (await linkOf(heard));
    links.set(place, link);
    for (let from = 0; from < all.length; from += AT_ONCE)
      await giveOut(link, all.slice(from, from + AT_ONCE), { again: nth === 'again' });
  }

  return {
    nextAt: () => todo.nextAt(),
    hear(heard, { list, does, opensAt, dueAt }) {
      const place = `${heard.round} ${heard.region}`;
      if (does !== 'deliver' || list === undefined || known.has(place)) return;
      const on = (share: number) => onGrid({ after: opensAt, before: dueAt, share }, grid);
      const days = SET_OUT.flatMap((share) => on(share) ?? []).filter((at) => at > heard.at);
      const first = days[Math.floor(chance(seed, 'visit', list, heard.region) * days.length)];
      if (first === undefined) return;
      known.add(place);
      const visits = [
        ['first', first],
        ['second', on(SECOND)],
        ['again', on(AGAIN)],
      ] as const;
      for (const [nth, at] of visits) if (at) todo.add(at, { heard, list, nth });
    },
    async act(at) {
      const visits = todo.take(at).flatMap((visit) => {
        const all = told(visit);
        return all.length > 0 ? [{ visit, all }] : [];
      });
      await inLanes(
        PHONES_AT_ONCE,
        visits,
        ({ visit }) => visit.heard.region,
        ({ visit, all }) => go(visit, all),
      );
    },
  };
}

const linkOf = async ({ link, amongSeveral, round, region }: Heard): Promise<string> =>
  amongSeveral ? linkInList(link, { round, unit: region }) : link;
