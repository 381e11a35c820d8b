import { startTracing, traced } from '../../config/tracing';

/**
 * A process that sends one trace and ends. It is separate because the exporter loads node:http in a way that Jest's
 * sandbox refuses.
 */
const tracing = startTracing(process.env);
void traced('climb rung', { attributes: {} }, () => Promise.resolve()).then(() => tracing.close());
