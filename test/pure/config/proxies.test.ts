import { trustedProxies } from '../../../config/proxies';

test.each([
  ['192.0.2.10', ['192.0.2.10']],
  ['192.0.2.10, 2001:db8::1', ['192.0.2.10', '2001:db8::1']],
  ['loopback', ['loopback']],
])('M5: %s are proxies that are believed', (text, trusted) => {
  expect(trustedProxies(text)).toEqual(trusted);
});

test.each(['uniquelocal', 'linklocal', '10.0.0.0/8', '0.0.0.0/0', '0', '99', 'gateway', ','])(
  'M5: %s would believe clients, or is no address',
  (text) => {
    expect(() => trustedProxies(text)).toThrow();
  },
);

test('M5: of a number of proxies only so many are believed', () => {
  const trusted = trustedProxies('1');
  expect(typeof trusted === 'function' && [0, 1].map((hop) => trusted('10.0.0.9', hop))).toEqual([true, false]);
});
