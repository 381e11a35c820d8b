import type { Instant } from '../../instant';
import type { Standing } from './events';
import type { Colour, Hazard, Severity, Warning } from './warning';

/** A warning that an officer raises, for example after a call from the weather office. */
export interface RaisedWarning {
  hazard: Exclude<Hazard, 'other'>;
  colour: Colour;
  /** Regions of the register. */
  areas: { code: string; name: string }[];
  /** When the weather ends; null when unknown. */
  endsAt: Instant | null;
  onsetAt?: Instant;
  /** The text of the warning; it names no person. */
  headline: string;
  /** The office that warns. */
  issuer: string;
}

const SEVERITY_OF: Record<Colour, Severity> = { blue: 'minor', yellow: 'moderate', orange: 'severe', red: 'extreme' };

/**
 * @param number unique among all warnings
 * @returns the normal form of the raised warning
 */
export function raisedWarning(raised: RaisedWarning, { number, at }: { number: string; at: Instant }): Warning {
  const { hazard, colour, areas, endsAt, onsetAt = at, headline, issuer } = raised;
  const identifier = `manual:${number}`;
  return {
    source: 'manual',
    identifier,
    event: identifier,
    messageType: 'alert',
    status: 'actual',
    hazard,
    hazardName: hazard,
    colour,
    severity: SEVERITY_OF[colour],
    headline,
    issuer,
    areas,
    sentAt: at,
    effectiveAt: at,
    onsetAt,
    endsAt,
    expiresAt: null,
    supersedes: [],
  };
}

/**
 * @param key of a message of the event (`keyOf`), so that the cancellation finds a message of any feed
 * @returns the normal form of an officer's cancellation
 */
export function manualCancellation(
  { hazard, colour, severity, headline, issuer }: Standing,
  { number, key, at }: { number: string; key: string; at: Instant },
): Warning {
  return {
    source: 'manual',
    identifier: `manual:${number}`,
    event: key,
    messageType: 'cancel',
    status: 'actual',
    hazard,
    hazardName: hazard,
    colour,
    severity,
    headline,
    issuer,
    areas: [],
    sentAt: at,
    effectiveAt: at,
    onsetAt: at,
    endsAt: null,
    expiresAt: null,
    supersedes: [key],
  };
}
