import { type Attributes, context, ROOT_CONTEXT, SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { BatchSpanProcessor, NodeTracerProvider, type SpanProcessor } from '@opentelemetry/sdk-trace-node';
import type { Env } from './env';

const tracer = () => trace.getTracer('nuandong');

/**
 * Sends traces to the collector that OTEL_EXPORTER_OTLP_ENDPOINT names; does nothing without one. The exporter reads
 * the standard's own settings by itself, that address among them. A trace begins with a rung that a round climbs and
 * ends with the providers' answers.
 * @param to where spans go instead, for tests
 * @returns ends it; what has not been sent yet is sent first
 */
export function startTracing(
  env: Partial<Pick<Env, 'OTEL_EXPORTER_OTLP_ENDPOINT' | 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'>>,
  to?: SpanProcessor,
): { close(): Promise<void> } {
  if (!to && !env.OTEL_EXPORTER_OTLP_ENDPOINT && !env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT)
    return { close: () => Promise.resolve() };
  const provider = new NodeTracerProvider({ spanProcessors: [to ?? new BatchSpanProcessor(new OTLPTraceExporter())] });
  provider.register();
  return {
    async close() {
      // A collector that is away must not keep the process from ending.
      await provider.shutdown().catch(() => {});
      trace.disable();
      context.disable();
    },
  };
}

interface Traced {
  /** W3C trace context that the span continues; it begins a trace of its own when left out. */
  parent?: string | null;
  /** Ids, codes and counts only: traces leave the house. */
  attributes: Attributes;
}

/** Does something within a span; what fails is marked, without the words of the error, which could quote a person. */
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

/** Adds to the span that is running, if any. */
export const annotate = (attributes: Attributes): void => void trace.getActiveSpan()?.setAttributes(attributes);

/** @returns the running span as a W3C `traceparent`, to be kept with a row; null when nothing is traced */
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
