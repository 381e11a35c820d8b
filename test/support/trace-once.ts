import { startTracing, traced } from '../../config/tracing';

/** A process that traces one thing and ends. The exporter loads node:http in a way that Jest's sandbox refuses. */
const tracing = startTracing(process.env);
void traced('climb rung', { attributes: {} }, () => Promise.resolve()).then(() => tracing.close());
