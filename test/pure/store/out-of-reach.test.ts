import { isOutOfReach } from '../../../store/db/out-of-reach';

const failed = (code: string) => isOutOfReach(Object.assign(new Error('failed'), { code }));

test('a full disk, a server that ends and a lost connection may be asked again; a wrong statement may not', () => {
  expect(['53100', '57P01', '57P03', '58030', '08006', 'CONNECTION_CLOSED', 'ECONNREFUSED'].map(failed)).not.toContain(
    false,
  );
  expect(['22021', '23505', '40001', '42601', '57014', 'ENOENT'].map(failed)).not.toContain(true);
  expect([new Error('53100'), null, { code: '53100' }].map(isOutOfReach)).not.toContain(true);
});
