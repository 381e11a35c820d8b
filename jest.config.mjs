// One project per layer: `pure` needs no server.
const layer = (displayName, extra = {}) => ({
  displayName,
  testMatch: [`<rootDir>/test/${displayName}/**/*.test.ts`],
  transform: { '^.+\\.(ts|mjs|js)$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }] },
  testEnvironment: '<rootDir>/test/support/jest/one-realm.cjs',
  runtime: '<rootDir>/test/support/jest/shared-packages.cjs',
  moduleFileExtensions: ['ts', 'mjs', 'js', 'json', 'node'],
  ...extra,
});

/** Services stand before the first test of such a layer begins, unless the environment has addresses of some. */
const servedLayer = (displayName) =>
  layer(displayName, {
    globalSetup: '<rootDir>/test/support/jest/services.cjs',
    globalTeardown: '<rootDir>/test/support/jest/end-services.cjs',
  });

export default {
  testTimeout: 60_000,
  // More than the two cores of a small machine: much of a test is waiting for a server. `npm run test:all` has one
  // less, because a whole season needs a core by itself.
  maxWorkers: 4,
  // A worker that has nothing left to do still frees its memory: up to 1 s measured, beside other work. What holds a
  // worker longer than this is a leak, and Jest says so.
  workerGracefulExitTimeout: 5000,
  testSequencer: '<rootDir>/test/support/longest-first.mjs',
  projects: [
    layer('pure'),
    servedLayer('store'),
    servedLayer('delivery'),
    servedLayer('console'),
    servedLayer('security'),
    servedLayer('workflow'),
    servedLayer('e2e'),
    // Commands as processes of their own, whole seasons, killed servers: minutes each. `npm run test:all` runs them
    // too, `npm test` does not.
    servedLayer('commands'),
    servedLayer('rehearsal'),
    servedLayer('chaos'),
  ],
};
