/**
 * Loaded before everything else of a process: from then on its clock is wrong by CHAOS_CLOCK_BY_MS. That is the clock
 * of JavaScript; Temporal's native core and other processes keep the right time.
 */
const byMs = Number(process.env.CHAOS_CLOCK_BY_MS ?? 0);
const Right = Date;
const now = (): number => Right.now() + byMs;

if (byMs !== 0)
  globalThis.Date = new Proxy(Right, {
    construct: (target, given, made) => Reflect.construct(target, given.length === 0 ? [now()] : given, made),
    apply: () => new Right(now()).toString(),
    get: (target, name, receiver) => (name === 'now' ? now : Reflect.get(target, name, receiver)),
  });
