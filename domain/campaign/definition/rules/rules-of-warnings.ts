import { ASKING_KINDS } from '../../../round/rung-kinds';
import { type Sentence, sentence } from '../../../text/refusal';
import { laddersNamed, ofPatrols, overridesOf } from '../../../warning/alert/rule-overrides';
import { SHARED_LADDERS } from '../../../warning/alert/rules';
import { NoSuchDay, readDay } from '../../calendar/moments';
import type { Season } from '../../calendar/season';
import type { Definition } from '../definition';
import type { Finding } from '../definition-problems';
import { repeated, unknown } from './rules-of-references';

/**
 * @returns findings about unknown categories, and about rehearsed warnings with an impossible day or without a first
 *   message.
 */
export function warningFindings(definition: Definition, season: Season): Finding[] {
  return [...ruleFindings(definition), ...rehearsedFindings(definition, season)];
}

/** What a rule sends lies in a purse, and is in the catalogue. */
function dispatchFindings({ warnings, items, purses }: Definition): Finding[] {
  return overridesOf(warnings?.rules ?? {}).flatMap(({ hazard, colour, rule: { dispatch } }) => {
    if (!dispatch) return [];
    const path = ['warnings', 'rules', hazard, colour, 'dispatch'];
    return [
      ...unknown('word-purse', dispatch.purse, Object.keys(purses), [...path, 'purse']),
      ...dispatch.goods.flatMap(({ item }, nr) =>
        unknown('word-item', item, Object.keys(items), [...path, 'goods', nr, 'item']),
      ),
      ...repeated(dispatch.goods, 'item', [...path, 'goods']),
    ];
  });
}

function ruleFindings(definition: Definition): Finding[] {
  const { warnings, forms, ladders } = definition;
  if (!warnings) return [];
  const categories = [
    ...new Set(Object.values(forms).flatMap(({ fields }) => fields.flatMap(({ counts }) => counts?.category ?? []))),
  ];
  const visits = overridesOf(warnings.rules).flatMap(({ hazard, colour, rule }) =>
    (rule.visit ?? []).map((category, nr) => ({
      category,
      path: ['warnings', 'rules', hazard, colour, 'visit', nr],
    })),
  );
  const known = [...new Set([...SHARED_LADDERS, ...Object.keys(ladders)])];
  return [
    ...dispatchFindings(definition),
    ...laddersNamed(warnings.rules).flatMap(({ name, path }) =>
      unknown('word-ladder', name, known, ['warnings', 'rules', ...path]),
    ),
    ...visits.flatMap(({ category, path }) => unknown('word-counted-category', category, categories, path)),
  ];
}

/** @returns the names of the definition's ladders for warnings; none when it answers no warnings */
export const laddersOfWarnings = ({ warnings }: Definition): string[] =>
  warnings ? [...SHARED_LADDERS, ...laddersNamed(warnings.rules).map(({ name }) => name)] : [];

/** @returns the ladders of patrols and revisits, whose rounds only have their own moments */
export const laddersOfPatrols = ({ warnings }: Definition): string[] =>
  warnings ? ['warning-patrol', 'warning-revisit', ...ofPatrols(laddersNamed(warnings.rules))] : [];

/** @returns a warning for each own ladder of 已知晓, patrols or revisits without a message to the unit */
export function silentLadders(definition: Definition): Sentence[] {
  const { warnings, ladders } = definition;
  if (!warnings) return [];
  const named = laddersNamed(warnings.rules).filter(({ ask }) => ask !== 'sent' && ask !== 'done');
  const asking = [...SHARED_LADDERS.filter((name) => name !== 'warning-late'), ...named.map(({ name }) => name)];
  return [...new Set(asking)]
    .filter((name) => ladders[name] && !ladders[name].some(({ kind }) => ASKING_KINDS.includes(kind)))
    .map((name) => sentence('nobody-is-told', { round: name }));
}

function rehearsedFindings({ rehearsal, warnings }: Definition, season: Season): Finding[] {
  const rehearsed = rehearsal?.warnings ?? [];
  if (rehearsed.length > 0 && !warnings)
    return [
      {
        path: ['rehearsal', 'warnings'],
        allowed: sentence('a-warnings-section'),
        said: sentence('nobody-answers'),
      },
    ];
  return rehearsed.flatMap(({ at, expires, event, type }, index) => {
    const path = ['rehearsal', 'warnings', index];
    const begun = rehearsed.slice(0, index).some((earlier) => earlier.event === event);
    return [
      ...dayFindings(at, season, [...path, 'at']),
      ...(expires === undefined ? [] : dayFindings(expires, season, [...path, 'expires'])),
      ...(type === 'alert' || begun
        ? []
        : [
            {
              path: [...path, 'type'],
              allowed: 'alert',
              said: sentence('begins-with-alert', { event }),
            },
          ]),
    ];
  });
}

function dayFindings(words: string, season: Season, path: PropertyKey[]): Finding[] {
  try {
    readDay(words, season);
    return [];
  } catch (error) {
    if (!(error instanceof NoSuchDay)) throw error;
    return [{ path, allowed: sentence('a-calendar-day'), said: error.sentence }];
  }
}
