import { CONTACT, type DutyWord, dutyOf } from '../../../domain/people/duties';
import type { Say } from '../words';

/** @returns the name of a duty; the register's own words stay unchanged. */
export function dutyName(word: DutyWord, say: Say): string {
  const { role, deputy } = dutyOf(word);
  if (role === CONTACT) return deputy ? say('代理人（B 角）', 'Deputy') : say('联系人（A 角）', 'Contact');
  return deputy ? say(`${role}（B 角）`, `${role}, deputy`) : role;
}
