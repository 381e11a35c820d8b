import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { standingStill } from '../config/loops/pulse';

export interface Health {
  port: number;
  close(): Promise<void>;
}

/**
 * Answers, on this machine only, whether the process works: its event loop responds, and none of its loops stands
 * still. It asks no other service: a worker without its database is not ill, and a restart would not help. `nuandong
 * doctor` and the list of faults show what is wrong with the whole (docs/operate.md).
 * @param ill returns further faults of the process, in a word each; none when it is well
 */
export async function startHealth({ port, ill }: { port: number; ill: () => string[] }): Promise<Health> {
  const server = createServer((_, response) => {
    const wrong = [...standingStill(), ...ill()];
    response.writeHead(wrong.length > 0 ? 503 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ status: wrong.length > 0 ? 'ill' : 'ok', wrong }));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
