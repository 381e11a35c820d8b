import { Redis } from 'ioredis';

/** Keys of one reply. */
const PAGE = 500;

/** How each type of value is read whole. */
const READ: Readonly<Record<string, (redis: Redis, key: string) => Promise<unknown>>> = {
  string: (redis, key) => redis.get(key),
  hash: (redis, key) => redis.hgetall(key),
  list: (redis, key) => redis.lrange(key, 0, -1),
  set: (redis, key) => redis.smembers(key),
  zset: (redis, key) => redis.zrange(key, '0', '-1'),
  stream: (redis, key) => redis.xrange(key, '-', '+'),
};

/**
 * Reads every key that begins with the prefix, with its value.
 * @throws Error for a type of value that it cannot read: what is not read is not proved to be clean
 */
export async function* keptByRedis({
  url,
  prefix,
}: {
  url: string;
  prefix: string;
}): AsyncGenerator<{ where: string; text: string }> {
  const redis = new Redis(url, { maxRetriesPerRequest: 1 });
  try {
    for await (const keys of redis.scanStream({ match: `${prefix}*`, count: PAGE }) as AsyncIterable<string[]>)
      for (const key of keys) {
        const type = await redis.type(key);
        // A job may have ended meanwhile.
        if (type === 'none') continue;
        const read = READ[type];
        if (!read) throw new Error(`Redis keeps a ${type} at ${key}, which the audit cannot read`);
        yield { where: key, text: `${key}\n${JSON.stringify(await read(redis, key))}` };
      }
  } finally {
    redis.disconnect();
  }
}
