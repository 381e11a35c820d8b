import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net';

/** A proxy that keeps its address while the server behind it restarts at another one. */
export interface Gate {
  port: number;
  leadTo(port: number): void;
  stop(): Promise<void>;
}

/** @param port of the server that it leads to first */
export async function openGate(port: number): Promise<Gate> {
  let behind = port;
  const sockets = new Set<Socket>();
  const server = createServer((visitor) => {
    const inside = createConnection(behind, '127.0.0.1');
    for (const [one, other] of [
      [visitor, inside],
      [inside, visitor],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    leadTo(next) {
      behind = next;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
