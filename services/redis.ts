import { mkdirSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import type { Ground } from './ground';
import { obtainPackages, PACKAGES } from './packages';

/**
 * Starts a Redis of our own: it holds jobs that are due, so it may neither lose nor evict any.
 * @returns its address
 */
export async function startRedis(ground: Ground): Promise<string> {
  const server = await redisServer(ground);
  const port = await ground.pickPort('redis');
  const folder = join(ground.home, 'redis');
  mkdirSync(folder, { recursive: true });
  const url = `redis://127.0.0.1:${port}`;
  await ground.children.start({
    name: 'redis',
    command: server,
    args: [
      ...['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--daemonize', 'no'],
      ...['--appendonly', ground.temporary ? 'no' : 'yes', '--maxmemory-policy', 'noeviction'],
    ],
    stopSignal: 'SIGTERM',
    answers: () => redisAnswers(url),
  });
  return url;
}

/** @returns the server program: from PATH, else from the system's package, where we may install it. */
async function redisServer({ log, signal }: Ground): Promise<string> {
  await obtainPackages(['redis-server'], { log, signal });
  const program = PACKAGES['redis-server'].find();
  if (program) return program;
  throw new Error(
    'Redis is missing. Either install it (Debian and Ubuntu: `sudo apt install redis-server`; macOS: `brew install redis`), ' +
      'or set REDIS_URL to one that runs (redis://host:port), or use `docker compose up`, which brings its own.',
  );
}

/** A load balancer that takes the connection and says nothing is no Redis. */
const ANSWER_MS = 3_000;

/** @returns whether a Redis answers there; one that asks for a password first also counts. */
export function redisAnswers(url: string): Promise<boolean> {
  const { hostname, port, protocol } = new URL(url);
  // A plain-text question does not work with a TLS server, so an open port counts as an answer.
  const plain = protocol === 'redis:';
  return new Promise((resolve) => {
    const socket = createConnection({ host: hostname, port: Number(port || 6379), timeout: ANSWER_MS });
    const settle = (answered: boolean) => {
      socket.destroy();
      resolve(answered);
    };
    socket.once('connect', () => (plain ? socket.write('PING\r\n') : settle(true)));
    socket.once('data', (reply) => settle(/^(\+PONG|-NOAUTH)/.test(reply.toString())));
    for (const event of ['error', 'timeout', 'close'] as const) socket.once(event, () => settle(false));
  });
}
