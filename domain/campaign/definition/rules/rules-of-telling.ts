import type { Instant } from '../../../instant';
import type { Step } from '../../../list/steps';
import { sentence } from '../../../text/refusal';
import { plusDays } from '../../calendar/days';
import { dayOfAnchor, NoSuchDay, resolveMoments } from '../../calendar/moments';
import type { Season } from '../../calendar/season';
import { roundMoments } from '../../compile/round-dates';
import type { Ask, Definition, ListDefinition, Stage } from '../definition';
import type { Finding } from '../definition-problems';

/** @returns findings about notices before a visit that nobody gives, that come too late, or that say too much. */
export const tellingFindings = (definition: Definition, season: Season): Finding[] =>
  Object.entries(definition.lists).flatMap(([name, { tell, track }]) => {
    if (tell === undefined) return [];
    const path = ['lists', name, 'tell'];
    const of = { definition, list: name };
    const asks = [...asksTo(of, 'tell')];
    if (!track.includes('deliver') || asks.length === 0)
      return [{ path, allowed: sentence('asks-to-tell'), said: sentence('tell-without-ask'), atKey: true }];
    return [...wordFindings(definition, tell.says, [...path, 'says']), ...lateFindings(of, tell.days, season)];
  });

type OfList = { definition: Definition; list: string };
type Asked = { stage: Stage; ask: Ask; path: PropertyKey[] };

const asksTo = ({ definition, list }: OfList, step: Step): Asked[] =>
  definition.stages.flatMap((stage, s) =>
    stage.asks.flatMap((ask, a) =>
      ask.list === list && ask.does === step ? [{ stage, ask, path: ['stages', s, 'asks', a] }] : [],
    ),
  );

/** A neighbour who answers the telephone must not learn why somebody is visited. */
function wordFindings(
  { standards, lists }: Definition,
  says: NonNullable<ListDefinition['tell']>['says'],
  path: PropertyKey[],
): Finding[] {
  const names = [...standards, ...Object.values(lists)].flatMap(({ name }) => [name['zh-CN'], name.en ?? []].flat());
  const told = Object.values(says).join(' ').toLowerCase();
  const named = names.find((name) => told.includes(name.toLowerCase()));
  if (named === undefined) return [];
  return [{ path, allowed: sentence('no-category-told'), said: sentence('tells-category', { name: named }) }];
}

/** The visit is that of the first round of delivery. */
function lateFindings(of: OfList, days: number, season: Season): Finding[] {
  const visit = asksTo(of, 'deliver')
    .flatMap(({ stage, ask }) => momentsOf(season, stage, ask).map(({ opens }) => opens))
    .toSorted()[0];
  if (visit === undefined) return [];
  const latest = plusDays(season.calendar.dayOf(visit), -days);
  return asksTo(of, 'tell').flatMap(({ stage, ask, path }) =>
    momentsOf(season, stage, ask)
      .map(({ due }) => dayOfAnchor(season.calendar, 'due', due).day)
      .filter((day) => day > latest)
      .slice(0, 1)
      .map((day) => ({ path, found: day, allowed: `≤ ${latest}`, said: sentence('told-too-late', { days }) })),
  );
}

/** @returns the moments of an ask's rounds; none where its days are wrong, which has findings of its own */
function momentsOf(season: Season, stage: Stage, ask: Ask): { opens: Instant; due: Instant }[] {
  try {
    return roundMoments(season, stage, ask).map(({ moments }) => resolveMoments(season, moments));
  } catch (error) {
    if (error instanceof NoSuchDay) return [];
    throw error;
  }
}
