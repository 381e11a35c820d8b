import { sentence } from '../../../text/refusal';
import type { Definition, RungDefinition } from '../definition';
import type { Finding } from '../definition-problems';
import { messageNames } from '../message-names';
import { TO_SUPERIORS, TO_UNITS } from '../rung-kinds';
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
  if (TO_UNITS.includes(kind) && up > 0) {
    findings.push({
      path: [...path, 'up'],
      allowed: '0',
      said: sentence('not-for-superiors', { kind }),
    });
  }
  if (TO_SUPERIORS.includes(kind) && up === 0) {
    findings.push({
      path: [...path, 'up'],
      found: '0',
      allowed: sentence('one-or-more'),
      said: sentence('not-for-units', { kind }),
    });
  }
  if (kind === 'locked' && at.from !== 'lock') {
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
  const within = [...path, 'acknowledgeWithin'];
  const oneOf = sentence('hours-or-minutes');
  if (kind === 'chase' && given === 0)
    return [{ path: within, found: sentence('nothing'), allowed: oneOf, said: sentence('chase-needs-answer') }];
  if (given > 1) return [{ path: within, allowed: oneOf, said: sentence('one-of-hours-and-minutes') }];
  return kind !== 'chase' && acknowledgeWithin
    ? [{ path: within, allowed: sentence('a-chase'), said: sentence('not-acknowledged', { kind }), atKey: true }]
    : [];
}
