import { rungKind, rungKindsWith } from '../../../round/rung-kinds';
import { sentence } from '../../../text/refusal';
import { ANCHORS, isAnchor, MILESTONE } from '../anchors';
import type { Definition, RungDefinition } from '../definition';
import type { Finding } from '../definition-problems';
import type { Ladders } from '../ladder';
import { messageNames } from '../message-names';
import { repeated, unknown } from './rules-of-references';

/** @returns findings about rungs with the wrong audience, or that cannot be climbed. */
export function ladderFindings({ ladders, messages }: Pick<Definition, 'ladders' | 'messages'>): Finding[] {
  const names = [...new Set([...messageNames, ...Object.keys(messages)])];
  return Object.entries(ladders).flatMap(([name, rungs]) => [
    ...repeated(rungs, 'id', ['ladders', name]),
    ...rungs.flatMap((rung, index) => {
      const path = ['ladders', name, index];
      return [
        ...audienceFindings(rung, path),
        ...shortFindings(rung, path),
        ...helperFindings(rung, path),
        ...levelFindings(rung, path),
        ...chaseFindings(rung, path),
        ...(rung.message === undefined ? [] : unknown('word-message', rung.message, names, [...path, 'message'])),
      ];
    }),
  ]);
}

function audienceFindings(rung: RungDefinition, path: PropertyKey[]): Finding[] {
  const { kind, up, of, at } = rung;
  const findings = namedFindings(rung, path);
  const { to, ofTheEnd } = rungKind(kind);
  const above = up > 0 || of !== undefined || rung.to === 'superior';
  if (to === 'units' && above) {
    const key = of !== undefined ? 'of' : up > 0 ? 'up' : 'to';
    findings.push({
      path: [...path, key],
      allowed: { of: sentence('nothing'), up: '0', to: 'unit, role' }[key],
      said: sentence('not-for-superiors', { kind }),
    });
  }
  if (to === 'superiors' && !above) {
    findings.push({
      path: [...path, 'up'],
      found: '0',
      allowed: sentence('one-or-more'),
      said: sentence('not-for-units', { kind }),
    });
  }
  if (ofTheEnd && at.from !== 'lock') {
    findings.push({
      path: [...path, 'at', 'from'],
      allowed: 'lock',
      said: sentence('locked-at-lock'),
    });
  }
  return findings;
}

/** Only a milestone of the quota says who is below it, and it says nothing else. */
function shortFindings({ kind, to, at }: RungDefinition, path: PropertyKey[]): Finding[] {
  const ofMilestone = at.from === MILESTONE;
  if (to !== 'short')
    return ofMilestone
      ? [
          {
            path: [...path, 'to'],
            found: to ?? sentence('nothing'),
            allowed: 'short',
            said: sentence('milestone-tells-short'),
          },
        ]
      : [];
  const kinds = rungKindsWith(({ short }) => short !== undefined);
  if (!kinds.includes(kind))
    return [{ path: [...path, 'kind'], allowed: kinds.join(', '), said: sentence('no-short-text', { kind }) }];
  return ofMilestone
    ? []
    : [{ path: [...path, 'at', 'from'], allowed: MILESTONE, said: sentence('short-of-a-milestone') }];
}

/** Helpers are reminded; what else a ladder says concerns the units that report. */
function helperFindings({ kind, to }: RungDefinition, path: PropertyKey[]): Finding[] {
  const kinds = rungKindsWith(({ helper }) => helper !== undefined);
  return to !== 'helper' || kinds.includes(kind)
    ? []
    : [{ path: [...path, 'kind'], allowed: kinds.join(', '), said: sentence('rung-of-pairs', { kind }) }];
}

/** Who is told by name: a duty where it is one, a level where it is a superior's. */
function namedFindings({ kind, to, role, up, of }: RungDefinition, path: PropertyKey[]): Finding[] {
  const nothing = sentence('nothing');
  if (to === 'role' && role === undefined)
    return [{ path: [...path, 'role'], found: nothing, allowed: sentence('a-role'), said: sentence('role-needed') }];
  if (to !== 'role' && role !== undefined)
    return [{ path: [...path, 'role'], allowed: nothing, said: sentence('role-alone'), atKey: true }];
  const level = of !== undefined ? 'of' : up > 0 ? 'up' : null;
  if ((to === 'unit' || to === 'helper') && level)
    return [{ path: [...path, level], allowed: nothing, said: sentence('unit-is-no-superior'), atKey: true }];
  return to === 'role' && rungKind(kind).to === 'nobody' && !level
    ? [{ path: [...path, 'to'], allowed: 'unit, superior', said: sentence('nobody-of-a-list', { kind }) }]
    : [];
}

/** A rung names its level by number, or by kind of region. */
function levelFindings({ up, of }: RungDefinition, path: PropertyKey[]): Finding[] {
  if (of === undefined) return [];
  const both = { path: [...path, 'up'], allowed: sentence('nothing'), said: sentence('up-or-of'), atKey: true };
  return up > 0 ? [both] : [];
}

/**
 * @param kinds codes of the existing kinds
 * @returns unknown kinds of region in the rungs of ladders
 */
export const ladderKindFindings = (ladders: Ladders, kinds: readonly string[]): Finding[] =>
  Object.entries(ladders).flatMap(([name, rungs]) =>
    rungs.flatMap(({ of }, index) =>
      of === undefined ? [] : unknown('word-region-kind', of, kinds, ['ladders', name, index, 'of']),
    ),
  );

/**
 * @param names ladders whose rounds only have their own moments: those of stages, patrols and revisits @returns
 *   findings about rungs in them that count from a moment of a warning
 */
export const ownMomentFindings = (ladders: Ladders, names: readonly string[]): Finding[] =>
  [...new Set(names)].flatMap((name) =>
    (ladders[name] ?? []).flatMap((rung, index) =>
      (['at', 'acknowledgeBy'] as const).flatMap((key) => {
        const from = rung[key]?.from;
        if (from === undefined || from === MILESTONE || isAnchor(from)) return [];
        const path = ['ladders', name, index, key, 'from'];
        return [{ path, allowed: ANCHORS.join(', '), said: sentence('moment-of-warnings', { anchor: from }) }];
      }),
    ),
  );

function chaseFindings(rung: RungDefinition, path: PropertyKey[]): Finding[] {
  const { kind, acknowledgeWithin, acknowledgeBy } = rung;
  const given = Object.keys(acknowledgeWithin ?? {}).length;
  const answered = rungKind(kind).acknowledgeWithin !== undefined;
  const within = [...path, 'acknowledgeWithin'];
  const by = [...path, 'acknowledgeBy'];
  const oneOf = sentence('hours-or-minutes');
  if (acknowledgeBy && !answered)
    return [{ path: by, allowed: sentence('a-chase'), said: sentence('not-acknowledged', { kind }), atKey: true }];
  if (acknowledgeBy && acknowledgeWithin)
    return [{ path: by, allowed: sentence('nothing'), said: sentence('within-or-by'), atKey: true }];
  if (acknowledgeBy) return [];
  if (answered && given === 0)
    return [{ path: within, found: sentence('nothing'), allowed: oneOf, said: sentence('chase-needs-answer') }];
  if (given > 1) return [{ path: within, allowed: oneOf, said: sentence('one-of-hours-and-minutes') }];
  return !answered && acknowledgeWithin
    ? [{ path: within, allowed: sentence('a-chase'), said: sentence('not-acknowledged', { kind }), atKey: true }]
    : [];
}
