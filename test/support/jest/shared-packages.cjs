// The module loader of every layer. The project's own files are executed anew for each test file; packages once for a
// worker, as Node.js loads them. To load them anew took half of what a small test file costs.
const { createRequire } = require('node:module');
const Runtime = require('jest-runtime').default;

/** These keep one object for a process, which the project sets up when it is loaded: each test file has its own. */
const OWN = /^(@temporalio\/(worker|core-bridge|testing)|@opentelemetry\/.+|prom-client|smpp)(\/|$)/;
/** Files by their path, and what Jest itself provides. */
const NOT_A_PACKAGE = /^([./]|@jest\/globals$)/;

module.exports = class SharedPackages extends Runtime {
  /** @returns what the module exports; `from` is the file that requires it. */
  requireModuleOrMock(from, name) {
    const isShared = !NOT_A_PACKAGE.test(name) && !OWN.test(name);
    return isShared ? createRequire(from)(name) : super.requireModuleOrMock(from, name);
  }
};
