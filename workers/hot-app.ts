import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { ROOT } from '../config/root';

/** All that is not a page of the app; a page of it begins with /console/. */
const ANYTHING_ELSE = '^/(?!console/)';

/**
 * Serves the administrators' app from its sources, for development: a page that shows what has changed is told so and
 * loads it. Everything else is the console's, which is asked through this address.
 * @param port where to listen, on this machine alone
 * @param console address of the console
 */
export async function serveApp({ port, console }: { port: number; console: string }) {
  const { createServer: createVite } = await import('vite');
  const server = createServer();
  const vite = await createVite({
    configFile: join(ROOT, 'console/app/vite.config.ts'),
    configLoader: 'runner',
    // On a server of ours: Vite's own ends the process on SIGTERM, and with it the servers unasked.
    server: {
      middlewareMode: true,
      ws: { server },
      hmr: { server },
      fs: { allow: [ROOT] },
      proxy: { [ANYTHING_ELSE]: { target: console } },
    },
  });
  server.on('request', vite.middlewares);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      await vite.close();
      server.closeAllConnections();
      server.close();
    },
  };
}
