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

/** @returns the rhythms of a stage with their paths: the stage's, and those of asks with their own. */
export const repeatsOf = (stage: Stage, path: Path): { repeat: Repeat; path: PropertyKey[] }[] => [
  ...(stage.repeat ? [{ repeat: stage.repeat, path: [...path, 'repeat'] }] : []),
  ...stage.asks.flatMap(({ repeat }, a) => (repeat ? [{ repeat, path: [...path, 'asks', a, 'repeat'] }] : [])),
];

/** @returns a warning for each stage whose kind repeats, but which has no rhythm. */
export const entryWarnings = ({ stages }: Definition): Sentence[] =>
  stages
    .filter((stage) => stageKind(stage.kind).comesAgain && repeatsOf(stage, []).length === 0)
    .map(({ id, kind }) => sentence('entry-once', { stage: id, kind: stageKind(kind).name }));

/**
 * @returns findings about repeated rounds without a rhythm, with two rhythms, or with dates that do not move with them.
 */
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

/** @returns the paths of fixed days in repeated rounds. */
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

/** An ask with its own rhythm may begin on a day; an ask that repeats with its stage needs a distance. */
function momentsOf(stage: Stage, ask: Ask): ('opens' | 'due' | 'lock')[] {
  if (ask.repeat) return ['due', 'lock'];
  return stage.repeat ? ['opens', 'due', 'lock'] : [];
}

/** @returns whether it does not move with a round: a day, or a distance from a day or another stage. */
const isFixed = (moment: Moment | undefined): boolean =>
  typeof moment === 'string' || (moment !== undefined && (moment.stage !== undefined || !isAnchor(moment.after)));

/** @returns findings about rhythms with no day in their time, or with too many. */
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

/** @returns how many rounds an ask has; null when its dates are impossible, which has its own finding. */
function roundsOf(stage: Stage, ask: Ask, season: Season): number | null {
  try {
    return roundMoments(season, stage, ask).length;
  } catch (error) {
    if (!(error instanceof CountedInCircle || error instanceof NoSuchDay)) throw error;
    return null;
  }
}
