import { z } from 'zod';

/** The servers that a process uses. */
export const SERVERS = {
  TEMPORAL_ADDRESS: z.string().min(1).describe('host:port of the Temporal frontend'),
  TEMPORAL_NAMESPACE: z.string().default('default').describe('namespace in Temporal'),
  TASK_QUEUE: z.string().default('nuandong').describe('Temporal task queue of the workflows and activities'),
  BUILD_ID: z
    .string()
    .regex(/^[\w.+-]{1,100}$/, 'letters, digits and . + - _, at most 100')
    .optional()
    .describe('name of the workflow code; made of the release and a digest of the code when left out'),
  PAYLOAD_KEY: z
    .string()
    .regex(/^[^,]{32,}(,[^,]{32,})*$/, 'each key has at least 32 characters, and no comma')
    .optional()
    .describe('encrypts what Temporal stores of workflows; several with commas: the first writes, all of them read'),
  REDIS_URL: z.url().describe('redis://host:port'),
  QUEUE_PREFIX: z.string().default('nuandong').describe('prefix of all keys in Redis'),
  DATABASE_URL: z.url().describe('postgres://user:password@host:port/database'),
  DATABASE_OWNER_URL: z
    .url()
    .optional()
    .describe('the same database for the role that owns the tables: `services prepare` needs it, no other process'),
  TEMPORAL_DATABASE_URL: z
    .url()
    .optional()
    .describe("whom Temporal's server works as, for `services prepare`: postgres://role:password@host"),
};
