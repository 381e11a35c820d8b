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

/** The part of the Temporal client that the console needs. */
export type ConsoleClient = Pick<
  CampaignClient,
  | 'start'
  | 'steer'
  | 'answerWarnings'
  | 'startCases'
  | 'caseAnswered'
  | 'startPosting'
  | 'postingsChanged'
  | 'reportArrived'
  | 'readable'
  | 'ping'
>;

export interface ConsoleDependencies {
  env: Env;
  sql: Sql;
  /** For requests of phones, which come by the thousand; the same as `sql` when left out. */
  phones?: Sql;
  client: ConsoleClient;
  /** Feeds that may push under their id; each format may also push under its name. */
  feeds?: readonly Feed[];
  /** The outbox, for the queue board and the health of Redis. */
  queues?: readonly Queue[];
  /** Hooks to which SMS platforms push. */
  hooks?: readonly SmsHook[];
  /** Null, or left out, where nothing can be rehearsed. */
  rehearsals?: Rehearsals | null;
  /** Listens to Postgres; null, or left out, where the console only polls it. */
  hear?: Pace['hear'] | null;
  log?: Logger;
}

/** The same with everything filled in, as routes get it. */
export type Console = Required<ConsoleDependencies>;

/** Types of requests and answers come from their Zod schemas. */
export interface ZodTypes extends FastifyTypeProvider {
  validator: this['schema'] extends z.ZodType ? z.output<this['schema']> : unknown;
  serializer: this['schema'] extends z.ZodType ? z.input<this['schema']> : unknown;
}

export type App = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger, ZodTypes>;
