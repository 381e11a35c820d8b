import { z } from 'zod';
import { id } from '../campaign/definition/words';
import { MOST_HELPS } from '../list/list-definition';
import { NO_ID, type NoId } from '../people/person';
import { RELATIONS, type Relation } from '../people/relations';
import { PHOTO_ID, PHOTOS_A_DEED } from '../report/photo';
import type { Problem, sentence } from '../text/refusal';

/**
 * How something was handed over. Who signs for it, the row itself or a proxy, is another matter: a neighbour signs at
 * the door as well as at a ceremony.
 */
export const WAYS_TO_DELIVER = ['door', 'ceremony', 'post', 'card'] as const;
export type WayToDeliver = (typeof WAYS_TO_DELIVER)[number];

/**
 * By what the receiver has confirmed it.
 *
 * signature    drawn on the phone: a picture of its own
 * fingerprint  of who cannot write; two others bear witness
 * paper        on the printed sheet, of which a photo is taken
 */
export const MARKS = ['signature', 'fingerprint', 'paper'] as const;
export type Mark = (typeof MARKS)[number];

/**
 * What became of it.
 *
 * given      handed over and booked
 * waits      handed over by signature, but the books know of no goods there: booked as soon as they do (D.5)
 * again      the row had got everything already: kept with its signature, nothing booked
 * stopped    the row was held or off the list by then: kept, nothing booked (D.4, D.6)
 * refused    the household did not take it
 * unreached  nobody was there
 * returned   given back (D.6)
 */
export const OUTCOMES = ['given', 'waits', 'again', 'stopped', 'refused', 'unreached', 'returned'] as const;
export type DeliveryOutcome = (typeof OUTCOMES)[number];

/** Why nothing was handed over at a visit. */
export const MISSED = ['refused', 'unreached'] as const;
export type Missed = (typeof MISSED)[number];

/** Why no more of it follows: the household gives up the rest, or there is no more. */
export const RESTS = ['waived', 'short'] as const;
export type Rest = (typeof RESTS)[number];

/** Why something comes back. What somebody has signed for and died afterwards was theirs, and does not. */
export const RETURNS = ['died-before', 'in-error', 'given-up'] as const;
export type ReturnReason = (typeof RETURNS)[number];

/** A proxy is a relative by GB/T 4761, or one of these. */
const OTHERS = ['neighbour', 'official'] as const;
export type ProxyRelation = Relation | (typeof OTHERS)[number];
export const PROXY_RELATIONS = [...(Object.keys(RELATIONS) as [Relation, ...Relation[]]), ...OTHERS] as const;

/** Kinds of goods in one delivery, and people who bear witness to one. */
const MOST_THINGS = 50;
const MOST_WITNESSES = 2;
/** Units in a delivery to one row. */
const MOST_UNITS = 1e9;

const name = z.string().trim().min(1).max(60);

/** Somebody who signs for a row that cannot: never one of its persons in any count. */
export const proxySent = z.strictObject({
  name,
  relation: z.enum(PROXY_RELATIONS),
  /** Why the row does not sign itself. */
  reason: z.string().trim().min(1).max(200),
  idNumber: z.string().trim().min(1).max(30).optional(),
  /** Why there is no ID number. */
  noId: z.enum(Object.keys(NO_ID) as [NoId, ...NoId[]]).optional(),
  phone: z.string().trim().min(1).max(30).optional(),
});

/** A delivery as its sender tells it. What is left out: all that is still due, at the door, now, signed by nothing. */
export const deliverySent = z.strictObject({
  how: z.enum(WAYS_TO_DELIVER).default('door'),
  /** When it was handed over, by the sender's clock. */
  at: z.iso.datetime().optional(),
  things: z
    .array(z.strictObject({ item: id, purse: id.optional(), quantity: z.int().min(1).max(MOST_UNITS) }))
    .min(1)
    .max(MOST_THINGS)
    .optional(),
  rest: z.enum(RESTS).optional(),
  /** In which of the list's ways it helps. */
  helps: z.array(id).max(MOST_HELPS).optional(),
  mark: z.enum(MARKS).optional(),
  /** Number of the picture: SHA-256 of its bytes, in hex. It may arrive later than this. */
  signature: z.string().regex(PHOTO_ID).optional(),
  proxy: proxySent.optional(),
  witnesses: z.array(name).max(MOST_WITNESSES).optional(),
});
export type DeliverySent = z.infer<typeof deliverySent>;

/** What happened with one row, as an officer tells it or a table of a ceremony has it. */
export const rowHanded = z.strictObject({
  /** Number of the row, and the version that the sender saw. */
  id: z.int().positive(),
  version: z.int().min(1).optional(),
  delivery: deliverySent.optional(),
  /** Nothing was handed over. */
  missed: z.enum(MISSED).optional(),
  reason: z.string().trim().max(500).optional(),
  /** Numbers of the photos that prove it: the sheet that was signed, what stood at the door. */
  photos: z.array(z.string().regex(PHOTO_ID)).max(PHOTOS_A_DEED).optional(),
});
export type RowHanded = z.infer<typeof rowHanded>;

/** Most rows of one sending. */
export const MOST_HANDED = 2000;

/** @returns what is wrong with a delivery that the schema cannot say */
export function deliveryProblems({ mark, signature, proxy, witnesses = [] }: DeliverySent): Problem[] {
  const problems: Problem[] = [];
  const wrong = (field: string, code: Parameters<typeof sentence>[0]) => problems.push({ field, code, values: {} });
  if (mark === 'signature' && signature === undefined) wrong('signature', 'delivery-needs-picture');
  if (mark !== 'signature' && signature !== undefined) wrong('signature', 'delivery-picture-of-nothing');
  if (mark === 'fingerprint' && witnesses.length < MOST_WITNESSES) wrong('witnesses', 'delivery-two-witnesses');
  if (proxy && (proxy.idNumber === undefined) === (proxy.noId === undefined)) wrong('idNumber', 'delivery-proxy-id');
  return problems;
}

/** @returns whether somebody has confirmed the delivery by hand: then it has happened, whatever the books say */
export const isConfirmed = ({ mark }: Pick<DeliverySent, 'mark'>): boolean => mark !== undefined;
