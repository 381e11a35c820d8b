import type { Colour, Hazard, Severity, Warning, WarningArea } from '../domain/weather/warning';
import { SEVERITIES, WARNING_MESSAGE_TYPES, WARNING_STATUSES } from '../domain/weather/warning';
import { severityOf } from './colours';
import { type FeedContext, FeedError, type FeedProblem } from './reading';
import { isBefore, isoTime } from './times';

type Word = string | null | undefined;

/** What a feed says of one warning, in its own words; {@link finish} checks it and makes the normal form. */
export interface Draft {
  source: string;
  identifier: string;
  /** The first message of the event; itself when left out. */
  event?: Word;
  messageType?: Word;
  status?: Word;
  /** Null when the feed's code or name is none of those that rules speak of. */
  hazard: Hazard | null;
  hazardName: string;
  colour?: Colour | null;
  severity?: Word;
  headline?: Word;
  issuer?: Word;
  areas: WarningArea[];
  sent?: Word;
  effective?: Word;
  onset?: Word;
  ends?: Word;
  expires?: Word;
  supersedes?: string[];
}

/** A sender's clock may be ahead by this much before it is worth a word. */
const CLOCK_SKEW_MS = 10 * 60_000;

/**
 * @param offset what the feed's times mean when they have none
 * @param problems gets what had to be got over
 * @returns the warning in the normal form
 * @throws FeedError when it has no identifier, no time at all, or is not a warning (an acknowledgement, a draft)
 */
export function finish(draft: Draft, context: FeedContext, problems: FeedProblem[], offset?: string): Warning {
  const identifier = draft.identifier.trim();
  if (!identifier) throw new FeedError('missing-field', 'the warning has no identifier: ask the issuer for one');
  const note: Note = (code, message) => problems.push({ level: 'note', code, message, identifier });
  const times = timesOf(draft, context, note, offset);
  const messageType = oneOf(draft.messageType, WARNING_MESSAGE_TYPES, 'alert', 'message type');
  if (draft.hazard === null)
    note('unknown-hazard', `"${draft.hazardName}" is none of the hazards that rules speak of: taken for other`);
  const endsAt = plausibleEnd(times, messageType, note);
  return {
    source: draft.source,
    identifier,
    event: draft.event?.trim() || identifier,
    messageType,
    status: oneOf(draft.status, WARNING_STATUSES, 'actual', 'status'),
    hazard: draft.hazard ?? 'other',
    hazardName: draft.hazardName,
    colour: draft.colour ?? null,
    severity: severityIn(draft),
    headline: draft.headline?.trim() || draft.hazardName,
    issuer: draft.issuer?.trim() ?? '',
    areas: distinct(draft.areas),
    ...times,
    endsAt,
    supersedes: [...new Set(draft.supersedes)].filter((other) => other && other !== identifier),
  };
}

type Note = (code: string, message: string) => void;

/** CAP 1.2: what has no time of effect takes effect when it is sent; what has no onset begins when it takes effect. */
function timesOf(draft: Draft, { at }: FeedContext, note: Note, offset: string | undefined) {
  const read = (name: string, text: Word): string | null => {
    if (!text?.trim()) return null;
    const time = isoTime(text, offset);
    if (!time) note('bad-time', `the time "${name}" reads "${text.slice(0, 40)}", which is no time: left out`);
    return time;
  };
  const sent = read('sent', draft.sent);
  const effective = read('effective', draft.effective);
  const onset = read('onset', draft.onset);
  const sentAt = sent ?? effective ?? onset ?? (at ? isoTime(at) : null);
  if (!sentAt) throw new FeedError('missing-field', 'the warning has no time of sending, effect or onset');
  if (!sent) note('missing-time', `the time of sending is missing: taken to be ${sentAt}`);
  if (at && Date.parse(sentAt) > Date.parse(at) + CLOCK_SKEW_MS)
    note('clock-skew', `sent at ${sentAt}, which is after it was received (${at}): check both clocks`);
  const effectiveAt = effective ?? sentAt;
  return {
    sentAt,
    effectiveAt,
    onsetAt: onset ?? effectiveAt,
    endsAt: read('ends', draft.ends),
    expiresAt: read('expires', draft.expires),
  };
}

/** An end before the onset would end a warning at once; without it, it stays open until somebody speaks again. */
function plausibleEnd(
  { onsetAt, endsAt, expiresAt }: { onsetAt: string; endsAt: string | null; expiresAt: string | null },
  messageType: Warning['messageType'],
  note: Note,
): string | null {
  if (messageType === 'cancel') return endsAt;
  if (expiresAt && isBefore(expiresAt, onsetAt))
    note('expires-before-onset', 'the message lapses before the weather begins: that is not taken for its end');
  if (!endsAt || !isBefore(endsAt, onsetAt)) return endsAt;
  note('ends-before-onset', `the end ${endsAt} is before the onset ${onsetAt}: taken to be unknown`);
  return null;
}

function severityIn({ severity, colour }: Draft): Severity {
  const said = SEVERITIES.find((known) => known === severity?.trim().toLowerCase());
  return said && said !== 'unknown' ? said : severityOf(colour ?? null);
}

function oneOf<T extends string>(word: Word, known: readonly T[], otherwise: T, what: string): T {
  const said = word?.trim().toLowerCase();
  if (!said) return otherwise;
  const found = known.find((one) => one === said);
  if (found) return found;
  throw new FeedError(
    'not-a-warning',
    `its ${what} is "${said.slice(0, 40)}"; only ${known.join(', ')} can be acted on`,
  );
}

function distinct(areas: WarningArea[]): WarningArea[] {
  return [...new Map(areas.map((area) => [area.code ?? `name ${area.name}`, area])).values()];
}
