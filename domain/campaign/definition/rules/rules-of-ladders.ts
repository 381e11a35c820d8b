import { rungKind } from '../../../round/rung-kinds';
import { sentence } from '../../../text/refusal';
import type { Definition, RungDefinition } from '../definition';
import type { Finding } from '../definition-problems';
import { messageNames } from '../message-names';
import { repeated, unknown } from './rules-of-references';

/** @returns rungs that tell the wrong people, or could not be climbed. */
export function ladderFindings({ ladders, messages }: Definition): Finding[] {
  const names = [...new Set([...messageNames, ...Object.keys(messages)])];
  return Object.entries(ladders).flatMap(([name, rungs]) => [
    ...repeated(rungs, 'id', ['ladders', name]),
    ...rungs.flatMap((rung, index) => {
      const path = ['ladders', name, index];
      return [
        ...audienceFindings(rung, path),
        ...chaseFindings(rung, path),
        ...(rung.message === undefined ? [] : unknown('word-message', rung.message, names, [...path, 'message'])),
      ];
    }),
  ]);
}

function audienceFindings({ kind, up, at }: RungDefinition, path: PropertyKey[]): Finding[] {
  const findings: Finding[] = [];
  const { to, ofTheEnd } = rungKind(kind);
  if (to === 'units' && up > 0) {
    findings.push({
      path: [...path, 'up'],
      allowed: '0',
      said: sentence('not-for-superiors', { kind }),
    });
  }
  if (to === 'superiors' && up === 0) {
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

function chaseFindings({ kind, acknowledgeWithin }: RungDefinition, path: PropertyKey[]): Finding[] {
  const given = Object.keys(acknowledgeWithin ?? {}).length;
  const answered = rungKind(kind).acknowledgeWithin !== undefined;
  const within = [...path, 'acknowledgeWithin'];
  const oneOf = sentence('hours-or-minutes');
  if (answered && given === 0)
    return [{ path: within, found: sentence('nothing'), allowed: oneOf, said: sentence('chase-needs-answer') }];
  if (given > 1) return [{ path: within, allowed: oneOf, said: sentence('one-of-hours-and-minutes') }];
  return !answered && acknowledgeWithin
    ? [{ path: within, allowed: sentence('a-chase'), said: sentence('not-acknowledged', { kind }), atKey: true }]
    : [];
}
