/** Long enough for a loaded machine; a condition that holds sooner is seen sooner. */
const PATIENCE_MS = 30_000;
const LOOK_EVERY_MS = 50;

/** Waits until the expectation holds. @throws its last error, when it does not hold in time. */
export async function eventually<T>(expectation: () => Promise<T> | T, patienceMs = PATIENCE_MS): Promise<T> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    try {
      return await expectation();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }
}
