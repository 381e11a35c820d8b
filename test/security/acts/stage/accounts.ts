import { TOTP } from 'otpauth';
import * as store from '../../../../store/account/accounts';
import { invite } from '../../../../store/account/invitations';
import { setPassword } from '../../../../store/account/passwords';
import { beginFactor, beginHalf, confirmFactor } from '../../../../store/account/second-factor';
import { beginSession } from '../../../../store/account/sessions';
import { TEST_SECRET } from '../../../support/campaigns/campaign';
import { held, number, numberOf, ofAccount, sql, URL_HERE } from './stage';

export const codeOf = (uri: string, step = 0): string =>
  new TOTP({ secret: new URL(uri).searchParams.get('secret') ?? '' }).generate({
    timestamp: Date.now() + step * 30_000,
  });

export async function accountsAndSecrets(): Promise<void> {
  const add = async (login: string) =>
    (await store.addAccount(sql, { login, name: login, role: 'auditor', region: null })).id;
  for (const login of ['officer', 'other', 'self', 'ending', 'leaving', 'factor', 'half', 'invited'])
    number[login] = await add(login);
  await setPassword(sql, numberOf('self'), { password: 'the-first-winter-quilt' });
  for (const [of, name] of [
    ['ending', 'session'],
    ['leaving', 'left'],
  ] as const) {
    await beginSession(sql, numberOf(of), 'console');
    const [row] = await sql<{ id: number }[]>`select max(id) as id from sessions`;
    number[name] = row?.id ?? 0;
  }
  const enrol = (login: string) => beginFactor(sql, TEST_SECRET, { ...ofAccount(login), login });
  const confirm = async (login: string) =>
    (await confirmFactor(sql, TEST_SECRET, numberOf(login), codeOf((await enrol(login)).uri, -1))) ?? [];
  held.uri = (await enrol('self')).uri;
  [held.recovery = ''] = await confirm('factor');
  [held.code = ''] = await confirm('half');
  await confirm('other');
  held.half = await beginHalf(sql, numberOf('half'));
  held.invitation = (await invite(sql, numberOf('invited'), URL_HERE)).split('/').at(-1) ?? '';
  const [token] = await sql<{ id: number }[]>`
    insert into api_tokens (name, token_hash, verbs, expires_at)
    values ('old', '\\x01', '{see-campaigns}', now() + interval '1 day') returning id`;
  number.token = token?.id ?? 0;
}
