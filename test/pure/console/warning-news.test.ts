import { newsOf } from '../../../console/app/warning/watch/news';

const at = (ref: string, dueAt: string | null, now = '2026-12-03T08:00:00.000Z') => ({ ref, dueAt, now });
const BEFORE = '2026-12-03T07:59:59.000Z';
const AFTER = '2026-12-03T08:00:01.000Z';

it('tells of a new warning once, of a clock that has run out once, and of nothing that was there at first', () => {
  const first = newsOf(null, [at('1', AFTER), at('2', BEFORE)]);
  expect([first.fresh, first.late]).toEqual([[], []]);
  const second = newsOf(first.seen, [at('1', BEFORE), at('2', BEFORE), at('3', BEFORE), at('4', null)]);
  expect(second.fresh.map(({ ref }) => ref)).toEqual(['3', '4']);
  expect(second.late.map(({ ref }) => ref)).toEqual(['1']);
  const third = newsOf(second.seen, [at('1', BEFORE), at('3', BEFORE), at('4', null)]);
  expect([third.fresh, third.late]).toEqual([[], []]);
  // It is over, and begins anew.
  expect(newsOf(newsOf(third.seen, []).seen, [at('1', AFTER)]).fresh.map(({ ref }) => ref)).toEqual(['1']);
});
