import { EventEmitter, once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { Transform } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * How a network behaves.
 * open   as it should
 * cut    what is open breaks, and nobody is let in
 * stall  nothing comes through, and nobody is told; it comes once the network behaves differently
 * slow   each piece comes so many ms late, both ways
 */
export type Manner = { is: 'open' } | { is: 'cut' } | { is: 'stall' } | { is: 'slow'; ms: number };

/** A proxy that keeps its address while the servers behind it restart at others. */
export interface Gate {
  port: number;
  /** Several take turns; one that refuses is passed over. */
  leadTo(...ports: number[]): void;
  behave(manner: Manner): void;
  stop(): Promise<void>;
}

/** @param ports of the servers that it leads to first */
export async function openGate(...ports: number[]): Promise<Gate> {
  let behind = ports;
  let manner: Manner = { is: 'open' };
  let visits = 0;
  const changes = new EventEmitter().setMaxListeners(0);
  const sockets = new Set<Socket>();

  async function passage(): Promise<void> {
    while (manner.is === 'stall') await once(changes, 'change');
    if (manner.is === 'slow') await pause(manner.ms);
  }

  const network = () =>
    new Transform({
      transform(piece, _, done) {
        if (manner.is === 'open') done(null, piece);
        else void passage().then(() => done(null, piece));
      },
    });

  function join(one: Socket, other: Socket): void {
    one.on('error', () => other.destroy());
    one.on('close', () => other.destroy());
    one.pipe(network()).pipe(other);
  }

  function keep(socket: Socket): Socket {
    sockets.add(socket);
    // Whoever breaks off meanwhile is of no interest.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    return socket;
  }

  async function letIn(visitor: Socket): Promise<void> {
    await passage();
    visits += 1;
    for (const nth of behind.keys()) {
      const inside = await reached(behind[(visits + nth) % behind.length]);
      if (inside === null) continue;
      keep(inside);
      if (visitor.destroyed || manner.is === 'cut') inside.destroy();
      join(visitor, inside);
      join(inside, visitor);
      return;
    }
    visitor.destroy();
  }

  const server = createServer((visitor) => {
    keep(visitor);
    if (manner.is === 'cut') visitor.destroy();
    else void letIn(visitor);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const breakAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    leadTo(...next) {
      behind = next;
    },
    behave(next) {
      manner = next;
      if (next.is === 'cut') breakAll();
      changes.emit('change');
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        breakAll();
      }),
  };
}

/** @returns a connection, or null where nobody answers */
function reached(port: number | undefined): Promise<Socket | null> {
  return new Promise((resolve) => {
    if (port === undefined) return resolve(null);
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(socket));
    socket.once('error', () => resolve(null));
  });
}
