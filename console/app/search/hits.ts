import type { Permission } from '../../../domain/account/roles';
import { placePath } from '../place/place-link';
import type { Hit } from '../types';
import type { Say } from '../words';

const KINDS: Record<Hit['kind'], readonly [string, string]> = {
  receipt: ['回执', 'Receipt'],
  message: ['消息', 'Message'],
  place: ['地方', 'Place'],
  person: ['联系人', 'Contact'],
  campaign: ['活动', 'Campaign'],
};

export const kindWord = (kind: Hit['kind'], say: Say): string => say(...KINDS[kind]);

/** @returns the page that shows it */
export function pathOf({ kind, place, campaign, message }: Hit, can: (permission: Permission) => boolean): string {
  if (message !== null) return `/messages/${message}`;
  if (place === null) return `/campaigns/${campaign ?? ''}`;
  // A person is looked for to be changed, or rung; both are in the register.
  if (kind === 'person' || !can('see-reports')) return `/register?place=${encodeURIComponent(place)}`;
  return placePath(place, campaign);
}
