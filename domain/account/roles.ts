import type { SteeringVerb } from '../campaign/steering';
import type { SteeringTarget } from '../round/round';

/** The roles of accounts in the console; docs/accounts.md explains each. */
export const ROLES = ['administrator', 'county-officer', 'township-officer', 'auditor', 'ops'] as const;
export type Role = (typeof ROLES)[number];

/** Roles that work for one part of the tree: without a region they would see and steer all of it. */
const OF_A_REGION: readonly Role[] = ['county-officer', 'township-officer'];

/** @returns whether an account of this role must have a region. */
export const needsRegion = (role: Role): boolean => OF_A_REGION.includes(role);

const OFFICERS = ['administrator', 'county-officer', 'township-officer'] as const;
const STEERING = ['administrator', 'county-officer'] as const;

/** The roles that have each permission, within the account's region. No role may do what is not listed here. */
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
  'open-case': OFFICERS,
  'answer-case': OFFICERS,
  'read-case': OFFICERS,
  'reopen-case': STEERING,
  'resend-message': [...OFFICERS, 'ops'],
  'see-warnings': ROLES,
  'acknowledge-warning': OFFICERS,
  'raise-warning': STEERING,
  'decide-duty': STEERING,
  'make-drill': ['administrator'],
  'erase-people': ['administrator'],
  'archive-campaign': ['administrator'],
  // Households and persons on lists: masked; `reveal-people` shows one with a reason.
  'see-lists': [...OFFICERS, 'auditor'],
  'edit-lists': OFFICERS,
  'export-lists': STEERING,
  'decide-rows': OFFICERS,
  'post-list': OFFICERS,
  'keep-templates': STEERING,
  'draw-sample': [...STEERING, 'auditor'],
  // Goods and money.
  'see-ledger': [...OFFICERS, 'auditor'],
  'keep-ledger': OFFICERS,
  // Payments to accounts, which nobody else reads in full.
  'pay-rows': STEERING,
  'see-faults': [...STEERING, 'auditor', 'ops'],
  'tend-queues': ['administrator', 'ops'],
  'see-workflows': ['administrator', 'ops'],
  'see-metrics': ['administrator', 'ops'],
  'see-audit-log': ['administrator', 'auditor'],
  'manage-accounts': ['administrator'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof MAY;
export const PERMISSIONS = Object.keys(MAY) as Permission[];

/** Permissions of programs: a program has no account, and makes no accounts or tokens. */
export const TOKEN_VERBS: readonly Permission[] = PERMISSIONS.filter(
  (one) => one !== 'own-account' && one !== 'manage-accounts',
);

/**
 * Permissions about the whole installation: they cannot be limited to a region, so accounts with a region do not have
 * them.
 */
export const NATIONAL: readonly Permission[] = ['tend-queues', 'see-metrics'];

/** @returns whether a role is allowed to do this, somewhere. */
export const may = (role: Role, permission: Permission): boolean => MAY[permission].some((allowed) => allowed === role);

/**
 * @returns the region that a decision changes, which must lie within the region of the deciding account. A return
 *   changes the unit, a change of dates its area, and any other decision the whole campaign.
 */
export function steeredRegion(verb: SteeringVerb, target: SteeringTarget, scope: string): string {
  if (verb === 'return') return target.unit ?? scope;
  if (verb === 'remind' || verb === 'extend' || verb === 'close' || verb === 'reopen') return target.area ?? scope;
  return scope;
}
