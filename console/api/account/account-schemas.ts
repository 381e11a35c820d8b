import { z } from 'zod';
import { PERMISSIONS, ROLES, TOKEN_VERBS } from '../../../domain/account/roles';

const instant = z.iso.datetime();
/** The role of an account, and its region. */
export const place = { role: z.enum(ROLES), region: z.string().nullable().describe('Null is everything') };
export const givenSchema = z.object({
  login: z.string().trim().min(1).max(200),
  name: z.string().trim().min(1).max(100),
  ...place,
});

export const accountSchema = givenSchema
  .extend({
    id: z.int(),
    regionName: z.string().nullable(),
    hasPassword: z.boolean(),
    hasSubject: z.boolean().describe('Signs in by the identity provider'),
    hasFactor: z.boolean().describe('Gives a second factor'),
    disabledAt: instant.nullable(),
    createdAt: instant,
    lastSignInAt: instant.nullable(),
  })
  .describe('An account');

/** Enough for the townships of a city. */
const MOST_AT_ONCE = 500;
export const severalSchema = z.object({ accounts: z.array(givenSchema).min(1).max(MOST_AT_ONCE) });

/** Rows of a table of people who are to get accounts. */
export const accountRowsSchema = z
  .object({
    rows: z.array(
      z.object({
        row: z.int(),
        name: z.string(),
        login: z.string(),
        role: z.enum(ROLES),
        region: z.string().nullable(),
        regionName: z.string().nullable(),
        wrong: z.string().nullable().describe('Why the row gets no account, in words'),
      }),
    ),
  })
  .describe('Who would get an account');

/** One line of the audit log. */
export const entrySchema = z.object({
  id: z.int(),
  at: instant,
  account: z.int().nullable(),
  via: z.enum(['api', 'console', 'oidc', 'cli', 'nobody', 'system']),
  by: z.string().nullable().describe('Who it was, where no account says so'),
  verb: z.string(),
  campaign: z.string().nullable(),
  target: z.record(z.string(), z.unknown()),
  reason: z.string().nullable(),
  zone: z.string().nullable().describe('Of the campaign that it is about'),
});

export const givenVerb = z.enum(TOKEN_VERBS);

export const tokenSchema = z
  .object({
    id: z.int(),
    name: z.string(),
    verbs: z.array(givenVerb),
    region: z.string().nullable().describe('Null is everything'),
    expiresAt: instant,
    createdAt: instant,
    lastUsedAt: instant.nullable(),
    revokedAt: instant.nullable(),
  })
  .describe('What a program may do, where, and how long');

export const meSchema = z
  .object({
    id: z.int().nullable().describe('Null for the API token'),
    name: z.string(),
    role: z.enum(ROLES),
    region: z.string().nullable().describe('Code at the top of what may be seen; null is everything'),
    via: z.enum(['api', 'console', 'oidc']),
    may: z.array(z.enum(PERMISSIONS)).describe('What the role allows'),
    temporalUi: z.string().nullable().describe('Where the workflows are looked at; null where the role may not'),
    csrf: z
      .string()
      .nullable()
      .describe('To be sent as x-csrf-token with whatever changes something; null without a session'),
  })
  .describe('Who asks');

const link = z.string().describe('One-time link to the password, for 24 hours; it is shown this once');
export const invitedSchema = z.object({ link }).describe('The link');
export const addedSchema = z.object({ account: accountSchema, link }).describe('Added');
export const addedSeveralSchema = z.object({ added: z.array(addedSchema) }).describe('Added, in the given order');
export const madeTokenSchema = z.object({ made: tokenSchema, token: z.string() }).describe('Made');
