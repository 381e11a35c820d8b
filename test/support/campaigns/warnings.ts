import type { Warning } from '../../../domain/warning/feed/warning';

/** A cold-wave warning for Qiubei of 1 December 2026, 08:00 in China; anything can be replaced. */
export const warning = (changes: Partial<Warning> = {}): Warning => {
  const { identifier = 'A', sentAt = '2026-12-01T08:00:00+08:00' } = changes;
  return {
    source: 'cap',
    identifier,
    event: identifier,
    messageType: 'alert',
    status: 'actual',
    hazard: 'cold-wave',
    hazardName: '寒潮',
    colour: 'blue',
    severity: 'minor',
    headline: '丘北县气象台发布寒潮蓝色预警',
    issuer: '丘北县气象台',
    areas: [{ code: '532626', name: '丘北县' }],
    sentAt,
    effectiveAt: sentAt,
    onsetAt: sentAt,
    endsAt: null,
    expiresAt: null,
    supersedes: [],
    ...changes,
  };
};

/** An instant that many hours after 1 December 2026, 08:00 in China. */
export const hours = (count: number): string =>
  new Date(Date.parse('2026-12-01T00:00:00Z') + count * 3_600_000).toISOString();
