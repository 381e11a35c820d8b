import * as client from 'openid-client';
import type { Env } from '../../config/env';
import { readRoleClaims, roleByClaims } from '../../domain/account/role-claims';
import type { Identified } from '../../store/account/provider-accounts';

/** Values that must come back unchanged; the browser keeps them in a cookie meanwhile. */
export interface Checks {
  state: string;
  nonce: string;
  verifier: string;
}

/** The organisation's identity provider (OpenID Connect, authorization code with PKCE). */
export interface Provider {
  /**
   * @returns the provider's address for the browser, and the values to bring back.
   * @throws when the provider does not answer
   */
  begin(): Promise<{ url: URL; checks: Checks }>;
  /**
   * @param back the address to which the provider sent the browser back
   * @returns the identified user; null when claims decide about roles and give none
   * @throws when state, nonce, signature, issuer, audience or time is wrong
   */
  finish(back: URL, checks: Checks): Promise<Identified | null>;
}

export const CALLBACK = '/login/oidc/callback';

/** Without TLS only a provider on this machine is trusted, for experiments. */
const isLocal = ({ protocol, hostname }: URL): boolean =>
  protocol === 'http:' && (hostname === '127.0.0.1' || hostname === 'localhost');

/** @returns null where no provider is set. */
export function createProvider(env: Env): Provider | null {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_ROLES } = env;
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID) return null;
  const issuer = new URL(OIDC_ISSUER);
  const roles = OIDC_ROLES ? readRoleClaims(OIDC_ROLES) : null;
  let found: Promise<client.Configuration> | undefined;
  // Checks the signature although the token comes from the provider itself: a proxy may be in between.
  const execute = [client.enableNonRepudiationChecks, ...(isLocal(issuer) ? [client.allowInsecureRequests] : [])];
  /** Fetched once, and again after a failure. */
  const configuration = () => {
    found ??= client.discovery(issuer, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, undefined, { execute });
    found.catch(() => {
      found = undefined;
    });
    return found;
  };

  return {
    async begin() {
      const config = await configuration();
      const checks = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
      };
      const url = client.buildAuthorizationUrl(config, {
        redirect_uri: new URL(CALLBACK, env.PUBLIC_URL).href,
        scope: 'openid email profile',
        state: checks.state,
        nonce: checks.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(checks.verifier),
        code_challenge_method: 'S256',
      });
      return { url, checks };
    },

    async finish(back, { state, nonce, verifier }) {
      const tokens = await client.authorizationCodeGrant(await configuration(), back, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) throw new Error('The provider sent no ID token.');
      const given = roles && roleByClaims(roles, claims);
      if (roles && !given) return null;
      const email = claims.email_verified === true && typeof claims.email === 'string' ? claims.email : null;
      const name = typeof claims.name === 'string' ? claims.name : (email ?? claims.sub);
      return { issuer: claims.iss, subject: claims.sub, email, name, given };
    },
  };
}
