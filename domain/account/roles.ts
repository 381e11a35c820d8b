import type { SteeringVerb } from '../campaign/steering';
import type { SteeringTarget } from '../round/round';

/** Who somebody is in the console; docs/accounts.md explains each. */
export const ROLES = ['administrator', 'county-officer', 'township-officer', 'auditor', 'ops'] as const;
export type Role = (typeof ROLES)[number];

const OFFICERS = ['administrator', 'county-officer', 'township-officer'] as const;
const STEERING = ['administrator', 'county-officer'] as const;

/** Which roles may do what, within the account's region. What is not listed here is allowed to no role. */
export const MAY = {
  'own-account': ROLES,
  'see-campaigns': ROLES,
  'see-messages': ROLES,
  'see-undelivered': ROLES,
  'see-reports': [...OFFICERS, 'auditor'],
  'see-register': [...OFFICERS, 'auditor'],
  'reveal-people': [...OFFICERS, 'auditor'],
  'export-reports': [...OFFICERS, 'auditor'],
  'start-campaign': STEERING,
  'steer-campaign': STEERING,
  'edit-register': STEERING,
  'submit-report': OFFICERS,
  'acknowledge-chase': OFFICERS,
  'record-call': OFFICERS,
  'resend-message': [...OFFICERS, 'ops'],
  'see-warnings': ROLES,
  'acknowledge-warning': OFFICERS,
  'raise-warning': STEERING,
  'decide-duty': STEERING,
  'make-drill': ['administrator'],
  'erase-people': ['administrator'],
  'archive-campaign': ['administrator'],
  'see-faults': [...STEERING, 'auditor', 'ops'],
  'tend-queues': ['administrator', 'ops'],
  'see-workflows': ['administrator', 'ops'],
  'see-metrics': ['administrator', 'ops'],
  'see-audit-log': ['administrator', 'auditor'],
  'manage-accounts': ['administrator'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof MAY;
export const PERMISSIONS = Object.keys(MAY) as Permission[];

/** A program neither has an account, nor makes others like itself. */
export const TOKEN_VERBS: readonly Permission[] = PERMISSIONS.filter(
  (one) => one !== 'own-account' && one !== 'manage-accounts',
);

/** What concerns the whole installation: no region can be cut out of it, so an account that has one may not. */
export const NATIONAL: readonly Permission[] = ['tend-queues', 'see-metrics'];

/** @returns whether a role is allowed to do this, somewhere. */
export const may = (role: Role, permission: Permission): boolean => MAY[permission].some((allowed) => allowed === role);

/**
 * The region that a decision changes. It has to lie within the region of the account that decides. A return changes the
 * unit, a change of dates the area aimed at, and everything else the whole campaign.
 */
export function steeredRegion(verb: SteeringVerb, target: SteeringTarget, scope: string): string {
  if (verb === 'return') return target.unit ?? scope;
  if (verb === 'remind' || verb === 'extend' || verb === 'close' || verb === 'reopen') return target.area ?? scope;
  return scope;
}
