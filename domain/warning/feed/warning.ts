/** What kinds of weather a rule can speak of. A feed's own codes are mapped to these; what is not known is `other`. */
export const HAZARDS = [
  'cold-wave',
  'low-temperature',
  'frost',
  'snow',
  'icing',
  'wind',
  'carbon-monoxide',
  'other',
] as const;
export type Hazard = (typeof HAZARDS)[number];

/** The four colours of China's warning signals (CMA), the weakest first. */
export const COLOURS = ['blue', 'yellow', 'orange', 'red'] as const;
export type Colour = (typeof COLOURS)[number];

/** As in CAP 1.2; `unknown` where a feed says nothing that can be held against these. */
export const SEVERITIES = ['minor', 'moderate', 'severe', 'extreme', 'unknown'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const WARNING_STATUSES = ['actual', 'test', 'exercise'] as const;
export const WARNING_MESSAGE_TYPES = ['alert', 'update', 'cancel'] as const;

/** An area as the issuer names it. Codes are the administrative ones (6, 9 or 12 digits), or the feed's own. */
export interface WarningArea {
  code: string | null;
  name: string;
}

/**
 * One message of a feed in the normal form. Every parser makes these, and nothing behind the parsers knows which feed
 * a warning came from. Holds no person's name.
 */
export interface Warning {
  /** The feed's format, for example `12379` or `qweather`. */
  source: string;
  /** The feed's own number of this message. */
  identifier: string;
  /** Number of the first message of the event, as far as this message says; its own when it begins one. */
  event: string;
  messageType: (typeof WARNING_MESSAGE_TYPES)[number];
  status: (typeof WARNING_STATUSES)[number];
  hazard: Hazard;
  /** As the issuer calls it: 寒潮, Extreme Cold Warning. */
  hazardName: string;
  colour: Colour | null;
  severity: Severity;
  headline: string;
  /** The issuing office. */
  issuer: string;
  areas: WarningArea[];
  /** These are ISO 8601 with the offset that the feed wrote (or that it is defined to mean). */
  sentAt: string;
  effectiveAt: string;
  onsetAt: string;
  /** When the weather ends; null when nobody says. */
  endsAt: string | null;
  /** When the message lapses, which is not when the weather ends. */
  expiresAt: string | null;
  /** Numbers of the messages that this one takes the place of. */
  supersedes: string[];
}

/** CAP's four severities stand for the four levels (I to IV) of which China's colours are the signs. */
const COLOUR_OF: Partial<Record<Severity, Colour>> = {
  minor: 'blue',
  moderate: 'yellow',
  severe: 'orange',
  extreme: 'red',
};

/** @returns the colour that goes with a severity; null when it is unknown. */
export const colourOf = (severity: Severity): Colour | null => COLOUR_OF[severity] ?? null;
