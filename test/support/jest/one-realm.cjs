// The test environment of every layer: a test file runs in the realm of Node.js itself, not in a context of its own.
// So packages can be loaded once for a worker (shared-packages.cjs), and an `instanceof` means the same on both sides.
const vm = require('node:vm');
const { LegacyFakeTimers, ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');

const thisRealm = Object.freeze({});
const compileFunction = vm.compileFunction;
const compiled = new Map();

// Jest compiles each file for the context of its environment. Without one Node.js compiles for its own, and what is
// compiled once serves all test files of a worker: only its execution is theirs.
vm.compileFunction = (source, parameters, options) => {
  if (options?.parsingContext !== thisRealm) return compileFunction(source, parameters, options);
  const key = `${options.filename}\n${parameters.join()}`;
  const kept = compiled.get(key);
  if (kept?.source === source) return kept.run;
  const { parsingContext: _realm, ...here } = options;
  const run = compileFunction(source, parameters, here);
  compiled.set(key, { source, run });
  return run;
};

module.exports = class OneRealm {
  constructor({ projectConfig }) {
    this.global = globalThis;
    this.environment = { ...process.env };
    this.moduleMocker = new ModuleMocker(globalThis);
    this.fakeTimers = new LegacyFakeTimers({
      config: projectConfig,
      global: globalThis,
      moduleMocker: this.moduleMocker,
      timerConfig: { idToRef: (id) => id, refToId: (timer) => timer },
    });
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
  }

  async setup() {}

  /** What a test file leaves in the settings of the process must not reach the next file of the same worker. */
  async teardown() {
    this.fakeTimers.dispose();
    this.fakeTimersModern.dispose();
    for (const name of Object.keys(process.env)) if (!(name in this.environment)) delete process.env[name];
    Object.assign(process.env, this.environment);
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return thisRealm;
  }
};
