import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { annotate, startTracing, traced, traceparent } from '../../../config/tracing';

const spans = new InMemorySpanExporter();
let tracing: { close(): Promise<void> };

beforeAll(async () => {
  tracing = await startTracing({}, new SimpleSpanProcessor(spans));
});
afterEach(() => spans.reset());
afterAll(() => tracing.close());

test('what is sent later belongs to the trace of the rung that wrote it', async () => {
  const parent = await traced('climb rung', { attributes: { rung: 'due' } }, () => Promise.resolve(traceparent()));
  await traced('send message', { parent, attributes: { channel: 'sms' } }, () =>
    Promise.resolve(annotate({ state: 'accepted' })),
  );
  const [climbed, sent] = spans.getFinishedSpans();
  expect(sent?.spanContext().traceId).toBe(climbed?.spanContext().traceId);
  expect(sent?.parentSpanContext?.spanId).toBe(climbed?.spanContext().spanId);
  expect(sent?.attributes).toEqual({ channel: 'sms', state: 'accepted' });
});

test('a failure is marked without the words of its error, which could quote a number', async () => {
  const failing = traced('send message', { attributes: {} }, () => Promise.reject(new TypeError('to 19900000001')));
  await expect(failing).rejects.toThrow();
  const [span] = spans.getFinishedSpans();
  expect(JSON.stringify([span?.status, span?.events])).toBe('[{"code":2,"message":"TypeError"},[]]');
});

test('a trace context that is none begins a trace of its own', async () => {
  await traced('send message', { parent: 'nonsense', attributes: {} }, () => Promise.resolve());
  expect(spans.getFinishedSpans()[0]?.parentSpanContext).toBeUndefined();
});

test('without a collector nothing is traced', async () => {
  const none = await startTracing({});
  await none.close();
  await tracing.close();
  expect(await traced('climb rung', { attributes: {} }, () => Promise.resolve(traceparent()))).toBeNull();
});

test('a collector gets the spans over HTTP, the last ones when the process ends', async () => {
  const paths: string[] = [];
  const collector = createServer((request, response) => {
    paths.push(request.url ?? '');
    request.resume().on('end', () => response.end('{}'));
  });
  await new Promise<void>((resolve) => {
    collector.listen(0, '127.0.0.1', resolve);
  });
  const { port } = collector.address() as AddressInfo;
  const tracer = spawn(process.execPath, ['--require', 'tsx/cjs', 'test/support/trace-once.ts'], {
    env: { ...process.env, OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` },
    stdio: 'ignore',
  });
  try {
    await once(tracer, 'exit');
    expect(paths).toEqual(['/v1/traces']);
  } finally {
    collector.closeAllConnections();
    collector.close();
  }
});
