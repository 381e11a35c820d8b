import type { Definition, RungDefinition } from './definition';
import type { Finding } from './definition-problems';
import { messageNames } from './message-names';
import { repeated, unknown } from './rules-of-references';
import { TO_SUPERIORS, TO_UNITS } from './rung-kinds';

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
        ...(rung.message === undefined ? [] : unknown('message', rung.message, names, [...path, 'message'])),
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
      message: `a "${kind}" is for the unit itself; superiors get a "digest" or a "chase"`,
    });
  }
  if (TO_SUPERIORS.includes(kind) && up === 0) {
    findings.push({
      path: [...path, 'up'],
      found: '0',
      allowed: '1 or more',
      message: `a "${kind}" tells a superior about the units below`,
    });
  }
  if (kind === 'locked' && at.from !== 'lock') {
    findings.push({
      path: [...path, 'at', 'from'],
      allowed: 'lock',
      message: 'that a round is locked can be told at its lock only',
    });
  }
  return findings;
}

function chaseFindings({ kind, acknowledgeWithin }: RungDefinition, path: PropertyKey[]): Finding[] {
  const given = Object.keys(acknowledgeWithin ?? {}).length;
  const within = [...path, 'acknowledgeWithin'];
  const oneOf = 'either workingHours or minutes';
  if (kind === 'chase' && given === 0)
    return [
      { path: within, found: 'nothing', allowed: oneOf, message: 'a chase must say by when it is to be acknowledged' },
    ];
  if (given > 1) return [{ path: within, allowed: oneOf, message: 'only one of workingHours and minutes can hold' }];
  return kind !== 'chase' && acknowledgeWithin
    ? [{ path: within, allowed: 'a rung of kind chase', message: `a "${kind}" is not acknowledged`, atKey: true }]
    : [];
}
