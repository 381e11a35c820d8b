import { placeOf, SIGN_IN, waitAfter } from '../../../domain/account/slowing';

test('M6: the wait doubles from the first failure that is not free, up to the longest', () => {
  const { loginHere } = SIGN_IN;
  expect([0, 4, 5, 6, 7, 12, 200].map((failures) => waitAfter(failures, loginHere))).toEqual([0, 0, 2, 4, 8, 256, 300]);
});

test.each([
  ['198.51.100.7', '198.51.100.7'],
  ['::ffff:198.51.100.7', '198.51.100.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:db8::9', '2001:db8:0:0::/64'],
  ['2001:0db8:0001:0002::9', '2001:db8:1:2::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
])('M6: the place of %s is %s', (address, place) => {
  expect(placeOf(address)).toBe(place);
});
