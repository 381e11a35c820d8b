import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../config/root';
import { readRoleClaims, roleByClaims } from '../../../domain/account/role-claims';
import { MAY, may, PERMISSIONS, ROLES, type Role, steeredRegion } from '../../../domain/account/roles';

const allowedTo = (role: Role) => PERMISSIONS.filter((permission) => may(role, permission));
/** The permissions that change things for others. */
const CHANGES = [
  'start-campaign',
  'steer-campaign',
  'edit-register',
  'submit-report',
  'acknowledge-chase',
  'record-call',
  'open-case',
  'answer-case',
  'reopen-case',
  'resend-message',
  'acknowledge-warning',
  'raise-warning',
  'decide-duty',
  'make-drill',
  'tend-queues',
  'manage-accounts',
] as const;

describe('roles', () => {
  test('an administrator may do everything, and every permission belongs to some role', () => {
    expect(allowedTo('administrator')).toEqual(PERMISSIONS);
  });

  test('an auditor changes nothing', () => {
    expect(CHANGES.filter((permission) => may('auditor', permission))).toEqual([]);
  });

  test('a township officer does the work of a township and steers nothing', () => {
    expect(CHANGES.filter((permission) => may('township-officer', permission))).toEqual([
      'submit-report',
      'acknowledge-chase',
      'record-call',
      'open-case',
      'answer-case',
      'resend-message',
      'acknowledge-warning',
    ]);
  });

  test('ops sees no person and no report', () => {
    for (const permission of ['see-reports', 'see-register', 'reveal-people', 'export-reports'] as const)
      expect(may('ops', permission)).toBe(false);
    expect(may('ops', 'tend-queues')).toBe(true);
  });

  test('only administrators make accounts', () => {
    expect(MAY['manage-accounts']).toEqual(['administrator']);
  });

  test.each(['accounts.md', 'accounts.zh-CN.md'])('docs/%s has the same table', (file) => {
    const docs = readFileSync(join(ROOT, 'docs', file), 'utf8');
    const rows = docs.matchAll(/^\| `([a-z-]+)` \|[^|]*\|(.+)\|$/gm);
    const told = Object.fromEntries(
      [...rows].map(([, permission, cells = '']) => [permission, cells.split('|').map((cell) => cell.trim() === '✓')]),
    );
    const meant = PERMISSIONS.map((permission) => [permission, ROLES.map((role) => may(role, permission))]);
    expect(told).toEqual(Object.fromEntries(meant));
  });
});

test.each([
  ['return', { unit: '911', key: 'survey' }, '911'],
  ['return', {}, '9'],
  ['extend', { area: '91' }, '91'],
  ['close', {}, '9'],
  ['pause', { area: '91' }, '9'],
  ['cancel', { unit: '911' }, '9'],
  ['replan', { area: '91' }, '9'],
] as const)('%s of %j concerns region %3$s', (verb, target, region) => {
  expect(steeredRegion(verb, target, '9')).toBe(region);
});

describe('roles by the claims of an identity provider', () => {
  const mapping = readRoleClaims('groups: relief-532626=county-officer@532626, it=ops');

  test.each([
    [{ groups: ['staff', 'relief-532626'] }, { role: 'county-officer', region: '532626' }],
    [{ groups: 'it' }, { role: 'ops', region: null }],
    [{ groups: ['it', 'relief-532626'] }, { role: 'county-officer', region: '532626' }],
    [{ groups: ['relief'] }, null],
    [{ roles: ['it'] }, null],
    [{}, null],
  ])('%j gives %j', (claims, given) => {
    expect(roleByClaims(mapping, claims)).toEqual(given);
  });

  test.each(['it=ops', 'groups:', 'groups: it', 'groups: it=king', 'groups: it=ops@', 'groups: it=ops,'])(
    '"%s" is refused',
    (text) => {
      expect(() => readRoleClaims(text)).toThrow(/write|is not/);
    },
  );
});
