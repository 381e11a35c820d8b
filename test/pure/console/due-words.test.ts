import { dueInWords } from '../../../console/village/due-words';
import { byUrgency } from '../../../domain/round/urgency';
import { shanghai } from '../../support/campaigns/tiny';

const said = (due: string, now: string) =>
  dueInWords(shanghai(due), shanghai(now), { zone: 'Asia/Shanghai', language: 'zh-CN' });

describe('when something is due, in words', () => {
  it.each([
    ['12-02 18:00', '12-02 10:00', '今天 18:00 前'],
    ['12-03 00:00', '12-02 10:00', '今天 24:00 前'],
    ['12-03 18:00', '12-02 10:00', '明天 18:00 前'],
    ['12-04 00:00', '12-02 23:30', '明天 24:00 前'],
    ['12-04 18:00', '12-02 10:00', '还有 2 天'],
    ['12-02 10:25', '12-02 10:00', '还有 25 分钟'],
    ['12-02 10:00', '12-02 10:00', '刚到时限'],
    ['12-02 10:00', '12-02 10:20', '已逾期 20 分钟'],
    ['12-02 10:00', '12-02 15:10', '已逾期 5 小时'],
    ['12-02 18:00', '12-03 09:00', '已逾期 1 天'],
    ['12-03 00:00', '12-03 09:00', '已逾期 1 天'],
    ['12-02 18:00', '12-05 09:00', '已逾期 3 天'],
  ])('due %s, now %s: %s', (due, now, words) => {
    expect(said(due, now)).toBe(words);
  });
});

test('what is owed comes before what is done, and what is due first before the rest', () => {
  const task = (name: string, due: string, reported = false) => ({
    name,
    dueAt: shanghai(due),
    locksAt: shanghai('12-09 18:00'),
    reported,
  });
  const sorted = [task('done', '12-01 18:00', true), task('later', '12-05 18:00'), task('overdue', '12-02 18:00')].sort(
    byUrgency,
  );
  expect(sorted.map(({ name }) => name)).toEqual(['overdue', 'later', 'done']);
});
