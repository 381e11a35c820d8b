/** Jest calls this after the last test. Without `services.cjs`' own services nothing is ended. */
module.exports = () => globalThis.endServices?.();
