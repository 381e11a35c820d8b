import { createHash } from 'node:crypto';
import { z } from 'zod';
import {
  COLOURS,
  HAZARDS,
  SEVERITIES,
  WARNING_MESSAGE_TYPES,
  WARNING_STATUSES,
} from '../../domain/warning/feed/warning';
import { isObject, shaped } from '../document/json';
import { finish } from '../draft';
import type { FeedDocument, Format } from '../format';
import { type FeedContext, readItems } from '../reading';

const area = z.union([
  z
    .string()
    .min(1)
    .transform((name) => ({ code: null, name })),
  z.object({ code: z.string().nullable().default(null), name: z.string().min(1) }),
]);

/** Which keys of the normal form a person must give, and which may be left out. */
const entrySchema = z.object({
  hazard: z.enum(HAZARDS),
  /** Null must be written explicitly: an issuer abroad has no colours. */
  colour: z.enum(COLOURS).nullable(),
  severity: z.enum(SEVERITIES).optional(),
  areas: z.array(area).min(1),
  identifier: z.string().min(1).optional(),
  event: z.string().optional(),
  messageType: z.enum(WARNING_MESSAGE_TYPES).default('alert'),
  status: z.enum(WARNING_STATUSES).default('actual'),
  hazardName: z.string().optional(),
  headline: z.string().optional(),
  issuer: z.string().optional(),
  sentAt: z.string().optional(),
  effectiveAt: z.string().optional(),
  onsetAt: z.string().optional(),
  endsAt: z.string().nullish(),
  expiresAt: z.string().nullish(),
  supersedes: z.array(z.string()).default([]),
});
type Entry = z.infer<typeof entrySchema>;

/** A warning, or a list of warnings, that a person writes in JSON or YAML, for example after a telephone call. */
export const manual: Format = {
  name: 'manual',
  recognises: (document) => entriesOf(document).some((entry) => isObject(entry) && 'hazard' in entry),
  read: (document, context) =>
    readItems(entriesOf(document), '', (item, problems) => {
      const entry = shaped(entrySchema, item);
      const sent = entry.sentAt ?? context.at ?? entry.effectiveAt ?? entry.onsetAt;
      const draft = {
        ...entry,
        source: 'manual',
        identifier: entry.identifier ?? numberOf(entry, context),
        hazardName: entry.hazardName ?? entry.hazard,
        sent,
        effective: entry.effectiveAt,
        onset: entry.onsetAt,
        ends: entry.endsAt,
        expires: entry.expiresAt,
      };
      return [finish(draft, context, problems, '+08:00')];
    }),
};

function entriesOf(document: FeedDocument): unknown[] {
  if (document.kind === 'xml') return [];
  return Array.isArray(document.data) ? document.data : [document.data];
}

/** The same words on the same day are the same warning, even when they are entered twice. */
function numberOf(entry: Entry, { at }: FeedContext): string {
  const day = (entry.onsetAt ?? entry.sentAt ?? at ?? '').slice(0, 10);
  return `manual-${createHash('sha256')
    .update(JSON.stringify([entry, day]))
    .digest('hex')
    .slice(0, 16)}`;
}
