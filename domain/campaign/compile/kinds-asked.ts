import type { RegionKind } from '../../people/region-kinds';
import { didYouMean } from '../../text/nearest';
import { sentence } from '../../text/refusal';
import { overridesOf } from '../../warning/alert/rule-overrides';
import type { Definition } from '../definition/definition';
import { pathText } from '../definition/definition-problems';
import { ladderKindFindings } from '../definition/rules/rules-of-ladders';
import { noSuchName } from '../definition/rules/rules-of-references';
import type { CompileProblem } from './compile-problems';

/**
 * @param kinds kinds of the register
 * @returns a problem for each kind in the definition that the register does not have, and for each asked kind that may
 *   not be asked
 */
export function kindProblems(definition: Definition, kinds: readonly RegionKind[]): CompileProblem[] {
  const { stages, warnings, ladders } = definition;
  const asked = [
    ...stages.flatMap(({ asks }, s) => asks.map(({ of }, a) => ({ field: `stages[${s}].asks[${a}].of`, of }))),
    ...(warnings ? [{ field: 'warnings.of', of: warnings.of }] : []),
  ];
  const sentTo = overridesOf(warnings?.rules ?? {}).flatMap(({ hazard, colour, rule: { dispatch } }) =>
    dispatch ? [{ field: `warnings.rules.${hazard}.${colour}.dispatch.to`, of: dispatch.to }] : [],
  );
  const codes = kinds.map(({ code }) => code);
  const askable = kinds.filter((kind) => kind.asked).map(({ code }) => code);
  return [
    ...asked.flatMap(({ field, of }) =>
      askable.includes(of) ? [] : problemOf({ field, of, codes, allowed: askable }),
    ),
    ...sentTo.flatMap(({ field, of }) => (codes.includes(of) ? [] : problemOf({ field, of, codes, allowed: codes }))),
    ...ladderKindFindings(ladders, codes).flatMap(({ path }) => {
      const [, name, index] = path;
      const of = ladders[String(name)]?.[Number(index)]?.of ?? '';
      return problemOf({ field: pathText(path), of, codes, allowed: codes });
    }),
  ];
}

interface Named {
  field: string;
  of: string;
  codes: readonly string[];
  /** The possible kinds. */
  allowed: readonly string[];
}

function problemOf({ field, of, codes, allowed }: Named): CompileProblem {
  const said = codes.includes(of)
    ? sentence('kind-not-asked', { kind: of, hint: didYouMean(of, allowed) })
    : noSuchName('word-region-kind', of, allowed);
  return { field, found: `"${of}"`, allowed: allowed.join(', '), ...said };
}
