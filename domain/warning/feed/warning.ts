/** The kinds of weather in rules. Feeds' codes are mapped to these; an unknown one becomes `other`. */
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

/** As in CAP 1.2; `unknown` where a feed gives no comparable severity. */
export const SEVERITIES = ['minor', 'moderate', 'severe', 'extreme', 'unknown'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const WARNING_STATUSES = ['actual', 'test', 'exercise'] as const;
export const WARNING_MESSAGE_TYPES = ['alert', 'update', 'cancel'] as const;

/** An area, as the issuer names it. Codes are administrative ones (6, 9 or 12 digits), or the feed's own. */
export interface WarningArea {
  code: string | null;
  name: string;
}

/**
 * One message of a feed in the normal form. Every parser makes these; code after the parsers does not depend on the
 * feed. It holds no person's name.
 */
export interface Warning {
  /** The feed's format, for example `12379` or `qweather`. */
  source: string;
  /** The feed's own identifier of this message. */
  identifier: string;
  /** Identifier of the event's first message, by this message; its own when it begins an event. */
  event: string;
  messageType: (typeof WARNING_MESSAGE_TYPES)[number];
  status: (typeof WARNING_STATUSES)[number];
  hazard: Hazard;
  /** The issuer's name of the hazard: 寒潮, Extreme Cold Warning. */
  hazardName: string;
  colour: Colour | null;
  severity: Severity;
  headline: string;
  /** The issuing office. */
  issuer: string;
  areas: WarningArea[];
  /** These times are ISO 8601 with the offset that the feed wrote (or means by definition). */
  sentAt: string;
  effectiveAt: string;
  onsetAt: string;
  /** When the weather ends; null when unknown. */
  endsAt: string | null;
  /** When the message lapses, which is not the end of the weather. */
  expiresAt: string | null;
  /** Identifiers of the messages that this one replaces. */
  supersedes: string[];
}

/** CAP's four severities correspond to the four levels (I to IV) that China's colours mark. */
const COLOUR_OF: Partial<Record<Severity, Colour>> = {
  minor: 'blue',
  moderate: 'yellow',
  severe: 'orange',
  extreme: 'red',
};

/** @returns the colour of a severity; null when it is unknown. */
export const colourOf = (severity: Severity): Colour | null => COLOUR_OF[severity] ?? null;
