import type { RungDefinition } from './definition';

type Kind = RungDefinition['kind'];

export const TO_UNITS: readonly Kind[] = ['task', 'reminder', 'locked'];
export const TO_SUPERIORS: readonly Kind[] = ['digest', 'chase'];

/** @returns the rung as one of another kind, told to whom that kind is told */
export function withKind(rung: RungDefinition, kind: Kind): RungDefinition {
  const { acknowledgeWithin, ...rest } = rung;
  return {
    ...rest,
    kind,
    up: TO_UNITS.includes(kind) ? 0 : TO_SUPERIORS.includes(kind) ? Math.max(1, rung.up) : rung.up,
    ...(kind === 'locked' && { at: { ...rung.at, from: 'lock' } }),
    ...(kind === 'chase' && { acknowledgeWithin: acknowledgeWithin ?? { workingHours: 4 } }),
  };
}
