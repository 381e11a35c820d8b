import { boundsOf, happenedIn, periodInFiles, readPeriod, standsAtEnd } from '../../../domain/report/period';

describe('a period', () => {
  it.each([
    ['2027', '2027-01-01', '2027-12-31'],
    ['2027-Q1', '2027-01-01', '2027-03-31'],
    ['2026-Q4', '2026-10-01', '2026-12-31'],
    ['2027-02', '2027-02-01', '2027-02-28'],
    ['2028-02', '2028-02-01', '2028-02-29'],
    ['2026-12', '2026-12-01', '2026-12-31'],
    ['2027-01-05', '2027-01-05', '2027-01-05'],
    ['2027-01-05..2027-02-10', '2027-01-05', '2027-02-10'],
    ['2026-12..2027-02', '2026-12-01', '2027-02-28'],
  ])('%s is from %s to %s', (said, from, to) => {
    expect(readPeriod(said)).toEqual({ from, to });
  });

  it.each([
    '',
    '27',
    '2027-Q5',
    '2027-13',
    '2027-00',
    '2027-02-30',
    '2027-02..2027-01',
    '2027..2028..2029',
    '2027-1',
    '2027 ',
  ])('%p is none', (said) => {
    expect(readPeriod(said)).toBeNull();
  });

  it('lies between two midnights of the zone, and names files', () => {
    const period = { from: '2027-01-01', to: '2027-01-31' };
    expect(boundsOf(period, 'Asia/Shanghai')).toEqual({
      from: '2026-12-31T16:00:00.000Z',
      until: '2027-01-31T16:00:00.000Z',
    });
    expect(periodInFiles(period)).toBe('2027-01-01_2027-01-31');
  });
});

describe('what counts', () => {
  const january = { from: '2026-12-31T16:00:00.000Z', until: '2027-01-31T16:00:00.000Z' };

  it('happened in exactly one of two periods that follow each other', () => {
    const february = { from: january.until, until: '2027-02-28T16:00:00.000Z' };
    expect(happenedIn(january, january.from)).toBe(true);
    expect(happenedIn(january, '2027-01-31T15:59:59.999Z')).toBe(true);
    expect(happenedIn(january, january.until)).toBe(false);
    expect(happenedIn(february, january.until)).toBe(true);
  });

  it('stands at the end when it has begun and has not ended', () => {
    expect(standsAtEnd(january, '2026-11-01T00:00:00.000Z')).toBe(true);
    expect(standsAtEnd(january, '2027-01-02T00:00:00.000Z', '2027-01-03T00:00:00.000Z')).toBe(false);
    expect(standsAtEnd(january, '2027-01-02T00:00:00.000Z', january.until)).toBe(true);
    expect(standsAtEnd(january, january.until)).toBe(false);
  });
});
