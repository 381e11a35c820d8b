import * as accounts from '../../../../actions/account/accounts';
import * as first from '../../../../actions/account/first-administrator';
import * as own from '../../../../actions/account/own-account';
import * as signing from '../../../../actions/account/sign-in';
import * as tokens from '../../../../actions/account/tokens';
import { TEST_SECRET } from '../../../support/campaigns/campaign';
import { codeOf } from '../stage/accounts';
import { acting, held, numberOf, ofAccount, REASON, sql, URL_HERE } from '../stage/stage';
import type { Acts } from './acts';

/** Accounts, sessions and tokens. */
export const ofAccounts: Acts = {
  addAccount: () =>
    accounts.addAccount(acting(), { login: 'new', name: '新', role: 'auditor', region: null }, URL_HERE),
  addAccounts: () =>
    accounts.addAccounts(acting(), [{ login: 'several', name: '新', role: 'auditor', region: null }], URL_HERE),
  changeAccount: () => accounts.changeAccount(acting(), numberOf('officer'), { role: 'auditor', region: '9' }),
  inviteAgain: () => accounts.inviteAgain(acting(), numberOf('officer'), URL_HERE),
  removeSecondFactor: () => accounts.removeSecondFactor(acting(), numberOf('other')),
  disableAccount: () => accounts.disableAccount(acting(), numberOf('officer'), true),
  eraseAccount: () => accounts.eraseAccount(acting(), numberOf('officer'), REASON),
  firstAdministrator: () => first.firstAdministrator(sql, URL_HERE),
  changePassword: () => own.changePassword(acting(), { ...ofAccount('self'), password: 'quilts-in-the-long-winter' }),
  endSession: () => own.endSession(acting(), { ...ofAccount('ending'), session: numberOf('session') }),
  confirmFactor: () =>
    own.confirmFactor(acting(), { ...ofAccount('self'), secret: TEST_SECRET, code: codeOf(held.uri ?? '') }),
  removeFactor: () =>
    own.removeFactor(acting(), { ...ofAccount('factor'), secret: TEST_SECRET, code: held.recovery ?? '' }),
  signIn: () => signing.signIn(sql, numberOf('self'), { via: 'console' }),
  signInByCode: () =>
    signing.signInByCode(sql, {
      ...ofAccount('half'),
      half: held.half ?? '',
      secret: TEST_SECRET,
      code: held.code ?? '',
    }),
  signInByInvitation: () =>
    signing.signInByInvitation(sql, { token: held.invitation ?? '', password: 'quilts-in-the-long-winter' }),
  signInIdentified: () =>
    signing.signInIdentified(sql, {
      issuer: 'https://idp',
      subject: '7',
      email: 'wang@example.org',
      name: '王',
      given: { role: 'auditor', region: '9' },
    }),
  signOut: () => signing.signOut(acting(), { ...ofAccount('leaving'), session: numberOf('left') }),
  makeToken: () => tokens.makeToken(acting(), { name: 'board', verbs: ['see-campaigns'], region: null, days: 9 }),
  revokeToken: () => tokens.revokeToken(acting(), { token: numberOf('token'), region: null }),
};
