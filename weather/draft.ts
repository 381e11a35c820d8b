import { printable, printableIn } from '../domain/text/printable';
import { type Bilingual, type Sentence, sentence } from '../domain/text/refusal';
import type { Colour, Hazard, Severity, Warning, WarningArea } from '../domain/warning/feed/warning';
import { SEVERITIES, WARNING_MESSAGE_TYPES, WARNING_STATUSES } from '../domain/warning/feed/warning';
import { severityOf } from './colours';
import { type FeedContext, FeedError, type FeedProblem } from './reading';
import { isBefore, isoTime } from './times';

type Word = string | null | undefined;

/** One warning in a feed's own words; {@link finish} checks it and makes the normal form. */
export interface Draft {
  source: string;
  identifier: string;
  /** Identifier of the event's first message; this message itself when left out. */
  event?: Word;
  messageType?: Word;
  status?: Word;
  /** Null when the rules know no hazard for the feed's code or name. */
  hazard: Hazard | null;
  hazardName: string;
  colour?: Colour | null;
  /** Its level is below a warning (green): it ends the warnings that it names; without names it is ignored. */
  belowWarning?: boolean;
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

/** A sender's clock may be ahead by this much without a note. */
const CLOCK_SKEW_MS = 10 * 60_000;

/** More characters than any office writes; identifiers are also keys of indexes, which allow 2,700 bytes. */
const LONGEST = { identifier: 200, headline: 500, hazardName: 100, issuer: 100, code: 100, area: 2000 } as const;
/** Every county of China names fewer. */
const MOST_AREAS = 5_000;
/** No event has had nearly as many messages. */
const MOST_REFERENCES = 2_000;

/** @returns the printable beginning of a feed's text (a headline, a name), no longer than an office writes. */
export const readable = (text: Word): string => printable((text ?? '').slice(0, 2 * LONGEST.headline));

/**
 * Makes the normal form; nothing else does. Every text in it is printable and no longer than an office writes.
 * @param offset for times of the feed that have none
 * @param problems gets a note on everything odd that does not prevent the warning
 * @returns the warning in the normal form
 * @throws FeedError when it has no identifier, no time at all, or is not a warning (an acknowledgement, a draft)
 */
export function finish(given: Draft, context: FeedContext, problems: FeedProblem[], offset?: string): Warning {
  const draft = { ...printableIn(given), areas: given.areas.slice(0, MOST_AREAS).map(printableArea) };
  const { identifier } = draft;
  if (!identifier) throw new FeedError(sentence('feed-no-identifier'));
  if (identifier.length > LONGEST.identifier)
    throw new FeedError(sentence('feed-long-identifier', { most: LONGEST.identifier }));
  const note: Note = (said, level = 'note') => problems.push({ level, ...said, identifier });
  if (given.areas.length > MOST_AREAS)
    note(sentence('feed-too-many-areas', { count: given.areas.length, most: MOST_AREAS }), 'error');
  const times = timesOf(draft, context, note, offset);
  const messageType = messageTypeOf(draft);
  const hazardName = cut(draft.hazardName, 'hazardName', note);
  if (draft.hazard === null && messageType !== 'cancel') note(sentence('feed-unknown-hazard', { name: hazardName }));
  const endsAt = plausibleEnd(times, messageType, note);
  return {
    source: draft.source,
    identifier,
    event: referenceOf(draft.event) ?? identifier,
    messageType,
    status: oneOf(draft.status, WARNING_STATUSES, 'actual', STATUS),
    hazard: draft.hazard ?? 'other',
    hazardName,
    colour: draft.colour ?? null,
    severity: severityIn(draft),
    headline: cut(draft.headline || hazardName, 'headline', note),
    issuer: cut(draft.issuer ?? '', 'issuer', note),
    areas: distinct(draft.areas),
    ...times,
    endsAt,
    supersedes: [...new Set(draft.supersedes?.slice(0, MOST_REFERENCES))].filter(
      (other) => referenceOf(other) !== null && other !== identifier,
    ),
  };
}

type Note = (said: Sentence, level?: FeedProblem['level']) => void;

const printableArea = ({ code, name }: WarningArea): WarningArea => ({
  code: code === null ? null : printable(code.slice(0, LONGEST.code)),
  name: printable(name.slice(0, LONGEST.area)),
});

/** A message with such a long identifier was refused, so dropping the reference loses nothing. */
const referenceOf = (other: Word): string | null => (other && other.length <= LONGEST.identifier ? other : null);

function cut(text: string, field: 'headline' | 'hazardName' | 'issuer', note: Note): string {
  const most = LONGEST[field];
  if (text.length <= most) return text;
  note(sentence('feed-cut', { field, most }));
  return printable(text.slice(0, most));
}

const MESSAGE_TYPE: Bilingual = { 'zh-CN': '报文类型', en: 'message type' };
const STATUS: Bilingual = { 'zh-CN': '状态', en: 'status' };

/** Green ends a warning that it names or updates; by itself it is no warning. */
function messageTypeOf({ messageType, belowWarning, event, supersedes = [] }: Draft): Warning['messageType'] {
  const said = oneOf(messageType, WARNING_MESSAGE_TYPES, 'alert', MESSAGE_TYPE);
  if (!belowWarning) return said;
  if (said === 'alert' && !event && supersedes.length === 0) throw new FeedError(sentence('feed-below-warning'));
  return 'cancel';
}

/**
 * CAP 1.2: without a time of effect a warning takes effect when it is sent; without an onset it begins when it takes
 * effect.
 */
function timesOf(draft: Draft, { at }: FeedContext, note: Note, offset: string | undefined) {
  const read = (field: string, text: Word): string | null => {
    if (!text) return null;
    const time = isoTime(text, offset);
    if (!time) note(sentence('feed-bad-time', { field, text: text.slice(0, 40) }));
    return time;
  };
  const sent = read('sent', draft.sent);
  const effective = read('effective', draft.effective);
  const onset = read('onset', draft.onset);
  const sentAt = sent ?? effective ?? onset ?? (at ? isoTime(at) : null);
  if (!sentAt) throw new FeedError(sentence('feed-no-time'));
  if (!sent) note(sentence('feed-missing-time', { at: sentAt }));
  if (at && Date.parse(sentAt) > Date.parse(at) + CLOCK_SKEW_MS)
    note(sentence('feed-clock-skew', { sent: sentAt, received: at }));
  const effectiveAt = effective ?? sentAt;
  return {
    sentAt,
    effectiveAt,
    onsetAt: onset ?? effectiveAt,
    endsAt: read('ends', draft.ends),
    expiresAt: read('expires', draft.expires),
  };
}

/**
 * An end before the onset would end the warning at once. It is dropped: the warning stays open until the next message.
 */
function plausibleEnd(
  { onsetAt, endsAt, expiresAt }: { onsetAt: string; endsAt: string | null; expiresAt: string | null },
  messageType: Warning['messageType'],
  note: Note,
): string | null {
  if (messageType === 'cancel') return endsAt;
  if (expiresAt && isBefore(expiresAt, onsetAt)) note(sentence('feed-expires-before-onset'));
  if (!endsAt || !isBefore(endsAt, onsetAt)) return endsAt;
  note(sentence('feed-ends-before-onset', { end: endsAt, onset: onsetAt }));
  return null;
}

function severityIn({ severity, colour }: Draft): Severity {
  const said = SEVERITIES.find((known) => known === severity?.toLowerCase());
  return said && said !== 'unknown' ? said : severityOf(colour ?? null);
}

function oneOf<T extends string>(word: Word, known: readonly T[], otherwise: T, what: Bilingual): T {
  const said = word?.toLowerCase();
  if (!said) return otherwise;
  const found = known.find((one) => one === said);
  if (found) return found;
  throw new FeedError(sentence('feed-not-a-warning', { what, said: said.slice(0, 40) }));
}

function distinct(areas: WarningArea[]): WarningArea[] {
  return [...new Map(areas.map((area) => [area.code ?? `name ${area.name}`, area])).values()];
}
