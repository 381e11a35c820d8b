import { inBoth, type Sentence, sentence } from '../../../text/refusal';
import { CountedInCircle, NoSuchDay } from '../../calendar/moments';
import type { Season } from '../../calendar/season';
import { MOST_ROUNDS, RHYTHMS } from '../../compile/recurrence';
import { roundMoments } from '../../compile/round-dates';
import { stageKind } from '../../stage-kinds';
import { isAnchor } from '../anchors';
import type { Ask, Definition, Moment, Repeat, Stage } from '../definition';
import type { Finding } from '../definition-problems';

type Path = readonly PropertyKey[];

/** What comes again in a stage, with its place: the stage itself, and asks by a rhythm of their own. */
export const repeatsOf = (stage: Stage, path: Path): { repeat: Repeat; path: PropertyKey[] }[] => [
  ...(stage.repeat ? [{ repeat: stage.repeat, path: [...path, 'repeat'] }] : []),
  ...stage.asks.flatMap(({ repeat }, a) => (repeat ? [{ repeat, path: [...path, 'asks', a, 'repeat'] }] : [])),
];

/** @returns a warning for each stage that comes again by its kind, but has no rhythm. */
export const entryWarnings = ({ stages }: Definition): Sentence[] =>
  stages
    .filter((stage) => stageKind(stage.kind).comesAgain && repeatsOf(stage, []).length === 0)
    .map(({ id, kind }) => sentence('entry-once', { stage: id, kind: stageKind(kind).name }));

/** @returns rounds that come again in no rhythm or in two, or with dates that do not move with them. */
export const repeatFindings = (stage: Stage, path: Path): Finding[] => [
  ...repeatsOf(stage, path).flatMap(({ repeat, path: place }) => rhythmFindings(repeat, place)),
  ...fixedMoments(stage, path).map((place) => ({
    path: place,
    allowed: sentence('a-distance', { example: '{ after: opens, days: 3 }' }),
    said: sentence('fixed-in-repeat'),
  })),
];

function rhythmFindings(repeat: Repeat, path: PropertyKey[]): Finding[] {
  const given = RHYTHMS.filter((rhythm) => repeat[rhythm] !== undefined);
  if (given.length === 1) return [];
  const found = given.length === 0 ? sentence('nothing') : given.join(', ');
  return [{ path, found, allowed: RHYTHMS.join(', '), said: sentence('one-rhythm') }];
}

/** @returns the places of days that stay where they are while their rounds come again. */
function fixedMoments(stage: Stage, path: Path): PropertyKey[][] {
  const again = stage.asks.filter((ask) => ask.repeat ?? stage.repeat);
  const ofStage = (['due', 'lock'] as const)
    .filter((key) => isFixed(stage[key]) && (stage.repeat ?? again.some((ask) => ask[key] === undefined)))
    .map((key) => [...path, key]);
  const ofAsks = stage.asks.flatMap((ask, a) =>
    momentsOf(stage, ask)
      .filter((key) => isFixed(ask[key]))
      .map((key) => [...path, 'asks', a, key]),
  );
  return [...ofStage, ...ofAsks];
}

/** An ask with a rhythm of its own may begin on a day; one that comes with its stage opens so long after that. */
function momentsOf(stage: Stage, ask: Ask): ('opens' | 'due' | 'lock')[] {
  if (ask.repeat) return ['due', 'lock'];
  return stage.repeat ? ['opens', 'due', 'lock'] : [];
}

/** It does not move with a round: a day, or a distance from one, or from another stage. */
const isFixed = (moment: Moment | undefined): boolean =>
  typeof moment === 'string' || (moment !== undefined && (moment.stage !== undefined || !isAnchor(moment.after)));

/** @returns rhythms that fall on no day of their time, or on too many. */
export function countFindings(stage: Stage, season: Season, path: Path): Finding[] {
  const firstWithStage = stage.asks.findIndex(({ repeat }) => !repeat);
  return stage.asks.flatMap((ask, a): Finding[] => {
    if (!ask.repeat && (!stage.repeat || a !== firstWithStage)) return [];
    const place = ask.repeat ? [...path, 'asks', a, 'repeat'] : [...path, 'repeat'];
    const count = roundsOf(stage, ask, season);
    if (count === 0)
      return [{ path: place, allowed: sentence('a-day-of-the-rhythm'), said: sentence('never-repeats') }];
    if (count === null || count <= MOST_ROUNDS) return [];
    const most = inBoth(sentence('rounds', { number: MOST_ROUNDS }));
    return [
      { path: place, allowed: sentence('at-most', { amount: most }), said: sentence('too-many-rounds', { count }) },
    ];
  });
}

/** @returns how many rounds come of an ask; null where its dates are impossible, which is told elsewhere. */
function roundsOf(stage: Stage, ask: Ask, season: Season): number | null {
  try {
    return roundMoments(season, stage, ask).length;
  } catch (error) {
    if (!(error instanceof CountedInCircle || error instanceof NoSuchDay)) throw error;
    return null;
  }
}
