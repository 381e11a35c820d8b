import type { Definition, ListDefinition, Standard } from '../../domain/campaign/definition/definition';
import type { Plan } from '../../domain/campaign/plan';
import { approximationOf, numberOf, type Planned } from '../../domain/ledger/approximate';
import { isAsked, type RegionView } from '../../domain/people/regions';
import { Refused, sentence } from '../../domain/text/refusal';
import { type InventedPerson, inventPerson } from '../lists/invented-people';
import { inventQuotas } from '../lists/invented-quotas';
import { rowId } from '../lists/proposals';
import type { ShareName, Shares } from '../lists/shares';
import { chance } from '../people/chance';

/**
 * What becomes of a row. Most are served; those that are found wanting when somebody looks leave the list then. Of
 * those who are to be given something some refuse it, some have died before, and of some nobody has said so: their
 * family has taken it, and gives it back.
 */
const FOUND_WANTING = ['notEligible', 'left', 'died', 'notFound', 'noConsent'] as const;
export type FoundWanting = (typeof FOUND_WANTING)[number];
export type Fate = 'served' | FoundWanting | 'refuses' | 'diedBefore' | 'wasDead';

/** A row as it was written beforehand: who is on it, where, and what becomes of it. */
export interface Recipient {
  /** Id of the row (UUID), where a phone makes it. */
  row: string;
  list: string;
  /** Code of the unit that proposes it. */
  unit: string;
  category: string;
  person: InventedPerson;
  /** Persons that the row stands for; null where the list does not ask. */
  heads: number | null;
  fate: Fate;
}

/** Everybody on the lists of a campaign that keeps accounts. */
export interface Recipients {
  all: readonly Recipient[];
  of(list: string, unit: string): readonly Recipient[];
}

interface Writing {
  definition: Pick<Definition, 'lists' | 'standards' | 'rehearsal'>;
  plan: Plan;
  regions: readonly RegionView[];
  seed: number;
  shares: Shares;
}

/** Nobody else of a rehearsal has a number from here on. */
const FIRST = 5_000_000;
/** Rows of each category and unit where the plan names no number. */
const UNPLANNED = 3;
/** Of a register. */
const LONGEST_NAME = 40;
/** More rows than a village's phone sends at once. */
const MOST_IN_A_UNIT = 200;

/**
 * Writes the lists of a campaign that keeps accounts so that its plan comes true: as many are served as the standards
 * plan, whatever the size of the register, or some in each unit where they plan no number. Besides these there are
 * others, by the usual shares, who are served nothing.
 * @throws Refused when so few units are asked that one would have to name hundreds
 */
export function writeRecipients(writing: Writing): Recipients {
  const all: Unnamed[] = [];
  for (const [list, rules] of Object.entries(writing.definition.lists)) {
    const served = rules.categories.flatMap((category) => servedOf(writing, { list, rules, category }));
    all.push(...served, ...othersOf(writing, { list, rules, served }));
  }
  const numbered = all.map(
    ({ name, ...one }, nth): Recipient => ({ ...one, person: personOf(writing.seed, name, nth) }),
  );
  const byPlace = new Map<string, Recipient[]>();
  for (const one of numbered) {
    const place = `${one.list} ${one.unit}`;
    byPlace.set(place, [...(byPlace.get(place) ?? []), one]);
  }
  const most = Math.max(0, ...[...byPlace.values()].map(({ length }) => length));
  if (most > MOST_IN_A_UNIT) throw new Refused(sentence('rehearsal-too-small', { rows: most, most: MOST_IN_A_UNIT }));
  return { all: numbered, of: (list, unit) => byPlace.get(`${list} ${unit}`) ?? [] };
}

type Unnamed = Omit<Recipient, 'person'> & { name: string | null };

interface Listed {
  list: string;
  rules: ListDefinition;
}

/** The rows that are served, by unit; their heads add up to what the plan says. */
function servedOf(writing: Writing, { list, rules, category }: Listed & { category: string }): Unnamed[] {
  const { definition, seed } = writing;
  const standard = definition.standards.find((one) => one.category === category);
  const units = unitsFor(writing, list, standard);
  if (!standard || units.length === 0) return [];
  const { households, persons } = numbersOf(definition, standard);
  const about = `${list} ${category}`;
  if (rules.of === 'place')
    return [
      ...inventQuotas({ seed, about, units, total: (standard.per === 'household' ? households : persons) ?? 0 }),
    ].flatMap(([unit, heads]) =>
      heads === 0
        ? []
        : [
            {
              ...rowIn(seed, about, unit, 0),
              list,
              unit,
              category,
              heads,
              name: registerOf(writing, standard, unit),
              fate: 'served',
            },
          ],
    );
  const total = (rules.of === 'person' || rules.of === 'pair' ? persons : households) ?? units.length * UNPLANNED;
  const rows = [...inventQuotas({ seed, about, units, total })].flatMap(([unit, count]) =>
    Array.from({ length: count }, (_, nth) => ({
      ...{ ...rowIn(seed, about, unit, nth), unit },
      name: rules.of === 'enterprise' ? enterpriseOf(writing, unit, nth) : null,
    })),
  );
  const heads = headsOf(rules, rows, { seed, persons });
  return rows.map((row) => ({
    ...{ ...row, list, category, fate: 'served' },
    heads: heads?.get(row.row) ?? null,
  }));
}

const rowIn = (seed: number, about: string, unit: string, nth: number) => ({ row: rowId(seed, about, unit, nth) });

/**
 * As many as the plan says; where it names no number of those to whom the standard gives, as a rehearsal is to
 * invent.
 */
function numbersOf({ rehearsal }: Writing['definition'], { category, per, planned }: Standard) {
  const invented = rehearsal?.numbers?.[category] ?? null;
  const [households, persons] = [numberLike(planned?.households), numberLike(planned?.persons)];
  return per === 'household'
    ? { households: households ?? invented, persons }
    : { households, persons: persons ?? invented };
}

/** Of an approximate number one that fits it: 700余 is a little more than 700. */
function numberLike(planned: Planned | undefined): number | null {
  const number = numberOf(planned);
  const as = approximationOf(planned);
  if (number === null || as === null || as === 'about') return number;
  const little = Math.ceil(number / 100);
  return as === 'over' ? number + little : number - little;
}

/** Each of its own name, by which it is found. */
const registerOf = ({ regions }: Writing, { name }: Standard, unit: string): string =>
  `${nameOf(regions, unit)}${name['zh-CN']}`.slice(0, LONGEST_NAME - 2).concat('名册');

const enterpriseOf = ({ regions }: Writing, unit: string, nth: number): string =>
  `${nameOf(regions, unit).slice(0, LONGEST_NAME - 8)}所属企业${nth + 1}`;

const nameOf = (regions: Writing['regions'], unit: string): string =>
  regions.find(({ code }) => code === unit)?.name ?? unit;

function headsOf(
  { heads }: ListDefinition,
  rows: readonly { row: string }[],
  { seed, persons }: { seed: number; persons: number | null },
): Map<string, number> | null {
  if (heads === undefined) return null;
  const units = rows.map(({ row }) => row);
  if (persons !== null) return inventQuotas({ seed, about: 'heads', units, total: persons });
  return new Map(units.map((row) => [row, 1 + Math.floor(chance(seed, 'heads', row) * 4)]));
}

/** The units that are asked for the list: those that the plan's source names, or all where it names none of them. */
function unitsFor({ plan, regions }: Writing, list: string, standard: Standard | undefined): string[] {
  const rounds = plan.stages
    .flatMap((stage) => stage.rounds)
    .filter((round) => round.does === 'propose' && round.list === list);
  const asked = regions.filter((region) => rounds.some((round) => isAsked(round, region)));
  const source = standard?.source?.['zh-CN'] ?? '';
  const named = asked.filter(({ name }) => isNamedIn(source, name));
  return (named.length > 0 ? named : asked).map(({ code }) => code).sort();
}

/**
 * @param source of a plan, as a document lists places: 双龙营镇雄山、平坦村委会
 * @returns whether it names a place: in full, or without its last word, but never as a part of another name
 */
export function isNamedIn(source: string, name: string): boolean {
  const [, stem = '', end = ''] = /^(.*?)(村|社区|街道|镇|乡)?$/.exec(name) ?? [];
  const begins = '(?:^|[、，；（(\\s省市州县区旗镇乡道村])';
  const ends = '(?:村委会|居委会)?(?:$|[、，；）)（(\\s])';
  const full = end === '' ? '' : `${end}|`;
  return stem !== '' && new RegExp(`${begins}${escaped(stem)}(?:${full}${ends})`, 'u').test(source);
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** Who is entitled to something and does not keep it, and by which share. */
const WITHOUT_IT = [
  ['refuses', 'refuses'],
  ['diedBefore', 'died'],
  ['wasDead', 'died'],
] as const satisfies readonly (readonly [Fate, ShareName])[];

/** Besides those who are served: by share of the list, in the units and categories of some of them. */
function othersOf(
  { definition, seed, shares }: Writing,
  { list, rules, served }: Listed & { served: readonly Unnamed[] },
) {
  if (!isOfPersons(rules) || rules.limit === 'quotas' || served.length === 0) return [];
  const looked = rules.track.some((step) => step !== 'propose' && step !== 'deliver' && step !== 'follow');
  // Nobody refuses or gives back what no standard gives: increases are for those who are served.
  const gives = served.every(({ category }) =>
    definition.standards.some((one) => one.category === category && (one.cash > 0 || one.goods.length > 0)),
  );
  const fates: readonly (readonly [Fate, ShareName])[] = [
    ...(looked ? FOUND_WANTING.map((fate) => [fate, fate] as const) : []),
    ...(gives ? WITHOUT_IT : []),
  ];
  return fates.flatMap(([fate, share]) =>
    Array.from({ length: Math.ceil(served.length * shares[share]) }, (_, nth): Unnamed => {
      const like = served[Math.floor(chance(seed, 'other', list, fate, nth) * served.length)] as Unnamed;
      return { ...like, row: rowId(seed, 'other', list, fate, nth), fate };
    }),
  );
}

/** @returns whether a row is somebody with an ID number; a register or an enterprise has a name only */
export const isOfPersons = ({ of }: Pick<ListDefinition, 'of'>): boolean => of !== 'place' && of !== 'enterprise';

/** A register or an enterprise has a name and nothing else; all others are people of their own. */
function personOf(seed: number, name: string | null, nth: number): InventedPerson {
  const person = inventPerson(seed, FIRST + nth);
  return name === null ? person : { name, idNumber: '', phone: '', address: '', account: '' };
}

/** Share of those who are served, of whom something must be cleared up before. */
const HELD = 0.03;

/** @returns whether an office holds the row while others are visited, and lets it go for the second visit */
export const isHeld = (seed: number, { row, fate }: Pick<Recipient, 'row' | 'fate'>): boolean =>
  fate === 'served' && chance(seed, 'held', row) < HELD;
