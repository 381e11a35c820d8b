import { isTold } from '../../../console/api/progress/live';

const ofMinutes = { changedMs: 600_000, running: true };

describe('news of a campaign', () => {
  it('come at each look that finds a change, while few look on', () => {
    expect(isTold({ ...ofMinutes, differs: true, watchers: 10, toldMs: 500 })).toBe(true);
    expect(isTold({ ...ofMinutes, differs: false, watchers: 10, toldMs: 500 })).toBe(false);
  });

  it('come every four seconds while two hundred look on', () => {
    expect(isTold({ ...ofMinutes, differs: true, watchers: 200, toldMs: 3900 })).toBe(false);
    expect(isTold({ ...ofMinutes, differs: true, watchers: 200, toldMs: 4000 })).toBe(true);
  });

  it('come every five seconds of a running campaign, because messages move unseen', () => {
    expect(isTold({ ...ofMinutes, differs: false, watchers: 1, toldMs: 5000 })).toBe(true);
    expect(isTold({ ...ofMinutes, differs: false, watchers: 1, toldMs: 5000, running: false })).toBe(false);
    expect(isTold({ differs: false, watchers: 1, toldMs: 5000, running: false, changedMs: 44_000 })).toBe(true);
  });
});
