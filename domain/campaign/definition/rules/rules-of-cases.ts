import { builtInKind, CASE_KINDS } from '../../../case/built-in-kinds';
import type { CaseDefinition } from '../../../case/case-definition';
import { CASE_LADDERS } from '../../../case/case-ladders';
import { isOfUnit } from '../../../case/counted-cases';
import { kindsOf } from '../../../case/kinds-of';
import { sentence } from '../../../text/refusal';
import { SHARED_LADDERS } from '../../../warning/alert/rules';
import type { Definition, Distance, Field } from '../definition';
import type { Finding } from '../definition-problems';
import { unknown } from './rules-of-references';

/** @returns findings about kinds of case without their words, with unknown names, or that never end. */
export function caseFindings(definition: Definition): Finding[] {
  const { cases = {}, ladders, warnings } = definition;
  const kinds = [...new Set([...Object.keys(CASE_KINDS), ...Object.keys(cases)])];
  const known = [
    ...new Set([...Object.keys(CASE_LADDERS), ...(warnings ? SHARED_LADDERS : []), ...Object.keys(ladders)]),
  ];
  const ofKinds = Object.entries(cases).flatMap(([name, written]) => {
    const path = ['cases', name];
    const following = Object.entries(written.outcomes ?? {}).flatMap(([outcome, { next }]) =>
      next === undefined ? [] : unknown('word-case-kind', next, kinds, [...path, 'outcomes', outcome, 'next']),
    );
    return [
      ...wordFindings(name, written, path),
      ...(written.ladder === undefined ? [] : unknown('word-ladder', written.ladder, known, [...path, 'ladder'])),
      ...following,
      ...outcomeFindings(written, path),
      ...clockFindings(written, path),
    ];
  });
  return [...ofKinds, ...countedFindings(definition)];
}

/** Whom a figure counts are cases of the unit that has counted them; a row of a list is no report. */
function countedFindings(definition: Definition): Finding[] {
  const kinds = kindsOf(definition);
  const rows = new Set(Object.values(definition.lists).map(({ row }) => row));
  return Object.entries(definition.forms).flatMap(([name, { fields }]) =>
    fields.flatMap((field, at): Finding[] => {
      if (field.case === undefined) return [];
      const path = ['forms', name, 'fields', at, 'case'];
      const kind = kinds[field.case];
      if (!kind) return unknown('word-case-kind', field.case, Object.keys(kinds), path);
      if (!countsPersons(field) || rows.has(name))
        return [{ path, allowed: sentence('a-figure-of-persons'), said: sentence('case-of-no-figure'), atKey: true }];
      const first = fields.findIndex((other) => other.case === field.case);
      if (first < at) {
        const said = sentence('named-twice', { name: field.case, first: first + 1 });
        return [{ path, allowed: sentence('each-once'), said }];
      }
      if (isOfUnit(kind)) return [];
      return [{ path, found: field.case, allowed: 'to: unit', said: sentence('case-of-others', { kind: field.case }) }];
    }),
  );
}

/** The same persons of a stock would be cases anew in each round. */
const countsPersons = ({ type, over }: Field): boolean => type === 'integer' && over !== 'last';

/** A kind that is not built in says its name, its question and its outcomes. */
function wordFindings(name: string, written: CaseDefinition, path: PropertyKey[]): Finding[] {
  if (builtInKind(name)) return [];
  return (['name', 'question', 'outcomes'] as const)
    .filter((key) => written[key] === undefined)
    .map((key) => ({
      path,
      atKey: true,
      found: sentence('nothing'),
      allowed: key,
      said: sentence('case-kind-needs', { kind: name, key, known: Object.keys(CASE_KINDS).join(', ') }),
    }));
}

/** Some answer closes the case. */
function outcomeFindings({ outcomes }: CaseDefinition, path: PropertyKey[]): Finding[] {
  if (!outcomes || Object.values(outcomes).some(({ turn }) => turn === 'close')) return [];
  return [{ path: [...path, 'outcomes'], atKey: true, allowed: 'turn: close', said: sentence('case-never-closes') }];
}

/** The lock is not before the deadline. */
function clockFindings({ within, locksAfter }: CaseDefinition, path: PropertyKey[]): Finding[] {
  if (!within || !locksAfter || minutesOf(locksAfter) >= minutesOf(within)) return [];
  return [
    {
      path: [...path, 'locksAfter'],
      atKey: true,
      allowed: sentence('lock-after-within'),
      said: sentence('case-locks-early'),
    },
  ];
}

const minutesOf = ({ days = 0, workingDays = 0, hours = 0, minutes = 0 }: Distance): number =>
  (days + workingDays) * 1440 + hours * 60 + minutes;

/** @returns the names of the ladders of a definition's kinds of case. */
export const laddersOfCases = ({ cases = {} }: Definition): string[] =>
  Object.values(cases).flatMap(({ ladder }) => ladder ?? []);
