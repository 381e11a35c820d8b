import { createHash, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const CLIENT = { id: 'nuandong', secret: 'the secret of the client' };

/** An identity provider (OpenID Connect) that accepts the users set by the test. */
export interface IdentityProvider {
  url: string;
  /** The claims of the next user. */
  user: Record<string, unknown>;
  /** Forged parts of the ID token, which must be noticed. */
  forge: { claims?: Record<string, unknown>; key?: KeyObject };
  close(): Promise<void>;
}

interface Grant {
  redirect: string;
  nonce: string;
  challenge: string;
}

const base64url = (value: string | object): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

export const rsaKeys = () => generateKeyPairSync('rsa', { modulusLength: 2048 });

function signed(claims: object, key: KeyObject): string {
  const input = `${base64url({ alg: 'RS256', kid: '1', typ: 'JWT' })}.${base64url(claims)}`;
  return `${input}.${sign('sha256', Buffer.from(input), key).toString('base64url')}`;
}

async function bodyOf(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return new URLSearchParams(Buffer.concat(chunks).toString());
}

/**
 * Serves discovery, keys, authorization and token on a free port; the token endpoint checks client, address and PKCE.
 */
export async function identityProvider(): Promise<IdentityProvider> {
  const { privateKey, publicKey } = rsaKeys();
  const grants = new Map<string, Grant>();
  const json = (response: ServerResponse, body: object, status = 200) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

  const authorize = (query: URLSearchParams, response: ServerResponse) => {
    const code = randomUUID();
    const redirect = query.get('redirect_uri') ?? '';
    grants.set(code, { redirect, nonce: query.get('nonce') ?? '', challenge: query.get('code_challenge') ?? '' });
    const back = new URL(redirect);
    back.search = new URLSearchParams({ code, state: query.get('state') ?? '' }).toString();
    response.writeHead(302, { location: back.href }).end();
  };

  const token = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await bodyOf(request);
    const grant = grants.get(body.get('code') ?? '');
    grants.delete(body.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(body.get('code_verifier') ?? '')
      .digest('base64url');
    const client = body.get('client_id') === CLIENT.id && body.get('client_secret') === CLIENT.secret;
    if (!grant || !client || grant.redirect !== body.get('redirect_uri') || grant.challenge !== challenge)
      return json(response, { error: 'invalid_grant' }, 400);
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: provider.url,
      aud: CLIENT.id,
      iat: now,
      exp: now + 300,
      nonce: grant.nonce,
      ...provider.user,
    };
    const idToken = signed({ ...claims, ...provider.forge.claims }, provider.forge.key ?? privateKey);
    return json(response, { access_token: randomUUID(), token_type: 'Bearer', expires_in: 300, id_token: idToken });
  };

  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', provider.url);
    if (pathname === '/authorize') return authorize(searchParams, response);
    if (pathname === '/token') return void token(request, response);
    if (pathname === '/keys')
      return json(response, { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: '1', use: 'sig', alg: 'RS256' }] });
    return json(response, {
      issuer: provider.url,
      authorization_endpoint: `${provider.url}/authorize`,
      token_endpoint: `${provider.url}/token`,
      jwks_uri: `${provider.url}/keys`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const provider: IdentityProvider = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    user: {},
    forge: {},
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
  return provider;
}
