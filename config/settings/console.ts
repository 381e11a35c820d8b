import { z } from 'zod';
import { readRoleClaims } from '../../domain/account/role-claims';
import { trustedProxies } from '../proxies';

/** The console: its addresses, its access, and its hooks. */
export const CONSOLE = {
  CONSOLE_HOST: z.string().default('127.0.0.1').describe('address that the console listens on'),
  CONSOLE_PORT: z.coerce.number().int().default(8080).describe('port that the console listens on'),
  PUBLIC_URL: z.url().describe("where a village's phone reaches the console; it stands in every link"),
  TEMPORAL_UI_URL: z.url().optional().describe("Temporal's Web UI, for links from the console"),
  LINK_SECRET: z.string().min(32).describe('signs the links in messages; at least 32 characters'),
  API_TOKEN: z
    .string()
    .min(16)
    .describe('bearer token of programs, which may do everything everywhere; people sign in with accounts'),
  TRUSTED_PROXIES: z
    .string()
    .superRefine(asRead(trustedProxies))
    .optional()
    .describe(
      'proxies before the console: how many stand one behind the other ("1"), or their exact addresses; nobody else is ' +
        'believed about where a request comes from',
    ),
  ADMIN_SECOND_FACTOR: z
    .enum(['auto', 'required', 'offered'])
    .default('auto')
    .describe('whether administrators need a second factor; "auto": when PUBLIC_URL is https'),
  OIDC_ISSUER: z.url().optional().describe('address of the identity provider (OpenID Connect)'),
  OIDC_CLIENT_ID: z.string().min(1).optional().describe('name of the console at the identity provider'),
  OIDC_CLIENT_SECRET: z.string().min(1).optional().describe('secret of the console at the identity provider'),
  OIDC_ROLES: z
    .string()
    .superRefine(asRead(readRoleClaims))
    .optional()
    .describe('who gets which role, for example "groups: relief-532626=county-officer@532626, it=ops"'),
  HOOK_SECRET: z
    .string()
    .min(16)
    .describe('what the secrets are made of that stand in the addresses which platforms and feeds push to'),
};

/** @param read throws an Error that names the fault of the text */
function asRead(read: (text: string) => unknown) {
  return (text: string, context: z.RefinementCtx): void => {
    try {
      read(text);
    } catch (error) {
      context.addIssue({ code: 'custom', message: (error as Error).message });
    }
  };
}
