import { rungKind } from '../../round/rung-kinds';
import type { RungDefinition } from './definition';

/** @returns the rung as one of another kind, told to whom that kind is told */
export function withKind(rung: RungDefinition, kind: RungDefinition['kind']): RungDefinition {
  const { acknowledgeWithin, ...rest } = rung;
  const { to, ofTheEnd, acknowledgeWithin: usual } = rungKind(kind);
  return {
    ...rest,
    kind,
    up: to === 'units' ? 0 : to === 'superiors' ? Math.max(1, rung.up) : rung.up,
    ...(ofTheEnd && { at: { ...rung.at, from: 'lock' } }),
    ...(usual && { acknowledgeWithin: acknowledgeWithin ?? usual }),
  };
}
