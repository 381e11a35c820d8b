import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Queue } from 'bullmq';
import type { FastifyBaseLogger, FastifyInstance, FastifyTypeProvider, RawServerDefault } from 'fastify';
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { CampaignClient } from '../../client/campaigns';
import type { Env } from '../../config/env';
import type { Feed } from '../../config/feeds';
import type { Pace } from '../../delivery/engine/pace';
import type { SmsHook } from '../../delivery/inbound/hooks';
import type { Sql } from '../../store/db/db';
import type { Rehearsals } from '../api/rehearsal/rehearsals';

/** What the console needs of the one module that talks to Temporal. */
export type ConsoleClient = Pick<CampaignClient, 'start' | 'steer' | 'answerWarnings' | 'reportArrived' | 'ping'>;

export interface ConsoleDependencies {
  env: Env;
  sql: Sql;
  client: ConsoleClient;
  /** Feeds that may push by their id; each format may push by its name all the same. */
  feeds?: readonly Feed[];
  /** The outbox, for the queue board and the health of Redis. */
  queues?: readonly Queue[];
  /** Where SMS platforms push to. */
  hooks?: readonly SmsHook[];
  /** Null, or left out, where nothing can be rehearsed. */
  rehearsals?: Rehearsals | null;
  /** What Postgres tells; null, or left out, where it is only looked at. */
  hear?: Pace['hear'] | null;
  log?: Logger;
}

/** The same with everything filled in: what routes are given. */
export type Console = Required<ConsoleDependencies>;

/** Types of requests and answers come from their Zod schemas. */
export interface ZodTypes extends FastifyTypeProvider {
  validator: this['schema'] extends z.ZodType ? z.output<this['schema']> : unknown;
  serializer: this['schema'] extends z.ZodType ? z.input<this['schema']> : unknown;
}

export type App = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger, ZodTypes>;
