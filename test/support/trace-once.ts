import { startTracing, traced } from '../../config/tracing';

/**
 * A process that sends one trace and ends. It is separate because the exporter loads node:http in a way that Jest's
 * sandbox refuses.
 */
void (async () => {
  const tracing = await startTracing(process.env);
  await traced('climb rung', { attributes: {} }, () => Promise.resolve());
  await tracing.close();
})();
