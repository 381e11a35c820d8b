import dayjs from 'dayjs';
import { instantIn, wallIn } from '../../../console/app/picked-time';
import { showDeadline, showTime } from '../../../console/app/when';

const EIGHT_IN_URUMQI = '2026-12-03T02:00:00.000Z';

test('what belongs to a campaign is shown by its clocks, and what belongs to none says whose clocks it is shown by', () => {
  expect(showTime(EIGHT_IN_URUMQI, 'Asia/Shanghai', 'en')).toBe('Thu 3 Dec, 10:00');
  expect(showTime(EIGHT_IN_URUMQI, 'Asia/Urumqi', 'en')).toBe('Thu 3 Dec, 08:00');
  const own = showTime(EIGHT_IN_URUMQI, null, 'en');
  expect(own).toMatch(/^\w{3} \d Dec, \d\d:\d\d( \([A-Z][\w+:-]*\))?$/);
  // The reader's zone goes without saying where its clocks say the same.
  expect(own.includes('(')).toBe(!own.startsWith('Thu 3 Dec, 10:00'));
  expect(showDeadline('2026-12-03T16:00:00.000Z', 'Asia/Shanghai', 'en')).toBe('Thu 3 Dec, 24:00');
});

test('what is picked is meant by the clocks of the campaign, whatever those of the reader say', () => {
  const picked = dayjs('2026-12-04 09:00');
  expect(instantIn(picked, 'Asia/Shanghai')).toBe('2026-12-04T01:00:00.000Z');
  expect(instantIn(picked, 'America/New_York')).toBe('2026-12-04T14:00:00.000Z');
  expect(wallIn('2026-12-04T01:00:00.000Z', 'Asia/Shanghai').isSame(picked)).toBe(true);
});
