import { campaignNote, timeNoted, zoneIn } from '../../../domain/round/temporal-notes';

describe('what ops see in the Temporal UI', () => {
  test('leads back to the console', () => {
    const note = campaignNote('2026-a b', {
      publicUrl: 'https://nd.example.org/',
      zone: 'Asia/Shanghai',
      isStepped: false,
    });
    expect(note).toEqual({
      console: 'https://nd.example.org/console/campaigns/2026-a%20b',
      zone: 'Asia/Shanghai',
      clock: 'real time',
    });
  });

  test('says that the times of a rehearsal are not those of its events', () => {
    const { clock } = campaignNote('r', { publicUrl: 'http://x', zone: 'UTC', isStepped: true });
    expect(clock).toContain('times of events are real');
  });

  test('names the zone of its times', () => {
    expect(timeNoted('2026-12-03T10:00:00.000Z', 'Asia/Shanghai')).toBe('2026-12-03 18:00 Asia/Shanghai');
    expect(timeNoted('2026-12-03T10:00:00.000Z', zoneIn({}))).toBe('2026-12-03 10:00 UTC');
    expect(zoneIn({ zone: 'Asia/Shanghai' })).toBe('Asia/Shanghai');
  });
});
