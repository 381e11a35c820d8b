import { type Attributes, context, ROOT_CONTEXT, SpanStatusCode, trace } from '@opentelemetry/api';
import type { SpanProcessor } from '@opentelemetry/sdk-trace-node';
import type { Env } from './env';

const tracer = () => trace.getTracer('nuandong');

/**
 * Sends traces to the collector at OTEL_EXPORTER_OTLP_ENDPOINT; without it, does nothing. The exporter reads the
 * standard's own settings by itself, this address included. A trace begins when a round climbs a rung, and ends with
 * the providers' answers.
 * @param to receives the spans instead, for tests
 * @returns a function that sends the remaining spans and ends
 */
export async function startTracing(
  env: Partial<Pick<Env, 'OTEL_EXPORTER_OTLP_ENDPOINT' | 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'>>,
  to?: SpanProcessor,
): Promise<{ close(): Promise<void> }> {
  if (!to && !env.OTEL_EXPORTER_OTLP_ENDPOINT && !env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT)
    return { close: () => Promise.resolve() };
  // Its packages take 20 MB of a process, and few installations have a collector.
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  const { BatchSpanProcessor, NodeTracerProvider } = await import('@opentelemetry/sdk-trace-node');
  const provider = new NodeTracerProvider({ spanProcessors: [to ?? new BatchSpanProcessor(new OTLPTraceExporter())] });
  provider.register();
  return {
    async close() {
      // A missing collector must not keep the process from ending.
      await provider.shutdown().catch(() => {});
      trace.disable();
      context.disable();
    },
  };
}

interface Traced {
  /** W3C trace context that the span continues; left out, the span begins a new trace. */
  parent?: string | null;
  /** Ids, codes and counts only: traces leave our servers. */
  attributes: Attributes;
}

/** Runs `work` within a span. It marks a failure, without the error's message, which could quote a person. */
export function traced<T>(name: string, { parent, attributes }: Traced, work: () => Promise<T>): Promise<T> {
  return tracer().startActiveSpan(name, { attributes }, contextOf(parent), async (span) => {
    try {
      return await work();
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'Error' });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Adds attributes to the running span, if any. */
export const annotate = (attributes: Attributes): void => void trace.getActiveSpan()?.setAttributes(attributes);

/** @returns the running span as a W3C `traceparent`, to store with a row; null without tracing */
export function traceparent(): string | null {
  const span = trace.getActiveSpan()?.spanContext();
  if (!span) return null;
  return `00-${span.traceId}-${span.spanId}-${span.traceFlags.toString(16).padStart(2, '0')}`;
}

const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

function contextOf(parent: string | null | undefined) {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(parent ?? '') ?? [];
  if (!traceId || !spanId || !flags) return ROOT_CONTEXT;
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId,
    spanId,
    traceFlags: Number.parseInt(flags, 16),
    isRemote: true,
  });
}
