import { needsRegion, ROLES, type Role } from './roles';

/** The role and region that a value of the provider's claim gives. */
export interface RoleGiven {
  role: Role;
  /** Code of the highest visible region; null means everything. */
  region: string | null;
}

/** Which claim of the identity provider decides about roles, and how; the first rule that fits counts. */
export interface RoleClaims {
  claim: string;
  rules: (RoleGiven & { value: string })[];
}

/**
 * Reads `<claim>: <value>=<role>[@<region>], …`, for example `groups: relief-532626=county-officer@532626, it=ops`.
 * @throws Error that says which rule is wrong
 */
export function readRoleClaims(text: string): RoleClaims {
  const [, claim, rules] = /^\s*([\w:/.-]*\w)\s*:\s(.+)$/s.exec(text) ?? [];
  if (!claim || !rules) throw new Error('write "<claim>: <value>=<role>[@<region>], …"');
  return { claim, rules: rules.split(',').map((rule) => readRule(rule.trim())) };
}

function readRule(rule: string): RoleClaims['rules'][number] {
  const [, value = '', named, region = null] = /^([^=]+)=([a-z-]+)(?:@(\w+))?$/.exec(rule) ?? [];
  const role = ROLES.find((one) => one === named);
  if (!role) throw new Error(`"${rule}" is not <value>=<role>[@<region>]; roles are ${ROLES.join(', ')}`);
  if (needsRegion(role) && !region) throw new Error(`"${rule}" gives everything: write ${value}=${role}@<region>`);
  return { value: value.trim(), role, region: region ?? null };
}

/** @returns what the claims of a user give, by the first rule that fits; null when none does. */
export function roleByClaims(
  { claim, rules }: RoleClaims,
  claims: Readonly<Record<string, unknown>>,
): RoleGiven | null {
  const held = [claims[claim]].flat();
  const rule = rules.find(({ value }) => held.includes(value));
  return rule ? { role: rule.role, region: rule.region } : null;
}
