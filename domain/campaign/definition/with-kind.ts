import { rungKind } from '../../round/rung-kinds';
import type { RungDefinition } from './definition';

/** @returns the rung with another kind, and with an audience that this kind allows */
export function withKind(rung: RungDefinition, kind: RungDefinition['kind']): RungDefinition {
  const { acknowledgeWithin, acknowledgeBy, to: named, up, of, ...rest } = rung;
  const { to, ofTheEnd, acknowledgeWithin: usual } = rungKind(kind);
  return {
    ...rest,
    kind,
    ...((named === 'role' ||
      (named === 'short' && rungKind(kind).short) ||
      (named === 'helper' && rungKind(kind).helper)) && { to: named }),
    ...(to === 'units' ? { up: 0 } : of === undefined ? { up: to === 'superiors' ? Math.max(1, up) : up } : { up, of }),
    ...(ofTheEnd && { at: { ...rung.at, from: 'lock' } }),
    ...(usual && (acknowledgeBy ? { acknowledgeBy } : { acknowledgeWithin: acknowledgeWithin ?? usual })),
  };
}
