import { z } from 'zod';

/** Log, health, metrics and traces of a process. */
export const PROCESS = {
  HEALTH_PORT: z.coerce
    .number()
    .int()
    .positive()
    .optional()
    .describe('port on this machine that tells whether a process works'),
  METRICS_PORT: z.coerce
    .number()
    .int()
    .positive()
    .optional()
    .describe('port on which a worker answers Prometheus, without a token; let nothing else reach it'),
  REPORTS_DIR: z.string().default('.nuandong/reports').describe('folder that reports of campaigns are kept in'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('least level of what is logged'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .string()
    .optional()
    .describe('collector that traces are sent to (OTLP over HTTP); nothing is traced when left out'),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: z.string().optional().describe('the same for traces alone, with the whole path'),
};
