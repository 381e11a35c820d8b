import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configuration, ROLES, type RolePorts } from '../../../services/temporal-on-postgres/configuration';
import { temporalStoreOf } from '../../../services/temporal-on-postgres/store';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'temporal-store-'));
});
afterEach(() => rmSync(home, { recursive: true }));

test('a folder keeps the store of its first start, and refuses another', () => {
  expect(temporalStoreOf(home, undefined)).toBe('sqlite');
  expect(temporalStoreOf(home, 'postgres')).toBe('postgres');
  expect(temporalStoreOf(home, undefined)).toBe('postgres');
  expect(() => temporalStoreOf(home, 'sqlite')).toThrow(/Temporal on postgres.*NUANDONG_HOME/);
});

test('a folder of the development server stays with it', () => {
  mkdirSync(join(home, 'temporal'));
  writeFileSync(join(home, 'temporal', 'temporal.db'), '');
  expect(temporalStoreOf(home, undefined)).toBe('sqlite');
  expect(() => temporalStoreOf(home, 'postgres')).toThrow(/Temporal on sqlite/);
});

test('a store that there is not is named', () => {
  expect(() => temporalStoreOf(home, 'mysql')).toThrow(/sqlite or postgres/);
});

test('the server of production gets its roles, its role in Postgres, and the password as it is', () => {
  const ports = Object.fromEntries(ROLES.map((role, at) => [role, { grpc: 7000 + at, ring: 6000 + at }])) as RolePorts;
  const server = 'postgres://temporal:a%2Fb@127.0.0.1:15432';
  const made = JSON.parse(configuration({ server, ports, changes: '/changes.yaml' }));
  expect(made.persistence.datastores.works.sql).toMatchObject({
    databaseName: 'temporal',
    connectAddr: '127.0.0.1:15432',
    user: 'temporal',
    password: 'a/b',
  });
  expect(made.services.history.rpc).toEqual({ grpcPort: 7001, membershipPort: 6001, bindOnLocalHost: true });
  expect(made.publicClient.hostPort).toBe('127.0.0.1:7000');
});
